import { cleanup, screen, within } from '@testing-library/react';
import { fakeApi } from '../../../test/fake-api';
import { marchLine, tenantSession } from '../../../test/finance-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const cap = {
  instrumentId: 5,
  nameZh: '流式细胞仪',
  nameEn: 'Flow cytometer',
  assetNo: 'SJZ-0005',
  sessions: 7,
  month: '2026-04',
  capFen: 450_000,
  paidFen: 378_000,
  minutesToCap: 360,
};
const saved = {
  ...marchLine,
  sourceKind: 'best_of',
  component: 'best_of',
  amountFen: -90_000,
  explanation: {
    zh: '9 次共 ¥5,400.00，超过月租 ¥4,500.00，减免 ¥900.00',
    en: '',
    data: {
      kind: 'best_of',
      sessions: 9,
      hoursFen: 540_000,
      capFen: 450_000,
      savingFen: 90_000,
      partFen: 90_000,
      taxRateBps: 1300,
    },
  },
};

function park(caps: readonly object[]): void {
  const totals = { netFen: 0, taxFen: 0, grossFen: 156_774, paidFen: 0 };
  fakeApi({
    'GET /session': { body: tenantSession },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /standing': { body: { openFen: 0, overdueFen: 0, oldestOverdueDays: 0, depositsFen: 0, balanceFen: 0 } },
    'GET /invoices': { body: { items: [], nextCursor: null, totals: { count: 0, ...totals } } },
    'GET /charges/upcoming': { body: { month: '2026-04', lines: [marchLine, saved], totals, incomplete: false, caps } },
  });
}

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

describe('what is to come, for a tenant', () => {
  it('is summed, and opens to its lines with why', async () => {
    park([]);
    const user = await visit('/invoices');
    const card = await screen.findByRole('region', { name: '待出账费用' });
    expect(card.textContent).toContain('¥1,567.74');
    await user.click(within(card).getByRole('button', { name: '查看 2 项明细' }));
    await user.click(within(card).getAllByRole('button', { name: '为什么是这个金额' })[1]!);
    expect(card.textContent).toContain('当月按小时使用 9 次，共 ¥5,400.00，超过该仪器一个月的租金 ¥4,500.00');
  });

  it('says how much longer until the month is capped', async () => {
    park([cap, { ...cap, instrumentId: 6, paidFen: 450_000, minutesToCap: 0 }]);
    await visit('/invoices');
    expect(await screen.findByText('本月再用 6 小时即封顶')).toBeTruthy();
    expect(screen.getByText('已封顶，本月再用不再收费')).toBeTruthy();
    expect(screen.getAllByText('2026 年 4 月机时费 ¥3,780.00，封顶 ¥4,500.00（一个月租金）')).toHaveLength(1);
  });

  it('says so in English', async () => {
    setLanguage('en');
    park([cap]);
    await visit('/invoices');
    expect(await screen.findByText('6 hours more and this month is capped')).toBeTruthy();
  });
});
