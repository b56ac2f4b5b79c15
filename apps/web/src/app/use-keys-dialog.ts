import { useEffect, useState } from 'react';
import { isSingleKey } from '../shared/single-keys';

const asked = new EventTarget();

/** Opens the list of keys, for those who do not press `?`. */
export const showKeys = (): void => void asked.dispatchEvent(new Event('show'));

/** Whether the list of keys is open: `?` opens it, and the account's menu. */
export function useKeysDialog(): readonly [isOpen: boolean, close: () => void] {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const show = (): void => setOpen(true);
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== '?' || !isSingleKey(event)) return;
      event.preventDefault();
      show();
    };
    asked.addEventListener('show', show);
    document.addEventListener('keydown', onKey);
    return () => {
      asked.removeEventListener('show', show);
      document.removeEventListener('keydown', onKey);
    };
  }, []);
  return [isOpen, () => setOpen(false)];
}
