import { useEffect, useState } from 'react';
import { SearchField } from './ui';

export interface TypedSearchProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly label: string;
  readonly className?: string;
}

const typingPause = 300;

/** Text to search by that reaches the URL when the typing pauses. */
export function TypedSearch({ value, onChange, label, className }: TypedSearchProps) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed.trim() === value) return undefined;
    const timer = setTimeout(() => onChange(typed.trim()), typingPause);
    return () => clearTimeout(timer);
  });
  return <SearchField label={label} placeholder={label} value={typed} onChange={setTyped} className={className} />;
}
