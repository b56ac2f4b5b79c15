import { type KeyboardEvent, useEffect, useRef, type RefObject } from 'react';
import { isSingleKey } from '../../../shared/single-keys';

/** Moves among the elements that match, down or up by one; Enter on a link opens it by itself. */
function move(within: HTMLElement, selector: string, by: 1 | -1): HTMLElement | undefined {
  const rows = [...within.querySelectorAll<HTMLElement>(selector)];
  const now = rows.findIndex((row) => row === document.activeElement);
  const next = rows[now === -1 && by === 1 ? 0 : now + by];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
  return next;
}

/** `/` goes to the search box, arrows go through the rows, up from the first one back to the box. */
export function useListKeys(selector: string): {
  search: RefObject<HTMLInputElement | null>;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
} {
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onSlash = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== '/' || !isSingleKey(event)) return;
      event.preventDefault();
      search.current?.focus();
    };
    document.addEventListener('keydown', onSlash);
    return () => document.removeEventListener('keydown', onSlash);
  }, []);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const target = event.target as HTMLElement;
    if (target !== search.current && !target.matches(selector)) return;
    event.preventDefault();
    const found = move(event.currentTarget, selector, event.key === 'ArrowDown' ? 1 : -1);
    if (!found && event.key === 'ArrowUp') search.current?.focus();
  };
  return { search, onKeyDown };
}
