import type { Role } from '../features/identity/session';
import type { IconName } from '../shared/ui';
import type { shellMessages } from './shell.messages';

type Label = Parameters<typeof shellMessages.say>[0];

export interface NavigationEntry {
  readonly path: string;
  readonly label: Label;
  readonly icon: IconName;
  /** Where its other pages begin, those that its tabs lead to. */
  readonly also?: readonly string[];
}

export interface NavigationGroup {
  /** Said above the entries where there is more than one group. */
  readonly label: Label;
  readonly entries: readonly NavigationEntry[];
}

const entry = (path: string, label: Label, icon: IconName): NavigationEntry => ({ path, label, icon });

const catalogue = entry('/', 'catalogue', 'microscope');
const booking = [
  catalogue,
  entry('/board', 'schedule', 'board'),
  entry('/reservations', 'reservations', 'calendar'),
  { ...entry('/invoices', 'invoices', 'invoice'), also: ['/credit-notes', '/deposits', '/vouchers'] },
  entry('/services', 'services', 'flask'),
];
const tenant: NavigationGroup = { label: 'product', entries: booking };
const companyAdmin: NavigationGroup = {
  label: 'product',
  entries: [...booking, entry('/company', 'company', 'building')],
};
const laboratory: NavigationGroup = {
  label: 'laboratory',
  entries: [
    entry('/board', 'board', 'board'),
    entry('/requests', 'requests', 'check'),
    entry('/conflicts', 'conflicts', 'alert'),
    entry('/services', 'services', 'flask'),
    catalogue,
    entry('/inventory', 'inventory', 'list'),
    entry('/maintenance', 'maintenance', 'wrench'),
    entry('/utilisation', 'utilisation', 'grid'),
    entry('/people', 'people', 'users'),
    entry('/settings', 'settings', 'settings'),
  ],
};
const accounts: NavigationGroup = {
  label: 'accounts',
  entries: [
    { ...entry('/months', 'months', 'calendar'), also: ['/finance', '/disputes', '/draft-statements'] },
    { ...entry('/invoices', 'invoices', 'invoice'), also: ['/credit-notes', '/tax-invoices'] },
    entry('/adjustments', 'adjustments', 'edit'),
    { ...entry('/payments', 'payments', 'yuan'), also: ['/deposits', '/vouchers'] },
    entry('/rates', 'rates', 'tag'),
  ],
};

const groups: Record<Role, readonly NavigationGroup[]> = {
  member: [tenant],
  company_admin: [companyAdmin],
  manager: [laboratory],
  finance: [accounts],
  admin: [laboratory, accounts],
};

/** What each role is offered; the administrator sees the laboratory's and the accounts' pages apart. */
export const navigationGroupsOf = (role: Role): readonly NavigationGroup[] => groups[role];

/** The same in one list. */
export const navigationOf = (role: Role): readonly NavigationEntry[] => groups[role].flatMap(({ entries }) => entries);

/** Whether a page is one of an entry's; the catalogue, whose path begins every other, is only itself. */
export const isUnder = ({ path, also = [] }: NavigationEntry, here: string): boolean =>
  here === path || [path, ...also].some((one) => one !== '/' && `${here}/`.startsWith(`${one}/`));
