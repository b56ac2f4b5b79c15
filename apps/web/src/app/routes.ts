import type { QueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import type { Role } from '../features/identity/session';
import { catalogueQuery, filterOf } from '../features/reservations/catalogue.queries';

export interface PageRoute {
  readonly path: string;
  readonly load: () => Promise<{ default: ComponentType }>;
  /** Who has this page; 'public' needs no session. */
  readonly who: readonly Role[] | 'public';
  /** Asks for the page's data at once, beside the session and the page's code, when this is where one arrives. */
  readonly early?: (queries: QueryClient, search: Readonly<Record<string, string>>) => void;
}

const tenant: readonly Role[] = ['member', 'company_admin'];
const manager: readonly Role[] = ['manager', 'admin'];
const finance: readonly Role[] = ['finance', 'admin'];
const everyone: readonly Role[] = [...tenant, 'manager', 'finance', 'admin'];

const page = (path: string, who: PageRoute['who'], load: PageRoute['load']): PageRoute => ({ path, who, load });

const catalogue: PageRoute = {
  ...page('/', everyone, () => import('./pages/catalogue.page')),
  // Whether there is a session is not known yet: a 401 here is no session that ended.
  early: (queries, search) =>
    void queries.prefetchInfiniteQuery({ ...catalogueQuery(filterOf(search)), retry: false, meta: { early: true } }),
};

/** Every page of the application, one line each. */
export const routes: readonly PageRoute[] = [
  page('/login', 'public', () => import('./pages/login.page')),
  page('/setup', 'public', () => import('./pages/setup.page')),
  page('/join/$token', 'public', () => import('./pages/join.page')),
  catalogue,
  page('/i/$id', everyone, () => import('./pages/instrument.page')),
  page('/i/$id/use', [...tenant, ...manager], () => import('./pages/use.page')),
  page('/checkout', tenant, () => import('./pages/checkout.page')),
  page('/reservations', everyone, () => import('./pages/reservations.page')),
  page('/reservations/$id', everyone, () => import('./pages/reservation.page')),
  page('/waiting-list', ['member', 'company_admin', 'manager', 'admin'], () => import('./pages/waiting-list.page')),
  page('/inventory', manager, () => import('./pages/inventory.page')),
  page('/inventory/import', manager, () => import('./pages/inventory-import.page')),
  page('/inventory/labels', manager, () => import('./pages/inventory-labels.page')),
  page('/board', everyone, () => import('./pages/board.page')),
  page('/conflicts', manager, () => import('./pages/conflicts.page')),
  page('/health', manager, () => import('./pages/health.page')),
  page('/maintenance', manager, () => import('./pages/maintenance.page')),
  page('/requests', manager, () => import('./pages/requests.page')),
  page('/utilisation', manager, () => import('./pages/utilisation.page')),
  page('/people', ['manager', ...finance], () => import('./pages/people.page')),
  page('/settings', manager, () => import('./pages/settings.page')),
  page('/audit', manager, () => import('./pages/audit.page')),
  page('/calendars', everyone, () => import('./pages/calendars.page')),
  page('/busy', everyone, () => import('./pages/busy.page')),
  page('/company', ['company_admin'], () => import('./pages/company.page')),
  page('/months', finance, () => import('./pages/months.page')),
  page('/months/$month', finance, () => import('./pages/month.page')),
  page('/disputes', ['company_admin', ...finance], () => import('./pages/disputes.page')),
  page('/draft-statements/$month', ['company_admin', ...finance], () => import('./pages/draft-statement.page')),
  page('/finance/$view', finance, () => import('./pages/finance.page')),
  page('/invoices', everyone, () => import('./pages/invoices.page')),
  page('/invoices/$id', everyone, () => import('./pages/invoice.page')),
  page('/tax-invoices', finance, () => import('./pages/tax-invoices.page')),
  page('/credit-notes', everyone, () => import('./pages/credit-notes.page')),
  page('/credit-notes/$id', everyone, () => import('./pages/credit-note.page')),
  page('/payments', finance, () => import('./pages/payments.page')),
  page('/adjustments', ['manager', ...finance], () => import('./pages/adjustments.page')),
  page('/services', everyone, () => import('./pages/services.page')),
  page('/payments/bank', finance, () => import('./pages/bank.page')),
  page('/payments/bank/import', finance, () => import('./pages/bank-import.page')),
  page('/deposits', everyone, () => import('./pages/deposits.page')),
  page('/vouchers', [...tenant, ...finance], () => import('./pages/vouchers.page')),
  page('/rates', ['manager', ...finance], () => import('./pages/rates.page')),
  page('/rates/classes', ['manager', ...finance], () => import('./pages/company-classes.page')),
];

/** Where each role begins. */
export const homeOf = (role: Role): string =>
  ({ member: '/', company_admin: '/', manager: '/board', finance: '/months', admin: '/board' })[role];
