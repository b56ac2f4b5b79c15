import type { Localized } from '../../core/localized.js';
import { sumFen } from '../../money/fen.js';
import { formatYuan } from '../../money/yuan-text.js';
import { dayNumber } from '../../time/calendar-date.js';
import { bare, type Candidate, type MatchFacts, onBehalf, part, say } from './candidate.js';
import { byDeposit, byDepositAndInvoices } from './match-deposit.js';
import type { LineMatch, OpenItem, OpenLine, Suggestion } from './open-line.js';
import type { PayerFound } from './payers.js';
import { subsetsOfSum } from './subsets.js';

const MOST_SUGGESTIONS = 5;

function fill(items: readonly OpenItem[], amountFen: number): { parts: Suggestion['allocations']; restFen: number } {
  let left = amountFen;
  const parts = items.flatMap((item) => {
    const taken = Math.min(left, item.openFen);
    left -= taken;
    return taken > 0 ? [part(item, taken)] : [];
  });
  return { parts, restFen: left };
}

/** By the numbers that the text names; the payer may be somebody else, who pays for the company. */
function byNumber(line: OpenLine, facts: MatchFacts, payer: PayerFound | null): Candidate[] {
  const named = facts.evidence(line).named.flatMap((id) => facts.items.get(id) ?? []);
  const open = named.filter((item) => item.openFen > 0);
  const companies = [...new Set(open.map((item) => item.companyId))];
  return companies.map((companyId) => {
    const items = open.filter((item) => item.companyId === companyId);
    const openFen = sumFen(items.map((item) => item.openFen));
    const { parts, restFen } = fill(items, line.amountFen);
    const numbers = items.map((item) => item.number);
    const isPayer = payer === null || payer.companyId === companyId;
    const agrees = openFen === line.amountFen;
    const reasons = [
      say(`附言写明账单 ${numbers.join('、')}`, `the text names ${numbers.join(', ')}`),
      ...(agrees ? [say('金额与未付金额一致', 'the amount is what is open')] : [difference(line.amountFen, openFen)]),
      ...(payer && isPayer ? [payer.reason] : []),
      ...(isPayer ? [] : [onBehalf]),
    ];
    const score = 60 + (agrees ? 30 : 5) + (payer && isPayer ? 10 : 0) - (isPayer ? 0 : 25);
    const isExact = agrees && isPayer && companies.length === 1;
    return { ...bare, companyId, allocations: parts, restFen, score, reasons, isExact };
  });
}

/** One transfer for several companies, as a parent company makes it: the invoices that it names sum to it. */
function bySeveral(line: OpenLine, facts: MatchFacts, payer: PayerFound | null): Candidate[] {
  const items = facts.evidence(line).named.flatMap((id) => facts.items.get(id) ?? []);
  const open = items.filter((item) => item.openFen > 0);
  const companies = [...new Set(open.map((item) => item.companyId))];
  const [companyId] = companies;
  if (companyId === undefined || companies.length < 2) return [];
  if (sumFen(open.map((item) => item.openFen)) !== line.amountFen) return [];
  const split = companies.map((id) => {
    const own = open.filter((item) => item.companyId === id);
    const allocations = own.map((item) => part(item));
    return { companyId: id, amountFen: sumFen(own.map((item) => item.openFen)), allocations, deposit: null };
  });
  const isPayer = payer === null || companies.includes(payer.companyId);
  const count = companies.length;
  const reasons = [
    say(
      `附言写明 ${count} 家企业的账单，金额等于其未付金额之和`,
      `the text names invoices of ${count} companies, and the amount is their sum`,
    ),
    ...(isPayer ? [] : [onBehalf]),
  ];
  return [{ ...bare, companyId, split, score: isPayer ? 92 : 80, reasons, isExact: isPayer }];
}

const difference = (amountFen: number, openFen: number): Localized =>
  amountFen < openFen
    ? say(
        `少于未付金额 ${formatYuan(openFen)}，为部分付款`,
        `less than the ${formatYuan(openFen)} open: a part payment`,
      )
    : say(
        `多于未付金额 ${formatYuan(openFen)}，余额留存`,
        `more than the ${formatYuan(openFen)} open: the rest is kept as balance`,
      );

/** By a company that is known: one invoice, all of them, a few of them, or else the oldest first. */
function byCompany(line: OpenLine, facts: MatchFacts, payer: PayerFound): Candidate[] {
  const { companyId } = payer;
  const items = facts.itemsOf(companyId).filter((item) => item.openFen > 0);
  const base = { ...bare, companyId };
  const whole = (chosen: readonly OpenItem[], points: number, reason: Localized): Candidate => ({
    ...base,
    allocations: chosen.map((item) => part(item)),
    score: payer.points + points,
    reasons: [payer.reason, reason],
    isExact: true,
  });
  const singles = items.filter((item) => item.openFen === line.amountFen);
  if (singles.length > 0)
    return singles.map((item) =>
      whole([item], 40, say(`金额等于账单 ${item.number} 的未付金额`, `the amount is what ${item.number} leaves open`)),
    );
  if (items.length > 1 && sumFen(items.map((item) => item.openFen)) === line.amountFen)
    return [whole(items, 40, say('金额等于全部未付账单之和', 'the amount is the sum of all open invoices'))];
  const some = subsetsOfSum(items, line.amountFen);
  if (some.length > 0)
    return some.map((chosen) =>
      whole(
        chosen,
        25,
        say(`金额等于其中 ${chosen.length} 张账单之和`, `the amount is the sum of ${chosen.length} of its invoices`),
      ),
    );
  const { parts, restFen } = fill(items, line.amountFen);
  const openFen = sumFen(items.map((item) => item.openFen));
  const reason =
    items.length === 0
      ? say('该企业没有未付账单，可作预付款', 'the company has nothing open: a prepayment')
      : difference(line.amountFen, openFen);
  return [
    { ...base, allocations: parts, restFen, score: payer.points, reasons: [payer.reason, reason], isExact: false },
  ];
}

const PREPAID = /预付|预存|预缴|充值|prepa(y|id)|in advance/i;

/** Money that its text calls prepaid pays nothing now; whether that is meant a person says. */
function asPrepaid(line: OpenLine, payer: PayerFound): Candidate[] {
  if (!PREPAID.test(line.text)) return [];
  const { companyId, points, reason } = payer;
  const reasons = [reason, say('附言写明是预付款', 'the text calls it prepaid')];
  return [{ ...bare, companyId, restFen: line.amountFen, score: points + 35, reasons, isExact: false }];
}

/** By the amount alone: never sure. */
function byAmount(line: OpenLine, facts: MatchFacts): Candidate[] {
  return facts.itemsOpenAt(line.amountFen).map((item) => ({
    ...bare,
    companyId: item.companyId,
    allocations: [part(item)],
    score: 30,
    reasons: [
      say(`仅金额与账单 ${item.number} 的未付金额一致`, `only the amount agrees with what ${item.number} leaves open`),
    ],
    isExact: false,
  }));
}

const DAYS_APART = 7;

/** Payments that were recorded before the bank's line came: by the bank's reference, or by payer and day. */
function byRecorded(line: OpenLine, facts: MatchFacts, payer: PayerFound | null): Candidate[] {
  return facts.recordedOf(line.amountFen).flatMap((one) => {
    const isReference = one.reference !== '' && one.reference === line.reference;
    const isNear = Math.abs(dayNumber(one.receivedOn) - dayNumber(line.bookedOn)) <= DAYS_APART;
    if (!isReference && !(payer?.companyId === one.companyId && isNear)) return [];
    const reason = isReference
      ? say('流水号与已登记的收款一致', 'its reference is that of a recorded payment')
      : say(`与 ${one.receivedOn} 已登记的收款金额一致`, `a payment of this amount was recorded for ${one.receivedOn}`);
    return [
      {
        ...bare,
        companyId: one.companyId,
        paymentId: one.paymentId,
        score: isReference ? 100 : 95,
        reasons: [...(payer?.companyId === one.companyId ? [payer.reason] : []), reason],
        isExact: isReference,
      },
    ];
  });
}

/** Invoices that the text names and an earlier line pays. */
const takenOf = (line: OpenLine, facts: MatchFacts): string[] =>
  facts.evidence(line).named.flatMap((id) => {
    const item = facts.items.get(id);
    return item?.openFen === 0 ? [item.number] : [];
  });

function candidatesOf(line: OpenLine, facts: MatchFacts): Candidate[] {
  const byHand =
    line.companyId === null
      ? null
      : { companyId: line.companyId, points: 50, reason: say('已人工指定企业', 'the company was said by hand') };
  const payer = byHand ?? facts.evidence(line).payer;
  const recorded = byRecorded(line, facts, payer);
  const isMeant = (one: Candidate): boolean => !byHand || one.companyId === byHand.companyId;
  const several = byHand ? [] : bySeveral(line, facts, payer);
  const named = [...several, ...byNumber(line, facts, payer).filter(isMeant)];
  if (named.some((one) => one.isExact)) return [...recorded, ...named];
  const deposits = byDeposit(line, facts, payer).filter(isMeant);
  const others = payer
    ? [...byCompany(line, facts, payer), ...byDepositAndInvoices(line, facts, payer), ...asPrepaid(line, payer)]
    : [];
  const some = [...recorded, ...named, ...deposits, ...others];
  const candidates = some.length > 0 ? some : byAmount(line, facts);
  const taken = takenOf(line, facts);
  if (taken.length === 0) return candidates;
  const told = say(
    `附言所写账单 ${taken.join('、')} 已由另一笔流水核销`,
    `${taken.join(', ')}, which the text names, is taken up by another line`,
  );
  return candidates.map((one) => ({ ...one, isExact: false, reasons: [told, ...one.reasons] }));
}

/** What a suggestion would book, so that the same found in two ways is offered once. */
const contentOf = ({ companyId, paymentId, allocations, deposit, split }: Suggestion): string =>
  JSON.stringify([companyId, paymentId, allocations, deposit, split]);

/** Matches one incoming line. Two readings of the same score leave it ambiguous; nothing is chosen for a person. */
export function matchIncoming(line: OpenLine, facts: MatchFacts): LineMatch {
  const sorted = candidatesOf(line, facts).sort((a, b) => b.score - a.score);
  const distinct = sorted.filter(
    (one, i) => !sorted.slice(0, i).some((earlier) => contentOf(earlier) === contentOf(one)),
  );
  const best = distinct[0];
  const suggestions = distinct.slice(0, MOST_SUGGESTIONS).map(({ isExact: _, ...suggestion }) => suggestion);
  if (!best) return { lineId: line.lineId, state: 'none', suggestions };
  const rival = distinct[1];
  if (rival && rival.score === best.score) return { lineId: line.lineId, state: 'ambiguous', suggestions };
  const state = best.isExact && best.score >= 70 ? 'sure' : 'likely';
  return { lineId: line.lineId, state, suggestions };
}
