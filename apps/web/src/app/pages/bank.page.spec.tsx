import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { aLine, aStatement, aSuggestion, linesPage } from '../../../test/bank-park';
import { fakeApi, type Answer } from '../../../test/fake-api';
import { financeSession, openInvoice } from '../../../test/finance-park';
import { visit } from '../../../test/visit';
import type { BankLine } from '../../features/invoicing/bank/bank.queries';
import { setLanguage } from '../../shared/i18n/language';

const open = openInvoice({ id: 11, number: 'PB2026-000011', dueOn: '2026-03-18', grossFen: 100_000 });

/** A park with these lines; everything else answers as given. */
function park(lines: BankLine[], more: Record<string, Answer> = {}) {
  const asked = fakeApi({
    'GET /session': { body: financeSession },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /companies': { body: { items: [{ id: 1, nameZh: '诺核生物', nameEn: 'Nuohe' }] } },
    'GET /invoices': { body: { items: [open], nextCursor: null, totals: {} } },
    'GET /bank-lines': { body: linesPage(lines) },
    ...more,
  });
  return (method = 'POST') => asked.filter((one) => one.method === method);
}

const rows = (): HTMLElement[] => within(screen.getByRole('list', { name: '银行流水' })).getAllByRole('listitem');
const told = (title: string) => screen.findByRole('alertdialog', { name: title });

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

describe('lines of bank statements', () => {
  it('say what they may be and why, and are confirmed with a key', async () => {
    const second = aLine({
      id: 2,
      text: '第二笔',
      match: { state: 'likely', suggestions: [aSuggestion({ allocations: [], restFen: 100_000 })] },
    });
    const sent = park([aLine(), second], {
      'POST /bank-lines/2/confirm': { body: { id: 2, parts: [] } },
    });
    const user = await visit('/payments/bank');
    await screen.findByText('第二笔');
    expect(rows()[0]?.textContent).toContain('附言写明账单 PB2026-000011；金额与未付金额一致');
    await user.keyboard('j');
    await waitFor(() => expect(rows()[1]?.getAttribute('aria-current')).toBe('true'));
    await user.keyboard('a');
    await told('已确认 ¥1,000.00');
    expect(sent()).toMatchObject([{ path: '/bank-lines/2/confirm', body: { as: 'prepaid', companyId: 1 } }]);
    expect(sent()[0]?.headers.get('Idempotency-Key')).toBeTruthy();
  });

  it('that are ambiguous wait for a choice', async () => {
    const twins = [
      aSuggestion(),
      aSuggestion({ allocations: [{ invoiceId: 12, number: 'PB2026-000012', amountFen: 100_000 }] }),
    ];
    const sent = park([aLine({ match: { state: 'ambiguous', suggestions: twins } })], {
      'POST /bank-lines/1/confirm': { body: {} },
    });
    const user = await visit('/payments/bank');
    const confirm = await screen.findByRole<HTMLButtonElement>('button', { name: '确认' });
    expect(confirm.disabled).toBe(true);
    await user.keyboard('a');
    expect(sent()).toHaveLength(0);
    await user.click(within(rows()[0]!).getAllByRole('radio')[1]!);
    await user.click(screen.getByRole('button', { name: '确认' }));
    await waitFor(() =>
      expect(sent()[0]?.body).toMatchObject({ as: 'payment', allocations: [{ invoiceId: 12, amountFen: 100_000 }] }),
    );
  });

  it('that are sure are confirmed together after a question; what is left is told', async () => {
    const left = [{ lineId: 2, reason: { zh: '匹配已不再确定，请逐笔核对', en: '' } }];
    const sent = park([aLine(), aLine({ id: 2 })], {
      'POST /bank-lines/confirm-sure': { body: { confirmed: [1], left } },
    });
    const user = await visit('/payments/bank');
    await user.click(await screen.findByRole('button', { name: '确认全部确定项（2 笔 ¥2,000.00）' }));
    const question = await screen.findByRole('alertdialog', { name: '确认 2 笔确定匹配的流水？' });
    expect(sent()).toHaveLength(0);
    await user.click(within(question).getByRole('button', { name: '确认' }));
    expect((await told('已确认 1 笔')).textContent).toContain('1 笔未确认：匹配已不再确定');
    expect(sent()[0]?.body).toEqual({ lineIds: [1, 2] });
  });

  it('are decided otherwise: split over invoices by hand, or refused with everything kept', async () => {
    const refusal = { status: 409, body: { code: 'allocation_too_large', title: '核销金额超过账单未付金额' } };
    const sent = park([aLine({ amountFen: 150_000, match: { state: 'none', suggestions: [] } })], {
      'POST /bank-lines/1/confirm': refusal,
    });
    const user = await visit('/payments/bank');
    await screen.findByText('转账 PB2026-000011');
    await user.keyboard('o');
    const sheet = await screen.findByRole('dialog', { name: '处理流水 ¥1,500.00' });
    await user.click(within(sheet).getByRole('combobox', { name: /企业/ }));
    await user.click(await screen.findByRole('option', { name: '诺核生物' }));
    const part = await within(sheet).findByRole<HTMLInputElement>('textbox', { name: '核销 PB2026-000011' });
    expect(part.value).toBe('1,000.00');
    expect(within(sheet).getByText('¥500.00 转入账户余额')).toBeTruthy();
    await user.clear(part);
    await user.type(part, '400');
    await user.click(within(sheet).getByRole('button', { name: '确认' }));
    expect(await within(sheet).findByText('核销金额超过账单未付金额')).toBeTruthy();
    expect(part.value).toBe('400.00');
    expect(sent()[0]?.body).toEqual({
      as: 'payment',
      companyId: 1,
      allocations: [{ invoiceId: 11, amountFen: 40_000 }],
    });
  });

  it('are split by hand over two companies and a deposit, once nothing of them is left', async () => {
    const deposit = {
      id: 7,
      status: 'due',
      amountFen: 30_000,
      reservationId: 12,
      instrumentZh: '液相色谱仪',
      instrumentEn: 'HPLC',
    };
    const sent = park([aLine({ amountFen: 150_000, match: { state: 'none', suggestions: [] } })], {
      'GET /companies': {
        body: {
          items: [
            { id: 1, nameZh: '诺核生物', nameEn: 'Nuohe' },
            { id: 2, nameZh: '新材料公司', nameEn: 'New Materials' },
          ],
        },
      },
      'GET /deposits': { body: { items: [deposit], nextCursor: null, totals: {} } },
      'POST /bank-lines/1/confirm': { body: { id: 1, parts: [] } },
    });
    const user = await visit('/payments/bank');
    await screen.findByText('转账 PB2026-000011');
    await user.keyboard('o');
    const sheet = await screen.findByRole('dialog', { name: '处理流水 ¥1,500.00' });
    await user.click(within(sheet).getByRole('button', { name: '拆分：再加一部分' }));
    const [first, second] = [1, 2].map((no) => within(sheet).getByRole('region', { name: `第 ${no} 部分` }));
    const choose = async (part: HTMLElement, company: string): Promise<void> => {
      await user.click(within(part).getByRole('combobox', { name: /企业/ }));
      await user.click(await screen.findByRole('option', { name: company }));
    };
    await choose(first!, '诺核生物');
    const amount = within(first!).getByRole('textbox', { name: /^金额/ });
    await user.clear(amount);
    await user.type(amount, '1200');
    await user.tab();
    expect(await within(sheet).findByText('还有 ¥300.00 未分配')).toBeTruthy();
    const confirm = within(sheet).getByRole<HTMLButtonElement>('button', { name: '确认' });
    expect(confirm.disabled).toBe(true);
    await choose(second!, '新材料公司');
    await user.click(within(second!).getByRole('radio', { name: '收到押金' }));
    await user.click(await within(second!).findByRole('button', { name: /哪一笔押金/ }));
    await user.click(await screen.findByRole('option', { name: /待收 ¥300.00 · 预约 R12/ }));
    expect(await within(second!).findByText(/确认后押金记为已收/)).toBeTruthy();
    await waitFor(() => expect(confirm.disabled).toBe(false));
    await user.click(confirm);
    await told('已确认 ¥1,500.00');
    expect(sent()[0]?.body).toEqual({
      as: 'split',
      parts: [
        { as: 'payment', companyId: 1, amountFen: 120_000, allocations: [{ invoiceId: 11, amountFen: 100_000 }] },
        { as: 'deposit', depositId: 7 },
      ],
    });
  });

  it('that are a deposit say of which reservation, and are confirmed as it', async () => {
    const deposit = { depositId: 7, reservationId: 12 };
    const sent = park([aLine({ match: { state: 'sure', suggestions: [aSuggestion({ allocations: [], deposit })] } })], {
      'POST /bank-lines/1/confirm': { body: { id: 1, parts: [] } },
    });
    const user = await visit('/payments/bank');
    expect((await screen.findByRole('link', { name: 'R12' })).getAttribute('href')).toBe('/reservations/12');
    await user.click(screen.getByRole('button', { name: '确认' }));
    await waitFor(() => expect(sent()[0]?.body).toEqual({ as: 'deposit', depositId: 7 }));
  });

  it('are ignored with a reason only, and a confirmation is undone with one', async () => {
    const decision = {
      at: '2026-03-06T01:00:00.000Z',
      by: '刘账',
      reason: null,
      parts: [
        {
          companyId: 1,
          companyZh: '诺核生物',
          companyEn: 'Nuohe',
          amountFen: 100_000,
          paymentId: 9,
          refundId: null,
          deposit: null,
          allocated: [],
          restFen: 0,
        },
      ],
    };
    const confirmed = aLine({ status: 'confirmed', match: null, decision });
    const sent = park([confirmed], { 'POST /bank-lines/1/undo': { body: { id: 1 } } });
    const user = await visit('/payments/bank?status=confirmed');
    await user.click(await screen.findByRole('button', { name: '撤销确认' }));
    const question = await screen.findByRole('dialog', { name: '撤销这笔流水的确认？' });
    const act = within(question).getByRole<HTMLButtonElement>('button', { name: '撤销确认' });
    expect(act.disabled).toBe(true);
    await user.type(within(question).getByRole('textbox', { name: /撤销原因/ }), '核销错');
    await user.click(act);
    await told('已撤销，流水回到待处理');
    expect(sent()[0]).toMatchObject({ path: '/bank-lines/1/undo', body: { reason: '核销错' } });
  });
});

describe('a statement', () => {
  const statement = (change: Parameters<typeof aStatement>[0], more: Record<string, Answer> = {}) => {
    const row = {
      rowNo: 3,
      cells: ['昨天', '1,000.00', '租金'],
      verdict: 'invalid',
      problems: [
        { column: 0, cell: 'A3', field: 'bookedOn', code: 'not_a_date', message: { zh: '“昨天”不是日期', en: '' } },
      ],
    };
    return park([], {
      'GET /bank-statements/3': { body: aStatement(change) },
      'GET /bank-statements/3/rows': { body: { items: [row], nextCursor: null } },
      ...more,
    });
  };

  it('with a wrong cell says which, and cannot be imported', async () => {
    const { summary } = aStatement();
    statement({ summary: { ...summary, new: 1, invalid: 1, problems: 1 } });
    await visit('/payments/bank/import?id=3');
    expect(await screen.findByText('1 处无法识别，整份对账单暂不能导入')).toBeTruthy();
    expect(await screen.findByText(/A3 “昨天”不是日期/)).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '导入 1 笔流水' }).disabled).toBe(true);
  });

  it('asks for the columns that it does not know, and sends what was chosen', async () => {
    const { summary } = aStatement();
    const sent = statement(
      { mapping: ['bookedOn', null, 'text'], summary: { ...summary, missing: ['amount'] } },
      { 'PUT /bank-statements/3/mapping': { status: 204 } },
    );
    const user = await visit('/payments/bank/import?id=3');
    expect(await screen.findByText('请指定：金额（带正负号）')).toBeTruthy();
    await user.selectOptions(screen.getByRole('combobox', { name: /对应字段 B/ }), 'amount');
    await user.click(screen.getByRole('button', { name: '按此读取' }));
    await waitFor(() => expect(sent('PUT')[0]?.body).toEqual({ mapping: ['bookedOn', 'amount', 'text'] }));
  });

  it('is imported with one press and leads to its lines', async () => {
    const sent = statement({}, { 'POST /bank-statements/3/import': { body: { added: 2, known: 0 } } });
    const user = await visit('/payments/bank/import?id=3');
    await user.click(await screen.findByRole('button', { name: '导入 2 笔流水' }));
    await told('已导入 2 笔，0 笔已存在');
    expect(sent()).toHaveLength(1);
  });
});
