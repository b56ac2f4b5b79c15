import { useSyncExternalStore } from 'react';

export type Language = 'zh' | 'en';

const storageKey = 'parkbench.language';
const listeners = new Set<() => void>();

function initial(): Language {
  const kept = globalThis.localStorage?.getItem(storageKey);
  if (kept === 'zh' || kept === 'en') return kept;
  return /^en/i.test(globalThis.navigator?.language ?? '') ? 'en' : 'zh';
}

let current: Language = initial();
if (globalThis.document) document.documentElement.lang = current === 'en' ? 'en' : 'zh-CN';

export const language = (): Language => current;
export const locale = (): string => (current === 'en' ? 'en-US' : 'zh-CN');

export function setLanguage(next: Language): void {
  current = next;
  globalThis.localStorage?.setItem(storageKey, next);
  document.documentElement.lang = next === 'en' ? 'en' : 'zh-CN';
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The chosen language; components that use it render anew when it changes. */
export const useLanguage = (): Language => useSyncExternalStore(subscribe, language);
