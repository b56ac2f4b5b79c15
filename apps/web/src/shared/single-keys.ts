import { useSyncExternalStore } from 'react';

const storageKey = 'parkbench.singleKeys';
const listeners = new Set<() => void>();

/** Whether keys without Ctrl or Alt act; off for those who speak or type by accident (WCAG 2.1.4), kept in this browser. */
export const singleKeysAct = (): boolean => globalThis.localStorage?.getItem(storageKey) !== 'off';

export function setSingleKeys(act: boolean): void {
  if (act) globalThis.localStorage?.removeItem(storageKey);
  else globalThis.localStorage?.setItem(storageKey, 'off');
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useSingleKeys = (): boolean => useSyncExternalStore(subscribe, singleKeysAct);

const busy =
  'input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable], [role=dialog], [role=alertdialog]';

/** Whether a key pressed alone is meant as one: nothing is typed, no dialog is open, and such keys are not turned off. */
export function isSingleKey(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
  return singleKeysAct() && !(event.target instanceof Element && event.target.closest(busy));
}
