import type { ReactNode } from 'react';
import { language, setLanguage } from '../../shared/i18n/language';
import { useDocumentTitle } from '../../shared/ui';
import { identityMessages } from './identity.messages';

/** The frame of the pages that need no session. */
export function SignInFrame({ title, intro, children }: { title: string; intro?: string; children?: ReactNode }) {
  const say = identityMessages.useSay();
  useDocumentTitle(title);
  return (
    <main className="grid min-h-dvh place-items-center bg-canvas px-4 py-8">
      <div className="w-full max-w-sm">
        <div className="mb-5 flex items-center gap-3">
          <img src="/icon.svg" alt="" width="40" height="40" />
          <div className="flex-1">
            <p className="text-xl font-semibold">共享实验台 Parkbench</p>
            <p className="text-sm text-mut">{say('tagline')}</p>
          </div>
        </div>
        <section className="rounded-md border border-line bg-surface p-6">
          <h1 className="mb-1 text-xl font-semibold">{title}</h1>
          {intro && <p className="mb-3 text-sm text-mut">{intro}</p>}
          {children}
        </section>
        <button
          type="button"
          lang={language() === 'en' ? 'zh-CN' : 'en'}
          className="mt-4 min-h-11 w-full text-sm text-mut hover:text-ink"
          onClick={() => setLanguage(language() === 'en' ? 'zh' : 'en')}
        >
          {language() === 'en' ? '中文' : 'English'}
        </button>
      </div>
    </main>
  );
}
