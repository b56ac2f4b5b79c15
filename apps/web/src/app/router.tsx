import type { QueryClient } from '@tanstack/react-query';
import {
  type AnyRoute,
  type AnyRouter,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { get } from '../shared/api/client';
import { queryText } from '../shared/query-text';
import { sessionQuery } from '../features/identity/session';
import { CrashPage, MissingPage } from './missing.page';
import { homeOf, type PageRoute, routes } from './routes';
import { Shell } from './shell';

/** Search parameters are plain text in the URL: readable, and the same when pasted. */
const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));

/** Where one arrives, code and data are fetched beside the session, not after it. */
function startEarly(queries: QueryClient): void {
  const { pathname, search } = window.location;
  const page = routes.find((one) => one.path === pathname && one.early);
  if (!page) return;
  page.early?.(queries, parseSearch(search));
  void page.load().catch(() => undefined);
}

export function createAppRouter(queries: QueryClient): AnyRouter {
  startEarly(queries);
  const root = createRootRoute({ notFoundComponent: MissingPage, errorComponent: CrashPage });
  const shell = createRoute({
    getParentRoute: () => root,
    id: 'shell',
    component: Shell,
    beforeLoad: async ({ location }) => {
      if (await queries.ensureQueryData(sessionQuery)) return;
      const { needed } = await get<{ needed: boolean }>('/setup');
      if (needed) throw redirect({ to: '/setup' });
      throw redirect({ to: '/login', search: location.pathname === '/' ? {} : { to: location.href } });
    },
  });
  const open = routes.filter((r) => r.who === 'public').map((r) => routeOf(r, () => root, queries));
  const nowhere = createRoute({ getParentRoute: () => shell, path: '$', component: MissingPage });
  const closed = routes.filter((r) => r.who !== 'public').map((r) => routeOf(r, () => shell, queries));
  return createRouter({
    routeTree: root.addChildren([...open, shell.addChildren([...closed, nowhere])]),
    parseSearch,
    stringifySearch: queryText,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: CrashPage,
    defaultNotFoundComponent: MissingPage,
  });
}

function routeOf(page: PageRoute, getParentRoute: () => AnyRoute, queries: QueryClient): AnyRoute {
  return createRoute({
    getParentRoute,
    path: page.path,
    component: lazyRouteComponent(page.load),
    beforeLoad: async () => {
      if (page.who === 'public') return;
      const session = await queries.ensureQueryData(sessionQuery);
      if (session && !page.who.includes(session.member.role)) throw redirect({ to: homeOf(session.member.role) });
    },
  });
}
