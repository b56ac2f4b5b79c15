import { act, cleanup, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { fakeApi } from '../../../test/fake-api';
import { tenantSession } from '../../../test/finance-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const at = (day: string): number => Date.parse(`${day}T00:00+08:00`) / 1000;
const shownFrom = '2026-11-30';
const row = (id: number, occupancies: unknown[] = []) => ({
  id,
  assetNo: `SJZ-000${id}`,
  nameZh: `仪器${id}`,
  nameEn: '',
  model: '',
  categoryZh: '色谱',
  categoryEn: '',
  status: 'in_service',
  occupancies,
  hours: null,
});
const park = (board: object) =>
  fakeApi({
    'GET /session': { body: tenantSession },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /categories': { body: { items: [] } },
    'GET /board': { body: board },
  });

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

describe('closed time on the board', () => {
  it('hatches closures, holidays and closed hours, and says why on the row', async () => {
    const day = (text: string) => new Date(at(text) * 1000).toISOString();
    const closure = { start: day('2026-12-30'), end: day('2026-12-31'), reasonZh: '年终盘点', reasonEn: 'Stocktaking' };
    const closed = [
      [at('2026-12-05'), at('2026-12-07'), 'h'],
      [at('2026-12-25'), at('2026-12-26'), 'd'],
    ];
    const items = [{ ...row(1), hours: 0 }, row(2)];
    park({ items, closed: [closed], closures: [closure], nextCursor: null, total: 2 });
    await visit(`/board?from=${shownFrom}`);
    const grid = await screen.findByRole('grid');
    const words = '节假日不开放 · 2026-12-25 · 闭园：年终盘点 · 2026-12-30';
    const head = await within(grid).findByRole('rowheader', { name: new RegExp(words) });
    expect(head.parentElement?.querySelector('[title="不在开放时间 · 2026-12-05 – 2026-12-06"]')).toBeTruthy();
    expect(within(grid).getAllByRole('rowheader')[1]?.parentElement?.querySelector('.hatch-closed')).toBeNull();
    act(() => head.focus());
    await userEvent.click(head);
    expect(await screen.findByText('闭园：年终盘点 · 2026-12-30')).toBeTruthy();
  });
});

describe('companies on the board', () => {
  it('go by their English name where they have one', async () => {
    setLanguage('en');
    const named = [at('2026-12-03'), at('2027-01-03'), 'r', 41, '诺核生物', 'Nuohe Biotech'];
    const unnamed = [at('2026-12-10'), at('2026-12-20'), 'a', 42, '谱康分析', ''];
    park({ items: [row(1, [named, unnamed])], closed: [], closures: [], nextCursor: null, total: 1 });
    await visit(`/board?from=${shownFrom}`);
    const grid = await screen.findByRole('grid');
    expect(await within(grid).findByRole('gridcell', { name: /Nuohe Biotech/ })).toBeTruthy();
    expect(within(grid).getByRole('gridcell', { name: /谱康分析/ })).toBeTruthy();
  });
});
