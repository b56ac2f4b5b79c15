import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { splitTax } from '../money/tax.js';
import type { ChargeComponent } from '../pricing/price-line.js';
import { invoiceNumber, invoiceStatus, invoiceTotals } from './invoice.js';
import {
  accountBalance,
  creditNoteEntries,
  depositRefundedEntries,
  depositSetOffEntries,
  depositTakenEntries,
  isBalanced,
  issueEntries,
  paymentEntries,
  writeOffEntries,
  type LedgerEntry,
} from './ledger.js';
import { voucherPaysFen } from './voucher.js';

const line = (component: ChargeComponent, amountFen: number, taxRateBps = 1300) => ({
  component,
  amountFen,
  taxRateBps,
  ...splitTax({ grossFen: amountFen, rateBps: taxRateBps }),
});
const LINES = [line('rent', 450000), line('session', 80000, 600), line('rent', -20000), line('cancellation', 5)];

describe('an invoice', () => {
  it('sums its lines, in all and by rate', () => {
    expect(invoiceTotals(LINES)).toEqual({
      grossFen: 510005,
      netFen: 456007,
      taxFen: 53998,
      byRate: [
        { taxRateBps: 1300, grossFen: 430005, netFen: 380535, taxFen: 49470 },
        { taxRateBps: 600, grossFen: 80000, netFen: 75472, taxFen: 4528 },
      ],
    });
    expect(invoiceTotals([])).toEqual({ grossFen: 0, netFen: 0, taxFen: 0, byRate: [] });
  });

  it('has a number of its series and year', () => {
    expect(invoiceNumber({ series: 'PB', year: 2026, sequence: 123 })).toBe('PB2026-000123');
    expect(invoiceNumber({ series: 'PB', year: 2026, sequence: 1234567 })).toBe('PB2026-1234567');
  });

  it.each([
    ['draft', { dueOn: null }],
    ['issued', {}],
    ['issued', { today: '2026-04-15' }],
    ['overdue', { today: '2026-04-16' }],
    ['part_paid', { paidFen: 1 }],
    ['overdue', { paidFen: 99, today: '2026-04-16' }],
    ['paid', { paidFen: 100, today: '2026-05-01' }],
    ['paid', { paidFen: 60, creditedFen: 40 }],
    ['void', { creditedFen: 100 }],
    ['paid', { grossFen: 0 }],
    ['paid', { grossFen: -50 }],
  ])('is %s with %j', (status, given) => {
    const base = { grossFen: 100, paidFen: 0, dueOn: '2026-04-15', today: '2026-04-01' };
    expect(invoiceStatus({ ...base, ...given })).toBe(status);
  });
});

describe('a voucher', () => {
  const voucher = { remainingFen: 200000, shareBps: 3000, expiresOn: '2026-12-31' };
  it.each([
    [900000, 900000, '2026-12-31', 200000],
    [500000, 500000, '2026-06-01', 150000],
    [500000, 100000, '2026-06-01', 100000],
    [500000, 500000, '2027-01-01', 0],
  ])('pays towards %i with %i open on %s: %i', (grossFen, openFen, today, pays) => {
    expect(voucherPaysFen({ voucher, grossFen, openFen, today })).toBe(pays);
  });
});

describe('the ledger', () => {
  it('posts an invoice to receivable, revenue by kind and tax', () => {
    expect(issueEntries({ companyId: '7', lines: LINES })).toEqual([
      { account: 'receivable', companyId: '7', amountFen: 510005 },
      { account: 'revenue_rental', companyId: '7', amountFen: -380531 },
      { account: 'revenue_session', companyId: '7', amountFen: -75472 },
      { account: 'revenue_fee', companyId: '7', amountFen: -4 },
      { account: 'vat_payable', companyId: '7', amountFen: -53998 },
    ]);
  });

  it('keeps deposits away from revenue and tax', () => {
    const deposit = { companyId: '7', amountFen: 450000 };
    const all = [...depositTakenEntries(deposit), ...depositRefundedEntries(deposit)];
    expect(new Set(all.map(({ account }) => account))).toEqual(new Set(['bank', 'deposits_held']));
    expect(accountBalance(all, 'deposits_held')).toBe(0);
  });

  it('leaves what no invoice takes up unallocated', () => {
    expect(paymentEntries({ companyId: '7', amountFen: 100, allocatedFen: 60 })).toEqual([
      { account: 'bank', companyId: '7', amountFen: 100 },
      { account: 'receivable', companyId: '7', amountFen: -60 },
      { account: 'unallocated', companyId: '7', amountFen: -40 },
    ]);
    expect(paymentEntries({ companyId: '7', amountFen: 100, by: 'vouchers' })[0]!.account).toBe('vouchers');
    expect(() => paymentEntries({ companyId: '7', amountFen: 100, allocatedFen: 101 })).toThrow();
    expect(() => writeOffEntries({ companyId: '7', amountFen: 0 })).toThrow();
  });

  it('sums to nothing at all times', () => {
    const component = fc.constantFrom<ChargeComponent>('rent', 'session', 'overdue', 'no_show', 'run');
    const lines = fc.array(
      fc.tuple(component, fc.integer({ min: -1000000, max: 1000000 }), fc.constantFrom(0, 600, 1300)),
      { maxLength: 5 },
    );
    const amount = fc.integer({ min: 1, max: 10 ** 9 });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(6), lines, amount), { maxLength: 12 }), (events) => {
        const ledger: LedgerEntry[] = [];
        for (const [kind, drawn, amountFen] of events) {
          const invoice = { companyId: '7', lines: drawn.map(([name, fen, rate]) => line(name, fen, rate)) };
          const one = { companyId: '7', amountFen };
          const posted = [
            () => issueEntries(invoice),
            () => creditNoteEntries(invoice),
            () => paymentEntries({ ...one, allocatedFen: Math.floor(amountFen / 2) }),
            () => depositTakenEntries(one),
            () => depositRefundedEntries(one),
            () => depositSetOffEntries(one),
            () => writeOffEntries(one),
          ][kind]!();
          expect(isBalanced(posted)).toBe(true);
          expect(posted.every((entry) => entry.amountFen !== 0)).toBe(true);
          ledger.push(...posted);
          expect(isBalanced(ledger)).toBe(true);
        }
      }),
    );
  });
});
