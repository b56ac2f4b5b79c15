import { cleanup, screen } from '@testing-library/react';
import { fakeApi } from '../../../test/fake-api';
import { financeSession, marchInvoice, tenantSession } from '../../../test/finance-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const park = (session: unknown) =>
  fakeApi({
    'GET /session': { body: session },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /invoices/12': { body: marchInvoice },
  });

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

describe('an invoice', () => {
  it('tells a tenant why a line is what it is: days, price, rounding, tax', async () => {
    park(tenantSession);
    const user = await visit('/invoices/12');
    expect(await screen.findByText('3/15–3/31，17/31 天 × ¥4,500.00 = ¥2,467.74')).toBeTruthy();
    expect(screen.queryByText(/首尾两天都计入/)).toBeNull();
    const why = screen.getByRole('button', { name: '为什么是这个金额' });
    await user.click(why);
    expect(why.getAttribute('aria-expanded')).toBe('true');
    expect(screen.getByText('2026-03-15 至 2026-03-31，共 17 天；2026 年 3 月有 31 天。首尾两天都计入。')).toBeTruthy();
    expect(screen.getByText(/月租 ¥4,500.00.*预约时锁定/)).toBeTruthy();
    expect(screen.getByText('月租 × 17 ÷ 31，四舍五入到分。')).toBeTruthy();
    expect(screen.getByText(/税率 13%.*为 ¥2,183.84；税额取两者之差 ¥283.90/)).toBeTruthy();
    expect(screen.getByRole('link', { name: '预约 #41' }).getAttribute('href')).toBe('/reservations/41');
  });

  it('reads as its PDF does, and lets a tenant download it but not record payments', async () => {
    park(tenantSession);
    await visit('/invoices/12');
    expect(await screen.findByText('人民币贰仟肆佰陆拾柒元柒角肆分')).toBeTruthy();
    expect(screen.getByText('付款时请在附言中注明结算单号 PB2026-000012')).toBeTruthy();
    const pdf = screen.getByRole('link', { name: '下载 PDF（英文）' });
    expect(pdf.getAttribute('href')).toBe('/api/v1/invoices/12/pdf?lang=en');
    expect(screen.queryByRole('link', { name: '登记收款' })).toBeNull();
  });

  it('offers finance the form with this company in it', async () => {
    park(financeSession);
    await visit('/invoices/12');
    const [record] = await screen.findAllByRole('link', { name: '登记收款' });
    expect(record?.getAttribute('href')).toBe('/payments?record=1');
  });

  it('says so in English when it is not there', async () => {
    setLanguage('en');
    park(tenantSession);
    await visit('/invoices/99');
    expect(await screen.findByText('No such invoice')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'See all invoices' })).toBeTruthy();
  });
});
