import { sumFen, toFen } from '../money/fen.js';
import { explain } from '../pricing/explain.js';
import type { Explanation } from '../pricing/explanation.js';
import type { CalendarMonth } from '../time/calendar-date.js';
import type { AccrualLimit, ChargeTarget, RecordedCharge } from './charge.js';
import { itemTargets, type ItemSource } from './item-target.js';
import { rentalTargets, type RentalSource } from './rental-target.js';
import { sessionTargets, type SessionSource } from './session-target.js';

/** Whatever can owe something. */
export type ChargeSource = RentalSource | SessionSource | ItemSource;

/** Everything a source owes by the rules, up to the end of a month; later months are left out (rules §5). */
export function targetCharges(source: ChargeSource, limit: AccrualLimit): ChargeTarget[] {
  return targetsOf(source, limit).filter((target) => target.month <= limit.upToMonth);
}

function targetsOf(source: ChargeSource, limit: AccrualLimit): ChargeTarget[] {
  switch (source.kind) {
    case 'rental':
      return rentalTargets(source, limit.today);
    case 'session':
      return sessionTargets(source, limit.today);
    case 'item':
      return itemTargets(source);
  }
}

/** One charge a place: component, segment and month; another rate is another place, so no line mixes two rates. */
function placeOf(charge: RecordedCharge): string {
  return `${charge.month}|${charge.component}|${charge.segment}|${charge.taxRateBps}|${charge.taxCode}`;
}

function grouped<T extends RecordedCharge>(charges: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const charge of charges) {
    const place = placeOf(charge);
    const known = groups.get(place);
    if (known) known.push(charge);
    else groups.set(place, [charge]);
  }
  return groups;
}

function correction(targets: readonly ChargeTarget[], recorded: readonly RecordedCharge[]): Explanation {
  const first = targets[0];
  if (recorded.length === 0 && first && targets.length === 1) return first.explanation;
  const targetFen = sumFen(targets.map((one) => one.amountFen));
  const recordedFen = sumFen(recorded.map((one) => one.amountFen));
  const said = explain({ kind: 'correction', targetFen, recordedFen }, targetFen - recordedFen);
  if (!first) return said;
  const { zh, en } = first.explanation.text;
  return { ...said, text: { zh: `${said.text.zh}（${zh}）`, en: `${said.text.en} (${en})` } };
}

function differenceAt(targets: readonly ChargeTarget[], recorded: readonly RecordedCharge[]): ChargeTarget[] {
  const difference = (of: 'amountFen' | 'netFen' | 'taxFen'): number =>
    toFen(sumFen(targets.map((one) => one[of])) - sumFen(recorded.map((one) => one[of])));
  const amountFen = difference('amountFen');
  const netFen = difference('netFen');
  const taxFen = difference('taxFen');
  if (amountFen === 0 && netFen === 0 && taxFen === 0) return [];
  const place = (targets[0] ?? recorded[0])!;
  return [
    {
      component: place.component,
      segment: place.segment,
      month: place.month,
      amountFen,
      netFen,
      taxFen,
      taxRateBps: place.taxRateBps,
      taxCode: place.taxCode,
      itemName: place.itemName,
      explanation: correction(targets, recorded),
    },
  ];
}

/**
 * The charges to record so that what is recorded becomes what is owed: target less recorded for each component, segment
 * and month, of the amount, the net and the tax alike, so that month totals agree with one computation. Nothing where
 * they agree; all of it back where the target is gone. With `upToMonth`, what is recorded for later months stays
 * (rules §5).
 *
 * April owed 4,432.26 after an early return, 4,275.00 recorded: one charge of 157.26.
 */
export function accrualDifference(
  target: readonly ChargeTarget[],
  recorded: readonly RecordedCharge[],
  upToMonth?: CalendarMonth,
): ChargeTarget[] {
  const inReach = (charge: RecordedCharge): boolean => upToMonth === undefined || charge.month <= upToMonth;
  const owed = grouped(target.filter(inReach));
  const already = grouped(recorded.filter(inReach));
  const places = [...new Set([...owed.keys(), ...already.keys()])].sort();
  return places.flatMap((place) => differenceAt(owed.get(place) ?? [], already.get(place) ?? []));
}
