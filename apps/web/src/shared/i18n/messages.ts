import { setupI18n } from '@lingui/core';
import { compileMessage } from './compile-message';
import { language, type Language, useLanguage } from './language';

type Catalogue = Readonly<Record<string, string>>;
type Values = Readonly<Record<string, string | number>>;
/** Says a message of a catalogue in the reader's language; keys are checked by the compiler. */
export type Say<K extends string> = (key: K, values?: Values) => string;

export interface Messages<K extends string> {
  /** In components: renders anew when the language changes. */
  readonly useSay: () => Say<K>;
  /** Elsewhere. */
  readonly say: Say<K>;
}

const engines = {
  zh: setupI18n({ locale: 'zh-CN', messages: { 'zh-CN': {} } }),
  en: setupI18n({ locale: 'en', messages: { en: {} } }),
};

let serial = 0;

/**
 * A feature's texts. ICU plurals and numbers; an English text that is missing does not compile.
 * Keys live in a space of their own, so two features may use the same word.
 */
export function defineMessages<const Zh extends Catalogue>(
  zh: Zh,
  en: Record<keyof Zh & string, string>,
): Messages<keyof Zh & string> {
  const space = `${++serial}:`;
  const load = (lang: Language, catalogue: Catalogue): void =>
    engines[lang].load(
      lang === 'en' ? 'en' : 'zh-CN',
      Object.fromEntries(Object.entries(catalogue).map(([k, v]) => [space + k, compileMessage(v)])),
    );
  load('zh', zh);
  load('en', en);
  const sayIn =
    (lang: Language): Say<keyof Zh & string> =>
    (key, values) =>
      engines[lang]._(space + key, values);
  const both = { zh: sayIn('zh'), en: sayIn('en') };
  return { useSay: () => both[useLanguage()], say: (key, values) => both[language()](key, values) };
}

/** The one of two names that the reader's language calls for; the other where there is none. */
export function useName(): (zh: string | null | undefined, en: string | null | undefined) => string {
  const lang = useLanguage();
  return (zh, en) => (lang === 'en' ? en || zh : zh || en) ?? '';
}
