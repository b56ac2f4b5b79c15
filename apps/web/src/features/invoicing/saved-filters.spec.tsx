import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { setLanguage } from '../../shared/i18n/language';
import type { InvoiceFilter } from './invoicing.queries';
import { SavedFilters } from './saved-filters';

beforeEach(() => {
  localStorage.clear();
  setLanguage('zh');
});
afterEach(cleanup);

async function menu(filter: InvoiceFilter) {
  const applied: unknown[] = [];
  render(<SavedFilters filter={filter} onApply={(wanted) => applied.push(wanted)} />);
  const user = userEvent.setup();
  const choose = async (name: string): Promise<void> => {
    await user.click(screen.getByRole('button', { name: '常用筛选' }));
    await user.click(await screen.findByRole('menuitem', { name }));
  };
  return { applied, choose, user };
}

it('applies what everybody needs, and nothing else with it', async () => {
  const { applied, choose } = await menu({ q: '青禾', month: '2026-03' });
  await choose('逾期未收');
  expect(applied).toEqual([{ q: '', companyId: '', month: '', status: 'overdue' }]);
});

it('keeps a filter by its name, applies it in another visit, and lets it go', async () => {
  const first = await menu({ companyId: '7', status: 'part_paid' });
  await first.choose('保存当前筛选…');
  await first.user.type(screen.getByRole('textbox', { name: /名称/ }), '青禾部分已付');
  await first.user.click(screen.getByRole('button', { name: '保存' }));
  cleanup();
  const later = await menu({});
  await later.choose('青禾部分已付');
  expect(later.applied).toEqual([{ q: '', companyId: '7', month: '', status: 'part_paid' }]);
  await later.choose('删除“青禾部分已付”');
  await later.user.click(screen.getByRole('button', { name: '常用筛选' }));
  expect(screen.queryByRole('menuitem', { name: '青禾部分已付' })).toBeNull();
});

it('reads nothing from a store that holds something else', async () => {
  localStorage.setItem('parkbench.invoice-filters', '{"no":"list"}');
  const { choose, applied } = await menu({});
  await choose('未收账单');
  expect(applied).toHaveLength(1);
});
