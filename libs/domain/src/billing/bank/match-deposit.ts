import { sumFen } from '../../money/fen.js';
import { formatYuan } from '../../money/yuan-text.js';
import { dayNumber } from '../../time/calendar-date.js';
import { bare, type Candidate, type MatchFacts, part, say } from './candidate.js';
import type { OpenDeposit, OpenItem, OpenLine } from './open-line.js';
import type { PayerFound } from './payers.js';

const DEPOSIT = /押金|保证金|deposit/i;
const DAYS_LATE = 31;

/** Whether the text names the reservation as its papers do: R12. */
const isNamed = (line: OpenLine, { reservationId }: OpenDeposit): boolean =>
  new RegExp(`(^|[^A-Z0-9])R\\s*-?\\s*${reservationId}(?!\\d)`, 'i').test(line.text.normalize('NFKC'));

/**
 * Whether a line may be a deposit at all. Most deposits count as taken when their reservation is confirmed, and few
 * lines say what they are: without a word one that was taken is thought of for a month only, or else every rent of the
 * same amount would be doubtful for ever.
 */
const isThoughtOf = (line: OpenLine, one: OpenDeposit): boolean =>
  one.isDue ||
  DEPOSIT.test(line.text) ||
  isNamed(line, one) ||
  Math.abs(dayNumber(line.bookedOn) - dayNumber(one.dueOn)) <= DAYS_LATE;

const named = ({ depositId, reservationId }: OpenDeposit) => ({ depositId, reservationId });

const agrees = ({ reservationId, isDue }: OpenDeposit) =>
  isDue
    ? say(`金额等于预约 R${reservationId} 的应收押金`, `the amount is the deposit that R${reservationId} waits for`)
    : say(`金额等于预约 R${reservationId} 的押金`, `the amount is the deposit of R${reservationId}`);

/** How well it fits: the payer's deposit, or one whose reservation is named; by the word alone it is a guess. */
function scoreOf(points: number | null, { isSaid, byNumber }: { isSaid: boolean; byNumber: boolean }): number {
  const base = points === null ? (byNumber ? 70 : 35) : points + 40;
  return Math.min(base + (isSaid ? 5 : 0) + (byNumber ? 5 : 0), 100);
}

/** The whole line is a deposit: by payer or reservation number and the amount; by the word alone it is only likely. */
export function byDeposit(line: OpenLine, facts: MatchFacts, payer: PayerFound | null): Candidate[] {
  const isSaid = DEPOSIT.test(line.text);
  return facts.depositsAt(line.amountFen).flatMap((one) => {
    const own = payer?.companyId === one.companyId ? payer : null;
    const byNumber = isNamed(line, one);
    const isMeant = own ? isThoughtOf(line, one) : byNumber || (payer === null && isSaid);
    if (!isMeant) return [];
    const said = [
      own && own.reason,
      byNumber && say(`附言写明预约 R${one.reservationId}`, `the text names R${one.reservationId}`),
      isSaid && say('附言写明是押金', 'the text calls it a deposit'),
    ];
    const reasons = [...said.flatMap((reason) => (reason ? [reason] : [])), agrees(one)];
    const score = scoreOf(own && own.points, { isSaid, byNumber });
    const isExact = own !== null || byNumber;
    return [{ ...bare, companyId: one.companyId, deposit: named(one), score, reasons, isExact }];
  });
}

/** A deposit and what else the company owes, in one transfer: with one of its invoices, or all of them. */
export function byDepositAndInvoices(line: OpenLine, facts: MatchFacts, payer: PayerFound): Candidate[] {
  const { companyId } = payer;
  const open = facts.itemsOf(companyId).filter((item) => item.openFen > 0);
  return facts
    .depositsOf(companyId)
    .filter((one) => one.amountFen < line.amountFen && isThoughtOf(line, one))
    .flatMap((one) => {
      const restFen = line.amountFen - one.amountFen;
      const single = open.filter((item) => item.openFen === restFen);
      const isAll = open.length > 1 && sumFen(open.map((item) => item.openFen)) === restFen;
      const ways: readonly (readonly OpenItem[])[] = isAll ? [open] : single.map((item) => [item]);
      return ways.map((items) => together(payer, one, items));
    });
}

function together(payer: PayerFound, one: OpenDeposit, items: readonly OpenItem[]): Candidate {
  const { companyId } = payer;
  const paidFen = sumFen(items.map((item) => item.openFen));
  const numbers = items.map((item) => item.number);
  const reason = say(
    `金额等于预约 R${one.reservationId} 的押金 ${formatYuan(one.amountFen)} 与账单 ${numbers.join('、')} 之和`,
    `the amount is the deposit of R${one.reservationId}, ${formatYuan(one.amountFen)}, and ${numbers.join(', ')}`,
  );
  const split = [
    { companyId, amountFen: one.amountFen, allocations: [], deposit: named(one) },
    { companyId, amountFen: paidFen, allocations: items.map((item) => part(item)), deposit: null },
  ];
  const score = payer.points + 30;
  return { ...bare, companyId, split, score, reasons: [payer.reason, reason], isExact: false };
}
