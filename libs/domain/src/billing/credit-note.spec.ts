import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { splitTax } from '../money/tax.js';
import { accountBalance, creditNoteEntries, isBalanced, issueEntries } from './ledger.js';
import {
  allThatIsLeft,
  creditLines,
  creditOfLine,
  type CreditableLine,
  type CreditAmounts,
  creditKinds,
  leftOfInvoice,
  settleCredit,
  sumOfAmounts,
} from './credit-note.js';

const none: CreditAmounts = { amountFen: 0, netFen: 0, taxFen: 0 };
const line = (lineNo: number, amountFen: number, rateBps = 1300, credited = none): CreditableLine => ({
  lineNo,
  amountFen,
  ...splitTax({ grossFen: amountFen, rateBps }),
  credited,
});
const unpaid = (lines: readonly CreditableLine[]) => ({ openFen: leftOfInvoice(lines).amountFen, paidFen: 0 });
const plus = (a: CreditAmounts, b: CreditAmounts): CreditAmounts => sumOfAmounts([a, b]);

const aLine = fc
  .tuple(fc.integer({ min: -200_000, max: 900_000 }), fc.constantFrom(0, 100, 600, 1300))
  .filter(([fen]) => fen !== 0);
const someLines = fc
  .array(aLine, { minLength: 1, maxLength: 6 })
  .map((drawn) => drawn.map(([fen, rate], i) => line(i + 1, fen, rate)))
  .filter((lines) => leftOfInvoice(lines).amountFen > 0);

describe('a credit of a line', () => {
  it('takes tax in proportion', () => {
    expect(creditOfLine(line(1, 450_000), 100_000)).toEqual({ amountFen: 100_000, netFen: 88_496, taxFen: 11_504 });
  });

  it('sums to the line in gross, net and tax, however it is cut, and no part is a fen off', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 40_000 }), { maxLength: 30 });
    fc.assert(
      fc.property(aLine, cuts, ([fen, rate], drawn) => {
        const whole = line(1, fen, rate);
        const sign = Math.sign(fen);
        let credited = none;
        for (const cut of [...drawn, Infinity]) {
          const left = Math.abs(fen - credited.amountFen);
          if (left === 0) break;
          const part = creditOfLine({ ...whole, credited }, sign * Math.min(cut, left));
          const exact = (whole.taxFen * part.amountFen) / whole.amountFen;
          expect(part.netFen + part.taxFen).toBe(part.amountFen);
          expect(part.netFen * sign).toBeGreaterThanOrEqual(0);
          expect(part.taxFen * sign).toBeGreaterThanOrEqual(0);
          expect(Math.abs(part.taxFen - exact)).toBeLessThanOrEqual(1);
          credited = plus(credited, part);
        }
        expect(credited).toEqual({ amountFen: whole.amountFen, netFen: whole.netFen, taxFen: whole.taxFen });
      }),
      { numRuns: 300 },
    );
  });
});

describe('a credit note', () => {
  const refusal = (lines: CreditableLine[], wanted: [number, number][], reason = 'allowance' as const) =>
    creditLines({
      lines,
      wanted: wanted.map(([lineNo, amountFen]) => ({ lineNo, amountFen })),
      reason,
      ceiling: unpaid(lines),
    });

  it.each<[string, CreditableLine[], [number, number][], object]>([
    ['a line that is not there', [line(1, 100)], [[2, 1]], { code: 'unknown_line', lineNo: 2 }],
    [
      'a line named twice',
      [line(1, 100)],
      [
        [1, 1],
        [1, 1],
      ],
      { code: 'line_twice', lineNo: 1 },
    ],
    ['nothing', [line(1, 100)], [[1, 0]], { code: 'nothing_wanted', lineNo: 1 }],
    ['nothing at all', [line(1, 100)], [], { code: 'nothing_wanted' }],
    ['more than the line', [line(1, 100)], [[1, 101]], { code: 'exceeds_line', lineNo: 1, leftFen: 100 }],
    ['the wrong sign', [line(1, 100), line(2, -30)], [[2, 5]], { code: 'exceeds_line', lineNo: 2, leftFen: -30 }],
    ['a debit', [line(1, 100), line(2, -30)], [[2, -30]], { code: 'not_positive' }],
    ['more than the invoice', [line(1, 100), line(2, -30)], [[1, 100]], { code: 'exceeds_invoice', leftFen: 70 }],
  ])('refuses %s', (_, lines, wanted, fault) => {
    expect(refusal(lines, wanted)).toEqual({ fault });
  });

  it('takes a wrong invoice whole or not at all', () => {
    const lines = [line(1, 450_000), line(2, -20_000)];
    const taken = (wanted: { lineNo: number; amountFen: number }[]) =>
      creditLines({ lines, wanted, reason: 'wrong_invoice', ceiling: unpaid(lines) });
    expect(taken([{ lineNo: 1, amountFen: 430_000 }])).toMatchObject({ fault: { code: 'wrong_invoice_is_whole' } });
    expect(taken(allThatIsLeft(lines))).toMatchObject({ totals: { amountFen: 430_000 } });
  });

  it('gives back nothing that no money paid', () => {
    const lines = [line(1, 100)];
    const answer = creditLines({
      lines,
      wanted: [{ lineNo: 1, amountFen: 100 }],
      reason: 'allowance',
      ceiling: { openFen: 20, paidFen: 50 },
    });
    expect(answer).toEqual({ fault: { code: 'not_paid_with_money', leftFen: 70 } });
  });

  it('credit never exceeds the invoice: any sequence of wishes stays within every line and the whole, and can be closed to the fen', () => {
    const wish = fc.array(fc.tuple(fc.nat(6), fc.integer({ min: -250_000, max: 950_000 })), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(someLines, fc.array(wish, { maxLength: 12 }), (issued, wishes) => {
        let lines = issued;
        const total = leftOfInvoice(issued);
        const take = (wanted: { lineNo: number; amountFen: number }[]): boolean => {
          const answer = creditLines({ lines, wanted, reason: 'allowance', ceiling: unpaid(lines) });
          if ('fault' in answer) return false;
          expect(answer.totals.amountFen).toBeGreaterThan(0);
          lines = lines.map((one) => {
            const part = answer.lines.find(({ lineNo }) => lineNo === one.lineNo);
            return part ? { ...one, credited: plus(one.credited, part) } : one;
          });
          return true;
        };
        for (const wanted of wishes) {
          take(wanted.map(([lineNo, amountFen]) => ({ lineNo, amountFen })));
          const credited = sumOfAmounts(lines.map((one) => one.credited));
          expect(credited.amountFen).toBeLessThanOrEqual(total.amountFen);
          expect(credited.netFen + credited.taxFen).toBe(credited.amountFen);
          for (const one of lines)
            expect(Math.abs(one.credited.amountFen)).toBeLessThanOrEqual(Math.abs(one.amountFen));
        }
        const rest = leftOfInvoice(lines);
        expect(take(allThatIsLeft(lines))).toBe(rest.amountFen > 0);
        if (rest.amountFen > 0) expect(sumOfAmounts(lines.map((one) => one.credited))).toEqual(total);
        else expect(rest).toEqual(none);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the money of a credit note', () => {
  it.each([
    ['refund', 8000, 6000, 4000, [2000, 0, 6000]],
    ['credit', 3000, 6000, 4000, [0, 3000, 0]],
    ['offset', 3000, 6000, 4000, [3000, 0, 0]],
    ['offset', 8000, 6000, 4000, [4000, 4000, 0]],
    ['refund', 4000, 0, 4000, [4000, 0, 0]],
  ] as const)(
    '%s of %i with %i paid and %i open',
    (kind, grossFen, paidFen, openFen, [offsetFen, creditFen, refundFen]) => {
      expect(settleCredit({ kind, grossFen, paidFen, openFen })).toEqual({ offsetFen, creditFen, refundFen });
    },
  );

  it('is never more than what is open, nor gives back more than was paid', () => {
    const fen = fc.nat(1_000_000);
    fc.assert(
      fc.property(
        fen,
        fen,
        fc.constantFrom(...creditKinds),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (openFen, paidFen, kind, share) => {
          const grossFen = Math.floor((openFen + paidFen) * share);
          fc.pre(grossFen > 0);
          const parts = settleCredit({ kind, grossFen, openFen, paidFen });
          expect(parts.offsetFen + parts.creditFen + parts.refundFen).toBe(grossFen);
          expect(parts.offsetFen).toBeLessThanOrEqual(openFen);
          expect(parts.creditFen + parts.refundFen).toBeLessThanOrEqual(paidFen);
          expect(Math.min(parts.offsetFen, parts.creditFen, parts.refundFen)).toBeGreaterThanOrEqual(0);
          expect(() => settleCredit({ kind, grossFen: openFen + paidFen + 1, openFen, paidFen })).toThrow();
        },
      ),
    );
  });

  it('is posted where it goes; revenue and tax are as if it had not been billed', () => {
    const lines = [
      { component: 'rent' as const, amountFen: 450_000, ...splitTax({ grossFen: 450_000, rateBps: 1300 }) },
    ];
    const settlement = { offsetFen: 200_000, creditFen: 100_000, refundFen: 150_000 };
    const entries = creditNoteEntries({ companyId: '7', lines, settlement });
    expect(isBalanced(entries)).toBe(true);
    const all = [...issueEntries({ companyId: '7', lines }), ...entries];
    const accounts = ['receivable', 'unallocated', 'refunds_payable', 'revenue_rental', 'vat_payable'] as const;
    expect(accounts.map((account) => accountBalance(all, account))).toEqual([250_000, -100_000, -150_000, 0, 0]);
    expect(() => creditNoteEntries({ companyId: '7', lines, settlement: { ...settlement, refundFen: 1 } })).toThrow();
  });
});
