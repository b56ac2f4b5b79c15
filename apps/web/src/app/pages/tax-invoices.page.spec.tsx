import { cleanup, screen, within } from '@testing-library/react';
import { fakeApi, type Answer } from '../../../test/fake-api';
import { financeSession } from '../../../test/finance-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';
import type { TaxPage, TaxReading, TaxRow } from '../../features/invoicing/tax-invoices/tax.queries';

const row = (given: Partial<TaxRow>): TaxRow => ({
  invoiceId: 1,
  number: 'PB2026-000001',
  companyId: 1,
  companyZh: '诺核生物',
  companyEn: 'Nuohe',
  month: '2026-03',
  grossFen: 246_774,
  kind: 'special',
  state: 'none',
  batchId: null,
  exportedAt: null,
  taxNumber: null,
  issuedOn: null,
  redFen: 0,
  problems: [],
  ...given,
});
const faulty = row({
  invoiceId: 2,
  number: 'PB2026-000002',
  companyZh: '谱康医药',
  problems: [
    {
      code: 'too_long',
      severity: 'error',
      number: 'PB2026-000002',
      sheet: 1,
      field: '购买方名称',
      lineNo: null,
      message: { zh: '购买方名称有 101 个字符，最多 100 个', en: 'too long' },
      mend: 'company',
    },
  ],
});
const reading: TaxReading = {
  id: 5,
  fileName: '全量发票查询导出.xlsx',
  kind: 'list',
  readAt: '2026-04-02T02:00:00.000Z',
  counts: { ambiguous: 1 },
  rows: [
    {
      rowNo: 1,
      number: '26132000000000000001',
      issuedOn: '2026-04-02',
      buyerTaxId: '91130101MA0ABC121X',
      buyerName: '诺核生物',
      grossFen: 246_774,
      remark: '',
      outcome: 'ambiguous',
      doubts: ['no_number'],
      invoiceId: null,
      ourNumber: null,
      candidates: [
        { invoiceId: 1, number: 'PB2026-000001', companyZh: '诺核生物', month: '2026-03', grossFen: 246_774 },
      ],
    },
  ],
};
const template = {
  id: 1,
  fileName: '批量开票.xlsx',
  version: 'pt:20260401',
  isKnown: true,
  uploadedAt: '2026-04-01T02:00:00.000Z',
  uploadedBy: '刘账',
};

function park(answers: Record<string, Answer> = {}) {
  const page: TaxPage = { items: [row({}), faulty], nextCursor: null, counts: { open: 2, exported: 0, issued: 3 } };
  return fakeApi({
    'GET /session': { body: financeSession },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /tax-invoices': { body: page },
    'GET /tax-invoices/templates': { body: { items: [template] } },
    'GET /tax-invoices/batches': { body: { items: [] } },
    'GET /tax-invoices/readings/5': { body: reading },
    ...answers,
  });
}

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

it('says what keeps a statement out and where it is mended; only good ones are exported', async () => {
  const asked = park({ 'POST /tax-invoices/batches': { body: { id: 9, files: 1, invoices: 1, details: 1 } } });
  const user = await visit('/tax-invoices');
  expect(await screen.findByText(/最多 100 个/)).toBeTruthy();
  const mend = screen.getByRole('link', { name: '修改企业资料' });
  expect(decodeURIComponent(mend.getAttribute('href') ?? '')).toBe('/people?q=谱康医药');
  expect(screen.getByRole('tab', { name: '已开票 3' })).toBeTruthy();
  const button = screen.getByRole('button', { name: '导出批量开票文件' });
  expect(button.hasAttribute('disabled')).toBe(true);
  await user.click(screen.getByRole('checkbox', { name: '选择 PB2026-000001' }));
  await user.click(button);
  expect(await screen.findByText('已导出 1 张结算单，1 行明细')).toBeTruthy();
  expect(screen.getByRole('link', { name: '下载文件' }).getAttribute('href')).toContain(
    '/tax-invoices/batches/9/files/1',
  );
  expect(asked.find((one) => one.method === 'POST')?.body).toEqual({ invoiceIds: [1], withoutTemplate: false });
});

it('leads to the seller’s data where the park’s are wrong, which finance mends itself', async () => {
  const seller = {
    nameZh: '生物医药园',
    nameEn: '',
    creditCode: '',
    address: '',
    phone: '',
    bankName: '',
    bankAccount: '',
    version: 4,
  };
  const [problem] = faulty.problems;
  const asked = park({
    'GET /tax-invoices': {
      body: {
        items: [{ ...faulty, problems: [{ ...problem, field: '销售方开户行', mend: 'park' }] }],
        nextCursor: null,
        counts: { open: 1, exported: 0, issued: 0 },
      },
    },
    'GET /settings/seller': { body: seller },
    'PUT /settings/seller': { body: { ...seller, version: 5 } },
  });
  const user = await visit('/tax-invoices');
  await user.click(await screen.findByRole('link', { name: '修改销售方资料' }));
  await user.type(await screen.findByRole('textbox', { name: '开户银行' }), '建设银行');
  await user.type(screen.getByRole('textbox', { name: '统一社会信用代码' }), '123');
  expect(screen.getByText('校验不通过，请核对 18 位代码')).toBeTruthy();
  await user.clear(screen.getByRole('textbox', { name: '统一社会信用代码' }));
  await user.click(screen.getByRole('button', { name: '保存' }));
  expect(await screen.findByText('已保存，此后出具的单据按新资料')).toBeTruthy();
  const put = asked.find((one) => one.method === 'PUT');
  expect(put?.body).toMatchObject({ nameZh: '生物医药园', bankName: '建设银行' });
  expect(put?.headers.get('If-Match')).toBe('"4"');
});

it('shows all findings when the export is refused', async () => {
  const refused = {
    code: 'tax_checks_failed',
    title: '有 1 处不符合税务局模板要求',
    requestId: 'r',
    problems: faulty.problems,
  };
  park({ 'POST /tax-invoices/batches': { status: 422, body: refused } });
  const user = await visit('/tax-invoices');
  await user.click(await screen.findByRole('checkbox', { name: '选择 PB2026-000001' }));
  await user.click(screen.getByRole('button', { name: '导出批量开票文件' }));
  const alert = await screen.findByRole('alert');
  expect(within(alert).getByText(/购买方名称/)).toBeTruthy();
});

it('lets a person say which statement a doubtful number is for', async () => {
  const path = 'POST /tax-invoices/readings/5/rows/1/confirm';
  const asked = park({ [path]: { status: 204 } });
  const user = await visit('/tax-invoices?reading=5');
  expect(await screen.findByText('备注中没有结算单号')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '确认为 PB2026-000001' }));
  expect(asked.find((one) => one.method === 'POST')?.body).toEqual({ invoiceId: 1 });
});

it('takes a number by hand when it has twenty digits', async () => {
  const asked = park({ 'PUT /invoices/1/tax-invoice': { status: 204 } });
  const user = await visit('/tax-invoices');
  const [type] = await screen.findAllByRole('button', { name: '登记号码' });
  await user.click(type!);
  const dialog = screen.getByRole('dialog');
  const save = within(dialog).getByRole('button', { name: '保存' });
  await user.type(within(dialog).getByRole('textbox', { name: /发票号码/ }), '2613200000000000000');
  expect(save.hasAttribute('disabled')).toBe(true);
  await user.type(within(dialog).getByRole('textbox', { name: /发票号码/ }), '1');
  await user.click(save);
  expect(asked.find((one) => one.method === 'PUT')?.body).toMatchObject({ number: '26132000000000000001' });
});
