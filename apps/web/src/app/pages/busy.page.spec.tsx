import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { fakeApi } from '../../../test/fake-api';
import { tenantSession } from '../../../test/finance-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const week = (value: number | null): (number | null)[] => Array.from({ length: 168 }, () => value);
const all = week(40);
all[9] = 82;
all[167] = 3;
const report = {
  month: '2026-10',
  atLeast: 3,
  all,
  categories: [
    {
      id: 1,
      nameZh: '质谱',
      nameEn: 'Mass spectrometry',
      instruments: 12,
      shares: all.map((v, i) => (i === 0 ? null : v)),
    },
    { id: 2, nameZh: '离心', nameEn: 'Centrifuges', instruments: 2, shares: week(null) },
  ],
};

function park() {
  return fakeApi({
    'GET /session': { body: tenantSession },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /reports/busyness': ({ path }) => {
      const month = new URLSearchParams(path.split('?')[1]).get('month');
      return { body: { ...report, month: month ?? '2026-10' } };
    },
  });
}

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

describe('how busy the lab is', () => {
  it('shows the week of all, and says why an hour of a category is not told', async () => {
    park();
    const user = await visit('/busy');
    const table = await screen.findByRole('table', { name: '2026 年 10 月全部仪器各时段忙闲（%）' });
    expect(within(table).getByText('82')).toBeTruthy();
    expect(screen.getByText(/不足 3 家/)).toBeTruthy();
    expect(screen.getByText('使用企业较少，不显示')).toBeTruthy();
    expect(screen.getAllByText('最忙 周一 09:00，82% · 最空 周日 23:00，3%')).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: /质谱/ }));
    const own = await screen.findByRole('table', { name: '2026 年 10 月质谱各时段忙闲（%）' });
    expect(within(own).getAllByText('不显示')).toHaveLength(1);
    expect(window.location.search).toBe('?category=1');
  });

  it('goes by months that are over, in the URL', async () => {
    const log = park();
    const user = await visit('/busy');
    await user.click(await screen.findByRole('button', { name: '上个月' }));
    await screen.findByRole('table', { name: /2026 年 9 月/ });
    expect(window.location.search).toBe('?month=2026-09');
    await waitFor(() => expect(log.map(({ path }) => path)).toContain('/reports/busyness?month=2026-09'));
  });
});
