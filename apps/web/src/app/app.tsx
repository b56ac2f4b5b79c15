import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { I18nProvider, RouterProvider as AriaRouterProvider } from 'react-aria-components';
import { ProblemError } from '../shared/api/problem';
import { useLanguage } from '../shared/i18n/language';
import { createAppRouter } from './router';

const isRefused = (error: unknown): boolean =>
  error instanceof ProblemError && error.status >= 400 && error.status < 500;

/** Reads are tried again after a fault, never after a refusal; a session that has ended leads to signing in. */
function createQueryClient(onSessionEnd: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, { meta }) => {
        if (error instanceof ProblemError && error.status === 401 && !meta?.early) onSessionEnd();
      },
    }),
    defaultOptions: { queries: { staleTime: 15_000, retry: (count, error) => count < 2 && !isRefused(error) } },
  });
}

function createApplication() {
  const queries = createQueryClient(() => void leave());
  const router = createAppRouter(queries);
  const leave = async (): Promise<void> => {
    const { pathname, href } = router.state.location;
    if (pathname === '/login') return;
    await router.navigate({ to: '/login', search: { to: href } as never });
    queries.clear();
  };
  return { queries, router };
}

/** The whole page: data, language and routes. */
export function App() {
  const [{ queries, router }] = useState(createApplication);
  const lang = useLanguage();
  return (
    <I18nProvider locale={lang === 'en' ? 'en-US' : 'zh-CN'}>
      <AriaRouterProvider navigate={(href) => void router.navigate({ href })}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AriaRouterProvider>
    </I18nProvider>
  );
}
