import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { facts, item, items, line, match, paid } from '../../test/bank-lines.js';
import { matchStatement } from './match-statement.js';
import type { OpenItem, OpenLine } from './open-line.js';
import type { Payer } from './payers.js';

describe('a line that came in', () => {
  it('is sure when it names the invoice and pays what is open, however the number is written', () => {
    for (const text of ['付PB2026-000001租金', 'ｐｂ2026－000001', '货款 pb 2026 000 001 2026年3月', 'PB2026000001'])
      expect([text, match({ text }).state, paid(match({ text }))]).toEqual([text, 'sure', [[1, 450_000]]]);
    const two = match({ text: 'PB2026-000002、PB2026-000003', amountFen: 200_000 });
    expect([two.state, paid(two)]).toEqual([
      'sure',
      [
        [2, 120_000],
        [3, 80_000],
      ],
    ]);
  });

  it('does not take a longer number for a shorter one', () => {
    expect(match({ text: 'PB2026-0000011', amountFen: 7 }).state).toBe('none');
    expect(match({ text: 'XPB2026-000001', amountFen: 7 }).state).toBe('none');
  });

  it('is sure by account, credit code, name or an earlier confirmation, with one invoice or the sum of all', () => {
    expect(match({ counterAccount: '622202100001' })).toMatchObject({ state: 'sure' });
    expect(match({ text: '代码 91130100 ma0f12ab7x', amountFen: 650_000 })).toMatchObject({ state: 'sure' });
    expect(paid(match({ counterparty: '河北诺核生物技术有限公司', amountFen: 650_000 }))).toHaveLength(3);
    expect(match({ counterparty: '石家庄(高新)新材料公司', amountFen: 99_900 }).state).toBe('sure');
    const known = [{ counterparty: '张三', counterAccount: '', companyId: 2 }];
    expect(match({ counterparty: '张三', amountFen: 99_900 }, { known }).state).toBe('sure');
    const byHand = match({ companyId: 2, amountFen: 99_900 });
    expect([byHand.state, byHand.suggestions[0]?.reasons[0]?.zh]).toEqual(['sure', '已人工指定企业']);
  });

  it('is a few of the invoices when their sum fits, a part payment or a rest when nothing does', () => {
    const some = match({ counterparty: '河北诺核生物技术有限公司', amountFen: 530_000 });
    expect(paid(some)).toEqual([
      [1, 450_000],
      [3, 80_000],
    ]);
    const less = match({ counterparty: '河北诺核生物技术有限公司', amountFen: 460_000 });
    expect([less.state, paid(less), less.suggestions[0]?.restFen]).toEqual([
      'likely',
      [
        [1, 450_000],
        [2, 10_000],
      ],
      0,
    ]);
    const more = match({ text: 'PB2026-000004', amountFen: 100_000 });
    expect([more.state, paid(more), more.suggestions[0]?.restFen]).toEqual(['likely', [[4, 99_900]], 100]);
    const ahead = match({ companyId: 1 }, { items: [] });
    expect([ahead.state, paid(ahead), ahead.suggestions[0]?.restFen]).toEqual(['likely', [], 450_000]);
  });

  it('is prepaid where its text says so and no invoice agrees to the fen', () => {
    const ahead = match({ companyId: 1, text: '预付四季度', amountFen: 2_000_000 });
    expect([ahead.state, paid(ahead), ahead.suggestions[0]?.restFen]).toEqual(['likely', [], 2_000_000]);
    expect(paid(match({ companyId: 1, text: '预付四季度', amountFen: 650_000 }))).toHaveLength(3);
  });

  it('stays ambiguous when two readings are as good, and is never sure by its amount alone', () => {
    const twins = [item(1, 1, 450_000), item(2, 1, 450_000)];
    expect(match({ counterAccount: '622202100001' }, { items: twins })).toMatchObject({
      state: 'ambiguous',
      suggestions: [{}, {}],
    });
    expect(match({}).state).toBe('likely');
    expect(match({}, { items: [...items, item(9, 2, 450_000)] }).state).toBe('ambiguous');
    expect(match({ amountFen: 7 }).state).toBe('none');
  });

  it('is only likely when somebody else pays for the company, and says so', () => {
    const odd = match({ counterparty: '石家庄（高新）新材料公司', text: 'PB2026-000001' });
    expect(odd.state).toBe('likely');
    expect(odd.suggestions[0]?.reasons.some((one) => one.zh.includes('代付'))).toBe(true);
  });

  it('is the payment that was recorded by hand before, by the bank’s reference or by payer and day', () => {
    const recorded = [{ paymentId: 5, companyId: 1, amountFen: 30_000, receivedOn: '2026-03-30', reference: 'R-1' }];
    const byReference = match({ amountFen: 30_000, reference: 'R-1' }, { recorded });
    expect([byReference.state, byReference.suggestions[0]?.paymentId]).toEqual(['sure', 5]);
    const byDay = match({ amountFen: 30_000, companyId: 1 }, { recorded });
    expect([byDay.state, byDay.suggestions[0]?.paymentId]).toEqual(['likely', 5]);
    expect(
      match({ amountFen: 30_000, companyId: 1, bookedOn: '2026-05-01' }, { recorded }).suggestions[0]?.paymentId,
    ).toBe(null);
  });

  it('gets what another sure line pays no second time, and is told', () => {
    const [first, second] = matchStatement(
      [
        line({ text: 'PB2026-000004', amountFen: 99_900 }),
        line({ text: 'PB2026-000004', amountFen: 99_900, companyId: 2 }),
      ],
      facts(),
    );
    expect([first?.state, second?.state]).toEqual(['sure', 'likely']);
    expect(second?.suggestions[0]).toMatchObject({ allocations: [], restFen: 99_900 });
    expect(second?.suggestions[0]?.reasons[0]?.zh).toContain('已由另一笔流水核销');
  });
});

describe('a line that went out', () => {
  const refunds = [{ refundId: 7, companyId: 1, amountFen: 5000, reference: '' }];

  it('is the refund of its amount, one line a refund', () => {
    const out = { amountFen: -5000, counterAccount: '622202100001' };
    const [first, second] = matchStatement([line(out), line(out)], facts({ refunds }));
    expect(first).toMatchObject({ state: 'sure', suggestions: [{ refundId: 7, companyId: 1 }] });
    expect(second?.state).toBe('none');
    expect(match({ amountFen: -5000 }, { refunds }).state).toBe('likely');
  });

  it('may be a new refund where the company has a balance', () => {
    const out = { amountFen: -5000, companyId: 2 };
    expect(match(out, { refundableFen: new Map([[2, 5000]]) })).toMatchObject({
      state: 'likely',
      suggestions: [{ refundId: null, companyId: 2 }],
    });
    expect(match(out, { refundableFen: new Map([[2, 4999]]) }).state).toBe('none');
  });
});

/** A park of companies with open invoices, and what each company transfers, told in one of the ways that people tell it. */
const worlds = fc
  .array(
    fc.record({
      opens: fc.array(fc.integer({ min: 100, max: 900_000 }), { minLength: 1, maxLength: 5 }),
      pays: fc.constantFrom('number', 'name', 'account', 'noise', 'more', 'less'),
      chosen: fc.nat({ max: 31 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((companies) => {
    let serial = 0;
    const all = companies.flatMap(({ opens }, c) =>
      opens.map((openFen) => ({ ...item(0, c + 1, openFen), ...numbered(++serial) })),
    );
    const truth = companies.map(({ pays, chosen }, c) => {
      const own = all.filter((one) => one.companyId === c + 1);
      const some = own.filter((_, i) => (chosen >> i) & 1);
      return { companyId: c + 1, pays, items: pays === 'number' && some.length > 0 ? some : own };
    });
    return { all, truth };
  });
const numbered = (n: number) => ({ invoiceId: n, number: `PB2026-${String(n).padStart(6, '0')}`, dueOn: '2026-03-01' });

describe('a generated statement of generated invoices', () => {
  const names = (c: number): Payer => ({
    companyId: c,
    nameZh: `第${'甲乙丙丁戊己庚辛壬癸'[c] ?? c}号科技公司`,
    nameEn: `Company ${c} Ltd`,
    creditCode: '',
    bankAccount: `62220000${c}`,
  });
  const told = ({ companyId, pays, items: own }: { companyId: number; pays: string; items: OpenItem[] }): OpenLine => {
    const openFen = own.reduce((sum, one) => sum + one.openFen, 0);
    const amountFen = pays === 'more' ? openFen + 1 : pays === 'less' ? Math.max(openFen - 1, 1) : openFen;
    const base = line({ lineId: companyId, amountFen });
    if (pays === 'number')
      return { ...base, text: `货款${own.map((one) => one.number.replace('-', ' － ')).join('，')}` };
    if (pays === 'noise') return { ...base, text: '往来款' };
    return pays === 'account'
      ? { ...base, counterAccount: `62220000${companyId}` }
      : { ...base, counterparty: names(companyId).nameZh };
  };

  it('is matched back where it says enough, and never offered more than is open', () => {
    fc.assert(
      fc.property(worlds, ({ all, truth }) => {
        const lines = truth.map(told);
        const matches = matchStatement(lines, facts({ payers: truth.map((one) => names(one.companyId)), items: all }));
        const taken = new Map<number, number>();
        for (const one of matches) {
          const amountFen = lines.find((l) => l.lineId === one.lineId)?.amountFen ?? 0;
          for (const s of one.suggestions) {
            expect(s.allocations.reduce((sum, a) => sum + a.amountFen, 0) + s.restFen).toBe(amountFen);
            for (const a of s.allocations)
              expect(a.amountFen).toBeLessThanOrEqual(all.find((i) => i.invoiceId === a.invoiceId)?.openFen ?? 0);
          }
          if (one.state === 'sure' || one.state === 'likely')
            for (const a of one.suggestions[0]?.allocations ?? [])
              taken.set(a.invoiceId, (taken.get(a.invoiceId) ?? 0) + a.amountFen);
        }
        for (const [id, fen] of taken)
          expect(fen).toBeLessThanOrEqual(all.find((i) => i.invoiceId === id)?.openFen ?? 0);
        for (const { companyId, pays, items: own } of truth.filter(
          (one) => one.pays === 'number' || one.pays === 'account',
        )) {
          const found = matches.find((one) => one.lineId === companyId)!;
          expect([companyId, pays, found.state, found.suggestions[0]?.companyId]).toEqual([
            companyId,
            pays,
            'sure',
            companyId,
          ]);
          expect(found.suggestions[0]?.allocations.map((a) => a.invoiceId).sort((a, b) => a - b)).toEqual(
            own.map((i) => i.invoiceId).sort((a, b) => a - b),
          );
        }
        for (const { companyId } of truth.filter((one) => one.pays === 'noise'))
          expect(matches.find((one) => one.lineId === companyId)?.state).not.toBe('sure');
      }),
      { numRuns: 500 },
    );
  });
});
