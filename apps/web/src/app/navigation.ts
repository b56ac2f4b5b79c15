import type { Role } from '../features/identity/session';
import type { shellMessages } from './shell.messages';
import type { IconName } from '../shared/ui';

export interface NavigationEntry {
  readonly path: string;
  readonly label: Parameters<typeof shellMessages.say>[0];
  readonly icon: IconName;
}

const entry = (path: string, label: NavigationEntry['label'], icon: IconName): NavigationEntry => ({ path, label, icon });

const catalogue = entry('/', 'catalogue', 'microscope');
const tenant = [catalogue, entry('/reservations', 'reservations', 'calendar'), entry('/invoices', 'invoices', 'invoice')];
const manager = [
  entry('/board', 'board', 'board'),
  entry('/requests', 'requests', 'check'),
  catalogue,
  entry('/inventory', 'inventory', 'list'),
  entry('/maintenance', 'maintenance', 'wrench'),
  entry('/utilisation', 'utilisation', 'grid'),
  entry('/people', 'people', 'users'),
];
const finance = [
  entry('/months', 'months', 'calendar'),
  entry('/invoices', 'invoices', 'invoice'),
  entry('/payments', 'payments', 'yuan'),
  entry('/rates', 'rates', 'filter'),
];

/** What each role is offered; the phone's bar shows the first five. */
export const navigationOf = (role: Role): readonly NavigationEntry[] =>
  ({
    member: tenant,
    company_admin: [...tenant, entry('/company', 'company', 'building')],
    manager,
    finance,
    admin: [...manager, ...finance],
  })[role];
