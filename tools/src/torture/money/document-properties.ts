import {
  bestOfLines,
  type ChargeTarget,
  type CreditableLine,
  creditLines,
  creditNoteEntries,
  depositRefundedEntries,
  depositSetOffEntries,
  depositTakenEntries,
  isBalanced,
  issueEntries,
  type MonthOfHours,
  paymentEntries,
  voucherPaysFen,
  withSession,
  writeOffEntries,
} from '@parkbench/domain';
import fc from 'fast-check';
import { aPrice, aSession } from './draws.js';
import { ensure, type MoneyProperty, property, type Rules, total } from './property.js';

const someLines = fc.array(
  fc.record({
    component: fc.constantFrom('rent' as const, 'session' as const, 'damage' as const, 'best_of' as const),
    fen: fc.integer({ min: -900_000, max: 2_000_000 }),
    rate: fc.constantFrom(1_300, 600, 0),
  }),
  { minLength: 1, maxLength: 8 },
);

const linesOf = (
  { splitTax: split }: Rules,
  drawn: { component: 'rent' | 'session' | 'damage' | 'best_of'; fen: number; rate: number }[],
) =>
  drawn.map(({ component, fen, rate }) => ({
    component,
    amountFen: fen,
    taxRateBps: rate,
    ...split({ grossFen: fen, rateBps: rate }),
  }));

/** An issued invoice, some of its lines below zero, and what is asked to be credited, one note after the other. */
const aCredit = fc.record({
  drawn: someLines,
  asked: fc.array(
    fc.array(fc.record({ line: fc.nat(7), share: fc.integer({ min: 1, max: 100 }) }), { minLength: 1, maxLength: 3 }),
    {
      minLength: 1,
      maxLength: 5,
    },
  ),
});

const nothing = { amountFen: 0, netFen: 0, taxFen: 0 };

/** The invoice after notes, each taken where it is allowed. */
function credited(
  r: Rules,
  { drawn, asked }: { drawn: Parameters<typeof linesOf>[1]; asked: { line: number; share: number }[][] },
): CreditableLine[] {
  let lines: CreditableLine[] = linesOf(r, drawn).map(({ amountFen, netFen, taxFen }, i) => ({
    lineNo: i + 1,
    amountFen,
    netFen,
    taxFen,
    credited: nothing,
  }));
  const grossFen = Math.max(total(lines), 0);
  for (const note of asked) {
    const wanted = note.map(({ line, share }) => {
      const one = lines[line % lines.length];
      const leftFen = one ? one.amountFen - one.credited.amountFen : 0;
      return { lineNo: (line % lines.length) + 1, amountFen: Math.trunc((leftFen * share) / 100) };
    });
    const openFen = grossFen - lines.reduce((sum, one) => sum + one.credited.amountFen, 0);
    const answer = r.creditLines({ lines, wanted, reason: 'allowance', ceiling: { openFen, paidFen: 0 } });
    if ('fault' in answer) continue;
    lines = lines.map((line) => {
      const part = answer.lines.find((one) => one.lineNo === line.lineNo);
      if (!part) return line;
      const { amountFen, netFen, taxFen } = line.credited;
      return {
        ...line,
        credited: { amountFen: amountFen + part.amountFen, netFen: netFen + part.netFen, taxFen: taxFen + part.taxFen },
      };
    });
  }
  return lines;
}

function monthOf(sessions: readonly ChargeTarget[][], capFen: number): MonthOfHours | undefined {
  let month: MonthOfHours | undefined;
  sessions.forEach((lines, bookedStart) => {
    const same = lines.map((line) => ({ ...line, month: '2026-03' }));
    month = withSession(month, { bookedStart, capFen, lines: same });
  });
  return month;
}

/** What holds of invoices, credit notes, payments and caps. */
export const documentProperties: readonly MoneyProperty[] = [
  property({
    name: 'the ledger sums to 0',
    given: fc.record({ drawn: someLines, price: aPrice, percent: fc.nat(100) }),
    holds: (r, { drawn, price, percent }) => {
      const lines = linesOf(r, drawn);
      const invoice = { companyId: '1', lines };
      const amount = { companyId: '1', amountFen: price };
      const issued = r.issueEntries(invoice);
      const postings = [
        issued,
        creditNoteEntries(invoice),
        paymentEntries({ ...amount, allocatedFen: Math.floor((price * percent) / 100) }),
        depositTakenEntries(amount),
        depositRefundedEntries(amount),
        depositSetOffEntries(amount),
        writeOffEntries(amount),
      ];
      const balanced = postings.every((posting) => isBalanced(posting));
      ensure(balanced, 'every posting balances');
      const receivable = issued.filter((entry) => entry.account === 'receivable');
      ensure(total(receivable) === total(lines), 'what is receivable is the gross of the lines');
    },
    spoilt: { issueEntries: (invoice) => issueEntries({ ...invoice, lines: invoice.lines.slice(1) }) },
  }),
  property({
    name: 'a voucher pays no more than its share, itself and what is open',
    given: fc.record({ remainingFen: aPrice, grossFen: aPrice, part: aPrice, shareBps: fc.nat(10_000) }),
    holds: (r, { remainingFen, grossFen, part, shareBps }) => {
      const openFen = Math.min(part, grossFen);
      const voucher = { remainingFen, shareBps, expiresOn: '2026-12-31' };
      const paid = r.voucherPaysFen({ voucher, grossFen, openFen, today: '2026-12-31' });
      const share = 2 * paid * 10_000 <= 2 * grossFen * shareBps + 10_000;
      ensure(share && paid >= 0 && paid <= openFen && paid <= remainingFen, 'within every limit');
      const late = r.voucherPaysFen({ voucher, grossFen, openFen, today: '2027-01-01' });
      ensure(late === 0, 'nothing after its last day');
    },
    spoilt: { voucherPaysFen: (input) => voucherPaysFen({ ...input, openFen: input.grossFen }) },
  }),
  property({
    name: 'credit never exceeds the invoice',
    given: aCredit,
    holds: (r, input) => {
      const lines = credited(r, input);
      for (const part of ['amountFen', 'netFen', 'taxFen'] as const) {
        const whole = lines.reduce((sum, line) => sum + line[part], 0);
        const taken = lines.reduce((sum, line) => sum + line.credited[part], 0);
        ensure(
          taken <= Math.max(whole, 0) && taken >= Math.min(whole, 0),
          'no more than the invoice, in gross, net and tax',
        );
        const each = lines.every((line) => Math.abs(line.credited.amountFen) <= Math.abs(line.amountFen));
        ensure(each, 'no more than the line');
      }
    },
    spoilt: {
      creditLines: (input) => {
        const answer = creditLines(input);
        if ('fault' in answer) return answer;
        return {
          ...answer,
          lines: answer.lines.map((line, i) => (i === 0 ? { ...line, taxFen: line.taxFen + 1 } : line)),
        };
      },
    },
  }),
  property({
    name: "a month's hours cost at most its rent",
    given: fc.record({
      sessions: fc.array(aSession, { minLength: 1, maxLength: 4 }),
      capFen: fc.integer({ min: 1, max: 3_000_000 }),
    }),
    holds: (r, { sessions, capFen }) => {
      const hours = sessions.map((one) => r.targetCharges(one, { upToMonth: '2099-12', today: '2042-01-01' }));
      const month = monthOf(hours, capFen);
      if (!month) return;
      const saved = r.bestOfLines(month);
      const hoursFen = total(hours.flat());
      ensure(
        hoursFen + total(saved) === Math.min(hoursFen, capFen),
        'hours and saving come to the cap, or to the hours',
      );
      const right = saved.every((line) => line.amountFen < 0 && line.amountFen === line.netFen + line.taxFen);
      ensure(right, 'a saving is below zero, and net and tax');
    },
    spoilt: { bestOfLines: (month) => bestOfLines(month).map((line) => ({ ...line, amountFen: line.amountFen + 1 })) },
  }),
];
