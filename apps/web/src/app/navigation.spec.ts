import { isUnder, navigationOf } from './navigation';

const openOf = (role: Parameters<typeof navigationOf>[0], here: string) =>
  navigationOf(role)
    .filter((entry) => isUnder(entry, here))
    .map(({ path }) => path);

describe('The navigation', () => {
  it.each([
    ['finance', '/finance/aging', '/months'],
    ['finance', '/credit-notes/7', '/invoices'],
    ['finance', '/deposits', '/payments'],
    ['finance', '/payments/bank/import', '/payments'],
    ['company_admin', '/deposits', '/invoices'],
    ['manager', '/inventory/import', '/inventory'],
    ['member', '/', '/'],
  ] as const)('of %s on %s shows where one is', (role, here, path) => {
    expect(openOf(role, here)).toEqual([path]);
  });

  it('does not take the catalogue for the beginning of every page', () => {
    expect(openOf('manager', '/conflicts')).toEqual(['/conflicts']);
    expect(openOf('manager', '/calendars')).toEqual([]);
  });
});
