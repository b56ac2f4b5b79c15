import { bare, type Evidence, type MatchFacts, say } from './candidate.js';
import { NumberIndex } from './invoice-numbers.js';
import { matchIncoming } from './match-line.js';
import type {
  LineMatch,
  OpenDeposit,
  OpenItem,
  OpenLine,
  OpenRefund,
  RecordedPayment,
  Suggestion,
} from './open-line.js';
import { PayerIndex, type KnownPayer, type Payer } from './payers.js';

/** What a statement is matched against: companies, who paid before, what is open and what was refunded. */
export interface StatementFacts {
  readonly payers: readonly Payer[];
  readonly known: readonly KnownPayer[];
  readonly items: readonly OpenItem[];
  readonly refunds: readonly OpenRefund[];
  readonly recorded: readonly RecordedPayment[];
  readonly deposits: readonly OpenDeposit[];
  /** What could be refunded to each company: its balance and what is owed back to it, fen. */
  readonly refundableFen: ReadonlyMap<number, number>;
}

/** Open invoices whose open amounts shrink as lines take them up. */
class Remaining implements MatchFacts {
  readonly payers: PayerIndex;
  private readonly numbers: NumberIndex;
  private readonly said = new Map<number, Evidence>();
  readonly items: Map<number, OpenItem>;
  private readonly byCompany = new Map<number, number[]>();
  private readonly byOpen = new Map<number, Set<number>>();
  private readonly recorded: Map<number, RecordedPayment>;
  private readonly deposits = new Map<number, OpenDeposit>();
  private readonly depositsByAmount = new Map<number, number[]>();
  private readonly depositsByCompany = new Map<number, number[]>();

  constructor(facts: StatementFacts) {
    this.payers = new PayerIndex(facts.payers, facts.known);
    this.numbers = new NumberIndex(facts.items);
    this.recorded = new Map(facts.recorded.map((one) => [one.paymentId, one]));
    this.items = new Map(facts.items.map((item) => [item.invoiceId, item]));
    const oldest = [...facts.items].sort((a, b) => a.dueOn.localeCompare(b.dueOn) || a.invoiceId - b.invoiceId);
    for (const { companyId, invoiceId, openFen } of oldest) {
      this.byCompany.set(companyId, [...(this.byCompany.get(companyId) ?? []), invoiceId]);
      this.placeAt(invoiceId, openFen);
    }
    for (const one of facts.deposits) {
      const { depositId, amountFen, companyId } = one;
      this.deposits.set(depositId, one);
      this.depositsByAmount.set(amountFen, [...(this.depositsByAmount.get(amountFen) ?? []), depositId]);
      this.depositsByCompany.set(companyId, [...(this.depositsByCompany.get(companyId) ?? []), depositId]);
    }
  }

  private placeAt(invoiceId: number, openFen: number): void {
    const there = this.byOpen.get(openFen) ?? new Set();
    this.byOpen.set(openFen, there.add(invoiceId));
  }

  /** Looked for once a line, however often it is matched. */
  evidence = (line: OpenLine): Evidence => {
    const known = this.said.get(line.lineId);
    if (known) return known;
    const named = this.numbers.namedIn(`${line.text} ${line.counterparty}`);
    const found = { payer: this.payers.find(line), named };
    this.said.set(line.lineId, found);
    return found;
  };

  itemsOf = (companyId: number): OpenItem[] =>
    (this.byCompany.get(companyId) ?? []).flatMap((id) => this.items.get(id) ?? []);

  itemsOpenAt = (openFen: number): OpenItem[] =>
    openFen <= 0 ? [] : [...(this.byOpen.get(openFen) ?? [])].flatMap((id) => this.items.get(id) ?? []);

  recordedOf = (amountFen: number): RecordedPayment[] =>
    [...this.recorded.values()].filter((one) => one.amountFen === amountFen);

  depositsAt = (amountFen: number): OpenDeposit[] => this.depositsIn(this.depositsByAmount.get(amountFen));

  depositsOf = (companyId: number): OpenDeposit[] => this.depositsIn(this.depositsByCompany.get(companyId));

  private depositsIn(ids: readonly number[] = []): OpenDeposit[] {
    return ids.flatMap((id) => this.deposits.get(id) ?? []);
  }

  /** Puts aside what a line is to pay, so that no other line is offered it too. */
  reserve({ paymentId, allocations, deposit, split }: Suggestion): void {
    if (paymentId !== null) this.recorded.delete(paymentId);
    for (const one of [deposit, ...split.map((part) => part.deposit)]) if (one) this.deposits.delete(one.depositId);
    for (const { invoiceId, amountFen } of [...allocations, ...split.flatMap((part) => part.allocations)]) {
      const item = this.items.get(invoiceId);
      if (!item) continue;
      const openFen = item.openFen - amountFen;
      this.byOpen.get(item.openFen)?.delete(invoiceId);
      this.items.set(invoiceId, { ...item, openFen });
      this.placeAt(invoiceId, openFen);
    }
  }
}

/**
 * Matches the undecided lines of a statement with invoices and refunds. Lines that are sure come first and take up what
 * they pay; the others are then matched with what is left, so that what is offered as sure or likely is never more than
 * is open, on one invoice or over all lines. Two sure lines for one invoice: the earlier has it, the later is told.
 */
export function matchStatement(lines: readonly OpenLine[], facts: StatementFacts): LineMatch[] {
  const remaining = new Remaining(facts);
  const incoming = [...lines]
    .filter((line) => line.amountFen > 0)
    .sort((a, b) => a.bookedOn.localeCompare(b.bookedOn) || a.lineId - b.lineId);
  const matches = new Map<number, LineMatch>();
  for (const wanted of ['sure', 'likely'] as const) {
    for (const line of incoming.filter((one) => !matches.has(one.lineId))) {
      const match = matchIncoming(line, remaining);
      const [best] = match.suggestions;
      if (match.state !== wanted || !best) continue;
      matches.set(line.lineId, match);
      remaining.reserve(best);
    }
  }
  for (const line of incoming.filter((one) => !matches.has(one.lineId)))
    matches.set(line.lineId, matchIncoming(line, remaining));
  for (const match of matchOutgoing(lines, facts, remaining.payers)) matches.set(match.lineId, match);
  return lines.flatMap((line) => matches.get(line.lineId) ?? []);
}

function matchOutgoing(lines: readonly OpenLine[], facts: StatementFacts, payers: PayerIndex): LineMatch[] {
  const free = new Map(facts.refunds.map((refund) => [refund.refundId, refund]));
  return lines
    .filter((line) => line.amountFen < 0)
    .map((line) => {
      const match = refundOf(line, { facts, payers, free: [...free.values()] });
      const [best] = match.suggestions;
      if (match.state === 'sure' && best?.refundId) free.delete(best.refundId);
      return match;
    });
}

interface OutgoingFacts {
  readonly facts: StatementFacts;
  readonly payers: PayerIndex;
  readonly free: readonly OpenRefund[];
}

/** An outgoing line is a recorded refund of its amount; without one it may be a new refund to a company that has a balance. */
function refundOf(line: OpenLine, { facts, payers, free }: OutgoingFacts): LineMatch {
  const payer =
    line.companyId === null
      ? payers.find(line)
      : { companyId: line.companyId, points: 50, reason: say('已人工指定企业', 'the company was said by hand') };
  const amountFen = -line.amountFen;
  const fitting = free.filter((one) => one.amountFen === amountFen && (!payer || one.companyId === payer.companyId));
  const suggestions = fitting.slice(0, 5).map((one): Suggestion => ({
    ...bare,
    companyId: one.companyId,
    refundId: one.refundId,
    score: 40 + (payer?.points ?? 0),
    reasons: [say('金额等于已登记的退款', 'the amount is that of a recorded refund'), ...(payer ? [payer.reason] : [])],
  }));
  if (suggestions.length > 0) {
    const state = suggestions.length > 1 ? 'ambiguous' : payer ? 'sure' : 'likely';
    return { lineId: line.lineId, state, suggestions };
  }
  if (!payer || (facts.refundableFen.get(payer.companyId) ?? 0) < amountFen)
    return { lineId: line.lineId, state: 'none', suggestions: [] };
  const reasons = [
    payer.reason,
    say('该企业的可退余额足够，可登记为退款', 'its balance covers it: may be recorded as a refund'),
  ];
  const fresh = { ...bare, companyId: payer.companyId, score: payer.points, reasons };
  return { lineId: line.lineId, state: 'likely', suggestions: [fresh] };
}
