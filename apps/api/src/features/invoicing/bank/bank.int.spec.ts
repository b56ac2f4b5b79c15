import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BankDesk, csvOf, gb18030, type LineBody } from '../../../../test/support/bank-desk.js';
import {
  aBankWorld,
  inLine,
  invoicesOf,
  moneyHolds,
  standingOf,
  statementHeads,
  statementOf,
  statuses,
} from '../../../../test/support/bank-world.js';
import type { Person } from '../../../../test/support/builders.js';
import type { TestApp } from '../../../../test/support/test-app.js';
import { aWorkbook } from '../../../../test/support/workbooks.js';

let t: TestApp;
let finance: Person;
let desk: BankDesk;
let other: BankDesk;
let own: Person;
let foreign: Person;
let names: Readonly<Record<number, string>>;

beforeAll(async () => {
  ({ t, finance, desk, other, own, foreign, names } = await aBankWorld());
});
afterAll(() => t.close());

describe('a statement', () => {
  it('in GB18030 is read under its titles, mapped and taken over once, also when a longer one overlaps it', async () => {
    const rows = [inLine(1, '个人甲', '测试一'), inLine(2, '个人乙', '测试二'), ['合计', '', '0.03']];
    const csv = gb18030(csvOf([['账号：', '1001'], [...statementHeads], ...rows]));
    const { body, status } = await desk.upload(csv, '对账单.csv');
    expect(status).toBe(201);
    const shown = await t.call<{ mapping: string[]; headerRow: number; summary: object }>(
      finance,
      'GET',
      `/bank-statements/${body.id}`,
    );
    expect(shown.body).toMatchObject({
      headerRow: 2,
      mapping: [
        'bookedOn',
        'debit',
        'credit',
        'balance',
        'counterparty',
        'counterAccount',
        'text',
        'text',
        'reference',
      ],
      summary: { new: 2, known: 0, skipped: 1, invalid: 0, inFen: 3, from: '2026-06-01' },
    });
    const [first, second] = await Promise.all([
      desk.post(`/bank-statements/${body.id}/import`),
      other.post(`/bank-statements/${body.id}/import`),
    ]);
    expect(statuses([first, second])).toEqual([200, 409]);
    expect(await desk.imported(statementOf(...rows.slice(0, 2), inLine(3, '', '测试三')))).toEqual({
      added: 1,
      known: 2,
    });
    expect(await desk.imported(csv)).toEqual({ added: 0, known: 2 });
    for (const line of await desk.lines()) await desk.post(`/bank-lines/${line.id}/ignore`, { reason: '测试款项' });
    expect(await desk.lines('?status=ignored')).toMatchObject([{ decision: { reason: '测试款项' } }, {}, {}]);
  });

  it('without references is the same by its content, twice the same line on a day being two', async () => {
    const twins = [inLine(5, '丙', '同一天', ''), inLine(5, '丙', '同一天', '')];
    expect(await desk.imported(statementOf(...twins))).toEqual({ added: 2, known: 0 });
    expect(await desk.imported(statementOf(...twins, inLine(5, '丙', '同一天', '')))).toEqual({ added: 1, known: 2 });
    for (const line of await desk.lines()) await desk.post(`/bank-lines/${line.id}/ignore`, { reason: '测试款项' });
  });

  it('as a workbook reads dates, numbers and the kept result of a formula; columns said once are remembered', async () => {
    const odd = ['日子', '进', '出', '谁', '说明'];
    const book = (text: string): Promise<Buffer> =>
      aWorkbook(
        [
          ['交易日期', '金额', ...odd.slice(2)],
          [new Date('2026-05-30'), { formula: '1+1', result: 12.5 }, '', '丁', text],
        ],
        '明细',
      );
    const { body } = await desk.upload(await book('=cmd()'), '明细.xlsx');
    const mapping = ['bookedOn', 'amount', null, 'counterparty', 'text'];
    const put = await t.call(finance, 'PUT', `/bank-statements/${body.id}/mapping`, { body: { mapping } });
    expect(put.status).toBe(204);
    expect((await desk.post(`/bank-statements/${body.id}/import`)).body).toEqual({ added: 1, known: 0 });
    const line = await desk.line('=cmd()');
    expect(line.amountFen).toBe(1250);
    const again = await desk.upload(await book('另一笔'), '明细.xlsx');
    const shown = await t.call<{ mapping: unknown }>(finance, 'GET', `/bank-statements/${again.body.id}`);
    expect(shown.body.mapping).toEqual(mapping);
    await desk.post(`/bank-lines/${line.id}/ignore`, { reason: '测试款项' });
  });

  it('with a wrong cell is taken over not at all, and says which cells', async () => {
    const { body } = await desk.upload(
      statementOf(inLine(100, '戊', '好的'), ['昨天', 'x', '1.00', '', '', '', '', '', 'R-bad']),
    );
    const refused = await desk.post<{ code: string; problems: { zh: string }[] }>(`/bank-statements/${body.id}/import`);
    expect([refused.status, refused.body.code]).toEqual([409, 'statement_has_problems']);
    expect(refused.body.problems.map((one) => one.zh.split(' ')[0])).toEqual(['A4', 'B4']);
    expect(await desk.lines()).toEqual([]);
    const rows = await t.call<{ items: unknown[] }>(finance, 'GET', `/bank-statements/${body.id}/rows?verdict=invalid`);
    expect(rows.body.items).toHaveLength(1);
  });

  it('that is none is refused in words', async () => {
    const codes = [
      [Buffer.from('<html><table></table></html>'), 'not_statement'],
      [Buffer.from('姓名,电话\n甲,1'), 'no_header'],
      [Buffer.from('d0cf11e0a1b11ae100', 'hex'), 'old_or_encrypted'],
      [Buffer.from('PK\u0003\u0004 broken', 'latin1'), 'damaged'],
      [Buffer.alloc(5 * 1024 * 1024 + 1, 'a'), 'too_large_file'],
      [
        statementOf(...Array.from({ length: 10_100 }, (_, i) => ['2026-06-01', '', '1', '', '', '', '', '', `X${i}`])),
        'too_many_rows',
      ],
    ] as const;
    for (const [content, code] of codes) {
      const { status, body } = await desk.upload(content, code === 'damaged' ? 'a.xlsx' : 'a.csv');
      expect([status, body.code]).toEqual([422, code]);
    }
  });
});

describe('lines', () => {
  const confirm = (clerk: BankDesk, line: LineBody, body: object) =>
    clerk.post<{ code?: string }>(`/bank-lines/${line.id}/confirm`, body);

  it('are matched by number and name, and the sure ones confirmed together', async () => {
    const [first, second] = await invoicesOf(t, own);
    await desk.imported(
      statementOf(
        inLine(450_000, '某某', `付 ${first?.number.replace('-', ' － ')} 租金`),
        inLine(450_000, names[foreign.companyId ?? 0] ?? '', '五月'),
        inLine(450_000, names[own.companyId ?? 0] ?? '', '不说哪张'),
        inLine(700, '路人', '往来'),
      ),
    );
    const lines = await desk.lines();
    expect(lines.map((line) => line.match?.state)).toEqual(['sure', 'sure', 'ambiguous', 'none']);
    expect(lines[2]?.match?.suggestions.map((one) => one.allocations[0]?.invoiceId)).toContain(second?.id);
    const done = await desk.post<{ confirmed: number[]; left: unknown[] }>('/bank-lines/confirm-sure', {
      lineIds: lines.map((line) => line.id),
    });
    expect([done.body.confirmed.length, done.body.left.length]).toEqual([2, 2]);
    expect((await invoicesOf(t, own)).map((one) => one.status)).toEqual(['paid', 'issued', 'issued']);
    expect((await invoicesOf(t, foreign))[0]?.status).toBe('paid');
    const again = await desk.post<{ confirmed: number[] }>('/bank-lines/confirm-sure', {
      lineIds: lines.map((line) => line.id),
    });
    expect(again.body.confirmed).toEqual([]);
    await moneyHolds(t);
  });

  it('are confirmed by one of two clerks, once for one key', async () => {
    const [, second, third] = await invoicesOf(t, own);
    const line = await desk.line('不说哪张');
    const decision = {
      as: 'payment',
      companyId: own.companyId,
      allocations: [
        { invoiceId: second?.id, amountFen: 200_000 },
        { invoiceId: third?.id, amountFen: 250_000 },
      ],
    };
    const both = await Promise.all([confirm(desk, line, decision), confirm(other, line, decision)]);
    expect(statuses(both)).toEqual([200, 409]);
    expect(both.find((one) => one.status === 409)?.body.code).toBe('line_decided');
    expect((await invoicesOf(t, own)).map((one) => one.paidFen)).toEqual([450_000, 200_000, 250_000]);
    await moneyHolds(t);
  });

  it('are undone: the payment is taken back, invoices are open again, all of it stays in sight', async () => {
    const [confirmed] = (await desk.lines('?status=confirmed')).filter((line) => line.text.includes('不说哪张'));
    const undo = (clerk: BankDesk) => clerk.post(`/bank-lines/${confirmed?.id}/undo`, { reason: '核销错账单' });
    const both = await Promise.all([undo(desk), undo(other)]);
    expect(statuses(both)).toEqual([200, 409]);
    expect((await invoicesOf(t, own)).map((one) => [one.status, one.paidFen])).toEqual([
      ['paid', 450_000],
      ['issued', 0],
      ['issued', 0],
    ]);
    expect(await desk.line('不说哪张')).toMatchObject({ status: 'open', undone: 1 });
    const { body } = await t.call<{
      items: { reversal: { reason: string } | null; allocated: unknown[]; unallocatedFen: number }[];
    }>(own, 'GET', '/payments');
    expect(body.items[0]).toMatchObject({ reversal: { reason: '核销错账单' }, unallocatedFen: 0, allocated: [{}, {}] });
    expect(await standingOf(t, own)).toMatchObject({ openFen: 900_000, balanceFen: 0 });
    const { rows } = await t.database.owner.query(
      `SELECT count(*)::int FROM due_work WHERE kind = 'invoice.overdue' AND done_at IS NULL`,
    );
    expect(rows).toEqual([{ count: 6 }]);
    await moneyHolds(t);
  });

  it('are what was recorded by hand before, and then undone without touching it', async () => {
    const paid = await desk.post<{ id: number }>('/payments', {
      companyId: own.companyId,
      amountFen: 12_300,
      receivedOn: '2026-06-01',
      method: 'bank',
      reference: 'BY-HAND-1',
    });
    await desk.imported(statementOf(inLine(12_300, '谁', '手工已登记', 'BY-HAND-1')));
    const line = await desk.line('手工已登记');
    expect(line.match).toMatchObject({ state: 'sure', suggestions: [{ paymentId: paid.body.id }] });
    expect((await confirm(desk, line, { as: 'recorded', paymentId: paid.body.id })).status).toBe(200);
    await moneyHolds(t);
    await desk.post(`/bank-lines/${line.id}/undo`, { reason: '关联有误' });
    expect((await standingOf(t, own)).openFen).toBe(900_000 - 12_300);
    const twice = await confirm(desk, line, { as: 'payment', companyId: own.companyId, allocations: [] });
    expect(twice.body.code).toBe('reference_taken');
    await confirm(desk, line, { as: 'recorded', paymentId: paid.body.id });
    expect((await desk.post(`/payments/${paid.body.id}/reverse`, { reason: '重复登记' })).status).toBe(200);
    expect(await desk.line('手工已登记')).toMatchObject({ status: 'open' });
    expect((await desk.post<{ code: string }>(`/payments/${paid.body.id}/reverse`, { reason: '再次' })).body.code).toBe(
      'already_reversed',
    );
    await desk.post(`/bank-lines/${line.id}/ignore`, { reason: '重复' });
    await moneyHolds(t);
  });

  it('refuse more than is open, the wrong direction and an unknown company, and change nothing', async () => {
    const [, second] = await invoicesOf(t, own);
    const line = await desk.line('往来');
    const code = async (body: object): Promise<unknown> => (await confirm(desk, line, body)).body.code;
    expect(
      await code({ as: 'payment', companyId: own.companyId, allocations: [{ invoiceId: second?.id, amountFen: 701 }] }),
    ).toBe('allocations_exceed_payment');
    expect(await code({ as: 'refund', companyId: own.companyId })).toBe('wrong_direction');
    expect(await code({ as: 'prepaid', companyId: 999_999 })).toBe('not_found');
    expect(await desk.line('往来')).toMatchObject({ status: 'open', undone: 0 });
  });

  it('of nobody known are assigned by hand, and the payer is known from then on', async () => {
    const line = await desk.line('往来');
    await t.call(finance, 'PUT', `/bank-lines/${line.id}/company`, { body: { companyId: foreign.companyId } });
    expect((await desk.line('往来')).match).toMatchObject({
      state: 'likely',
      suggestions: [{ companyId: foreign.companyId, allocations: [] }],
    });
    const prepaid = {
      as: 'prepaid',
      companyId: foreign.companyId,
      service: { from: '2026-07-01', until: '2026-08-01' },
    };
    expect((await confirm(desk, line, prepaid)).status).toBe(200);
    expect((await standingOf(t, foreign)).balanceFen).toBe(700);
    await desk.imported(statementOf(inLine(900, '路人', '又来')));
    expect((await desk.line('又来')).match?.suggestions[0]?.companyId).toBe(foreign.companyId);
    await moneyHolds(t);
  });
});
