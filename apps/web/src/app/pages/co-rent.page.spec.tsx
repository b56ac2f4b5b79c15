import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { calendarOf } from '../../../test/calendar-of';
import { type Asked, fakeApi } from '../../../test/fake-api';
import { financeSession } from '../../../test/finance-park';
import { instrument, quote } from '../../../test/tenant-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const session = { ...financeSession, member: { ...financeSession.member, name: '王实', role: 'manager' } };
const companies = ['诺核生物', '谱康分析'].map((nameZh, i) => ({ id: i + 1, nameZh, nameEn: '', suspended: false }));
const part = (companyId: number, totalFen: number, free = true) => ({
  companyId,
  free,
  violations: [],
  quote: { ...quote, totalFen, monthlyFen: totalFen / 3 },
});

function park(preview: (asked: Asked) => object) {
  return fakeApi({
    'GET /session': { body: session },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /instruments/5': { body: instrument },
    'GET /instruments/5/calendar': { body: calendarOf() },
    'GET /companies': { body: { items: companies } },
    'POST /co-rents/preview': (asked) => ({ body: preview(asked) }),
    'POST /co-rents': { status: 201, body: { id: 1, reservations: [] } },
  });
}

async function fill() {
  const user = await visit('/i/5');
  await user.click(await screen.findByRole('button', { name: '安排共租' }));
  const sheet = within(await screen.findByRole('dialog'));
  for (const [i, { nameZh }] of companies.entries()) {
    await user.type(sheet.getByRole('combobox', { name: `企业 ${i + 1}` }), nameZh);
    await user.click(await screen.findByRole('option', { name: nameZh }));
  }
  return { user, sheet };
}

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

describe('arranging a co-rent', () => {
  it('shows what each pays and sends the half days as they were chosen', async () => {
    const log = park(() => ({ problems: [], totalFen: 1_309_500, parts: [part(1, 785_700), part(2, 523_800)] }));
    const { user, sheet } = await fill();
    await user.click(sheet.getByRole('button', { name: '企业 1，星期三下午' }));
    expect(sheet.getByRole('button', { name: '企业 2，星期三下午' }).getAttribute('aria-pressed')).toBe('false');
    expect(await sheet.findByText('¥7,857.00')).toBeTruthy();
    await user.click(await sheet.findByRole('button', { name: '确认共租，¥13,095.00' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const sent = log.find((asked) => asked.path === '/co-rents')?.body;
    expect(sent).toMatchObject({
      instrumentId: 5,
      months: 3,
      shares: [
        { companyId: 1, shareBps: 5000, pattern: { 1: 'day', 2: 'day', 3: 'day' } },
        { companyId: 2, shareBps: 5000, pattern: { 4: 'day', 5: 'day' } },
      ],
    });
  });

  it('is not sent while the shares are wrong or a half day is taken', async () => {
    park(() => ({
      problems: [{ code: 'shares', part: null, message: { zh: '各方份额之和须为 100%', en: '' } }],
      totalFen: 0,
      parts: [],
    }));
    const { sheet } = await fill();
    expect(await sheet.findByText('各方份额之和须为 100%')).toBeTruthy();
    expect(sheet.getByRole('button', { name: /确认共租/ }).hasAttribute('disabled')).toBe(true);
  });
});
