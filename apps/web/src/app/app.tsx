import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useMemo } from 'react';
import { I18nProvider, RouterProvider as AriaRouterProvider } from 'react-aria-components';
import { ProblemError } from '../shared/api/problem';
import { useLanguage } from '../shared/i18n/language';
import { createAppRouter } from './router';

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (count, error) => count < 2 && !(error instanceof ProblemError && error.status >= 400 && error.status < 500),
      },
    },
  });
}

/** The whole page: data, language and routes. */
export function App() {
  const queries = useMemo(createQueryClient, []);
  const router = useMemo(() => createAppRouter(queries), [queries]);
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
