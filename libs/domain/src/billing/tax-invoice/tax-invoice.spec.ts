import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rdAmountFen, rdCategoryOf, rdProjectOf, rdShares, rdSubtotals } from '../rd-statement.js';
import { foldDiscounts } from './fold-discounts.js';
import { type IssuedCandidate, matchIssued, redConfirmation, redOf } from './read-back.js';
import { unitPriceOf } from './unit-price.js';

describe('quantity and unit price', () => {
  const days = { kind: 'days_of_month', from: '2026-03-15', to: '2026-04-01', days: 17, daysInMonth: 31 } as const;
  it.each([
    [246_774, { ...days, monthlyFen: 450_000 }, ['天', '17', '145.161176470588']],
    [9_000, { kind: 'hours', band: 'weekday', minutes: 90, hourlyFen: 6_000 }, ['小时', '1.5', '60']],
    [8_000, { kind: 'hours', band: 'weekday', minutes: 80, hourlyFen: 6_000 }, ['分钟', '80', '1']],
    [36_000, { kind: 'count', count: 3, unitFen: 12_000 }, ['次', '3', '120']],
    [10_000, { kind: 'count', count: 3, unitFen: 12_000 }, ['次', '3', '33.3333333333333']],
    [500, null, ['项', '1', '5']],
  ] as const)('of %i fen', (amountFen, formula, [unit, quantity, unitPrice]) => {
    expect(unitPriceOf(amountFen, formula)).toEqual({ unit, quantity, unitPrice });
  });

  it('give the amount back to the fen, in 16 characters and 13 decimals', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999_999 }), fc.integer({ min: 1, max: 44_640 }), (fen, minutes) => {
        const { quantity, unitPrice } = unitPriceOf(fen, { kind: 'hours', band: 'weekday', minutes, hourlyFen: 1 });
        expect(unitPrice.length).toBeLessThanOrEqual(16);
        expect(unitPrice.split('.')[1]?.length ?? 0).toBeLessThanOrEqual(13);
        expect(Math.round(Number(quantity) * Number(unitPrice) * 100)).toBe(fen);
      }),
    );
  });
});

describe('credits laid onto lines', () => {
  const line = fc.record({
    sourceId: fc.integer({ min: 1, max: 3 }),
    sourceKind: fc.constant('reservation'),
    taxCode: fc.constantFrom('3040502019900000000', '3040105000000000000'),
    taxRateBps: fc.constantFrom(1300, 600),
    amountFen: fc.integer({ min: -100_000, max: 200_000 }),
  });
  it('keep the sum at each rate, and leave no line at or below zero', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (given) => {
        const lines = given.map((one, i) => ({ ...one, lineNo: i + 1 }));
        const folded = foldDiscounts(lines);
        for (const rate of [1300, 600]) {
          const whole = lines.filter((l) => l.taxRateBps === rate).reduce((sum, l) => sum + l.amountFen, 0);
          const kept = folded.lines.filter((l) => l.line.taxRateBps === rate);
          const left = folded.left.find((l) => l.taxRateBps === rate)?.amountFen ?? 0;
          expect(kept.reduce((sum, l) => sum + l.line.amountFen - l.discountFen, 0) - left).toBe(whole);
          if (left > 0) expect(kept).toEqual([]);
        }
        for (const one of folded.lines) expect(one.discountFen).toBeLessThan(one.line.amountFen);
      }),
    );
  });

  it('take the nearest use first', () => {
    const of = (lineNo: number, sourceId: number, amountFen: number) => ({
      lineNo,
      sourceId,
      sourceKind: 'reservation',
      taxCode: '3040502019900000000',
      taxRateBps: 1300,
      amountFen,
    });
    const { lines } = foldDiscounts([of(1, 1, 1000), of(2, 2, 1000), of(3, 2, -1200)]);
    expect(lines.map((l) => [l.line.lineNo, l.discountFen])).toEqual([[1, 200]]);
  });
});

describe('what the bureau tells', () => {
  const number = '26132000000012345678';
  const candidate = (given: Partial<IssuedCandidate> = {}): IssuedCandidate => ({
    invoiceId: 1,
    number: 'PB2026-000001',
    creditCode: '91130101MA0ABC121X',
    grossFen: 450_000,
    taxNumber: null,
    ...given,
  });
  const record = {
    number,
    issuedOn: '2026-04-03',
    buyerTaxId: '91130101MA0ABC121X',
    buyerName: 'x',
    grossFen: 450_000,
    remark: '结算单号：ＰＢ2026-000001；',
  };

  it('is matched only when number, buyer and gross agree', () => {
    expect(matchIssued(record, [candidate(), candidate({ invoiceId: 2, number: 'PB2026-000002' })])).toEqual({
      outcome: 'matched',
      invoiceIds: [1],
      doubts: [],
    });
    expect(matchIssued({ ...record, grossFen: 1 }, [candidate()])).toMatchObject({
      outcome: 'ambiguous',
      doubts: ['gross_differs'],
    });
    expect(matchIssued({ ...record, buyerTaxId: 'x' }, [candidate()]).doubts).toEqual(['buyer_differs']);
    expect(matchIssued(record, [candidate({ taxNumber: '2'.repeat(20) })]).doubts).toEqual(['has_other_number']);
    expect(matchIssued(record, [candidate({ taxNumber: number })]).outcome).toBe('already');
  });

  it('without our number is for a person among those alike, or none of ours', () => {
    const plain = { ...record, remark: '' };
    expect(matchIssued(plain, [candidate(), candidate({ invoiceId: 2, number: 'PB2026-000002' })])).toEqual({
      outcome: 'ambiguous',
      invoiceIds: [1, 2],
      doubts: ['no_number', 'several'],
    });
    expect(matchIssued(plain, [candidate({ grossFen: 1 })]).outcome).toBe('unknown');
    // A longer number is not ours with something behind it.
    expect(matchIssued({ ...record, remark: 'PB2026-0000015' }, [candidate()]).outcome).toBe('ambiguous');
  });

  it('names the blue invoice of a red letter', () => {
    const remark = `被红冲蓝字发票号码：${number} 红字发票信息确认单编号：13010126040000001`;
    expect([redOf(remark), redConfirmation(remark)]).toEqual([number, '13010126040000001']);
    expect(redOf(`被红冲蓝字数电发票号码:${number}`)).toBe(number);
    expect(redOf(`被红冲蓝字发票号码：${number}9`)).toBeNull();
  });
});

describe('costs of research', () => {
  it('counts rent by the share of research time, net or gross', () => {
    const [share] = rdShares([
      { instrumentId: 1, kind: 'rental', minutes: 1800, research: true },
      { instrumentId: 1, kind: 'rental', minutes: 600, research: false },
    ]);
    const charge = { amountFen: 452_000, netFen: 400_000, category: '租赁费', research: true } as const;
    expect(rdAmountFen({ ...charge, taxpayer: 'general', share: share! })).toBe(300_000);
    expect(rdAmountFen({ ...charge, taxpayer: 'small', share: share! })).toBe(339_000);
    expect(rdAmountFen({ ...charge, taxpayer: 'general', share: null })).toBe(400_000);
    expect(rdAmountFen({ ...charge, taxpayer: 'general', share: null, research: false })).toBe(0);
    expect(rdAmountFen({ ...charge, taxpayer: 'general', share: null, category: '不归集' })).toBe(0);
  });

  it('proposes the line of the form', () => {
    const of = (component: string, taxCode: string): string => rdCategoryOf({ component, taxCode }).category;
    expect(of('rent', '3040502019900000000')).toBe('租赁费');
    expect(of('sample', '3040105000000000000')).toBe('检验费');
    expect(of('service', '3040101000000000000')).toBe('委托研发');
    expect(of('consumable', '1060000000000000000')).toBe('材料');
    expect(of('no_show', '3040502019900000000')).toBe('不归集');
    expect(of('rent', '3040502029902000000')).toBe('不归集');
  });

  it('reads number and name of a project, and sums by project', () => {
    expect(rdProjectOf('RD-2026-01 新药中试')).toEqual({ code: 'RD-2026-01', name: '新药中试' });
    expect(rdProjectOf('新药中试')).toEqual({ code: '', name: '新药中试' });
    const row = (project: string, fen: number) => ({
      project,
      amountFen: fen,
      netFen: fen,
      taxFen: 0,
      researchFen: fen,
    });
    expect(rdSubtotals([row('a', 1), row('b', 2), row('a', 3)]).map((s) => [s.project, s.amountFen])).toEqual([
      ['a', 4],
      ['b', 2],
    ]);
  });
});
