import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Chosen, InstrumentField } from '../../shared/instrument-field';
import { useName } from '../../shared/i18n/messages';
import { ComboBoxField, SegmentedControl } from '../../shared/ui';
import { categoriesQuery } from './qualifications.queries';
import { qualificationMessages } from './qualifications.messages';

export type TargetIds = { readonly instrumentId: number } | { readonly categoryId: number };
type Kind = 'instrument' | 'category';

/** One instrument or a whole category; null while nothing is chosen. */
export function TargetField({ onChange }: { onChange: (ids: TargetIds | null) => void }) {
  const say = qualificationMessages.useSay();
  const [kind, setKind] = useState<Kind>('instrument');
  const [instrument, setInstrument] = useState<Chosen | null>(null);
  const [category, setCategory] = useState<string | null>(null);
  const tell = (next: { kind?: Kind; instrument?: Chosen | null; category?: string | null }): void => {
    const now = { kind, instrument, category, ...next };
    setKind(now.kind);
    setInstrument(now.instrument);
    setCategory(now.category);
    if (now.kind === 'instrument') onChange(now.instrument && { instrumentId: now.instrument.id });
    else onChange(now.category === null ? null : { categoryId: Number(now.category) });
  };
  return (
    <>
      <SegmentedControl
        label={say('targetKind')}
        showLabel
        options={[
          { id: 'instrument', label: say('oneInstrument') },
          { id: 'category', label: say('wholeCategory') },
        ]}
        value={kind}
        onChange={(next) => tell({ kind: next })}
      />
      {kind === 'instrument' ? (
        <InstrumentField value={instrument} onChange={(next) => tell({ instrument: next })} isRequired />
      ) : (
        <CategoryField value={category} onChange={(next) => tell({ category: next })} />
      )}
    </>
  );
}

function CategoryField({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const say = qualificationMessages.useSay();
  const name = useName();
  const { data } = useQuery(categoriesQuery);
  const options = (data?.items ?? []).map(({ id, nameZh, nameEn }) => ({
    id: String(id),
    label: name(nameZh, nameEn),
  }));
  return <ComboBoxField label={say('category')} isRequired value={value} onChange={onChange} options={options} />;
}
