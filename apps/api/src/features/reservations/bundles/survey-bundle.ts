import { type BookedSession, occupiedPeriod, overlaps, type Period, refuses } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import { type Ask, periodOf } from '../ask.js';
import { type Offer, offerFor } from '../offer.js';
import { type Gathered, gatherFacts } from '../reservation-facts.js';
import type { BundleItem } from './bundle-items.js';
import { type Candidate, candidatesOf, isReady, type LookedFor } from './candidates.js';

/** An instrument that would serve an item, with its price and what the policies say. */
export interface Unit {
  readonly candidate: Candidate;
  readonly ask: Ask;
  readonly gathered: Gathered;
  readonly offer: Offer;
  /** What it would be taken for, turnaround included. */
  readonly occupied: Period;
  readonly free: boolean;
}

/** What was found out about an item: those that may serve it, and those that would. */
export interface SurveyedItem {
  readonly item: BundleItem;
  readonly candidates: readonly Candidate[];
  readonly units: readonly Unit[];
  readonly free: boolean;
}

/**
 * What a bundle would be given at this moment: units chosen, priced, every policy of every item asked. Items are served
 * one after the other, and each is asked with those before it counted, as the transaction that reserves them will.
 */
export async function surveyBundle(tx: Tx, items: readonly BundleItem[], wanted: LookedFor): Promise<SurveyedItem[]> {
  const surveyed: SurveyedItem[] = [];
  for (const item of items) {
    const before = surveyed.flatMap((one) => one.units);
    surveyed.push(await surveyItem(tx, item, wanted, before));
  }
  return surveyed;
}

async function surveyItem(tx: Tx, item: BundleItem, wanted: LookedFor, before: readonly Unit[]): Promise<SurveyedItem> {
  const candidates = await candidatesOf(tx, item, wanted);
  const units: Unit[] = [];
  const spare: Unit[] = [];
  for (const candidate of candidates) {
    if (units.length === item.quantity) break;
    // Of those that are taken as many are looked at as could stand in for what is missing.
    if (!isReady(candidate) && units.length + spare.length >= item.quantity) break;
    const unit = await unitOf(tx, item, candidate, wanted, [...before, ...units]);
    (unit.free && !refuses(unit.offer.violations) ? units : spare).push(unit);
  }
  const free = units.length === item.quantity;
  const shown = [...units, ...spare.slice(0, item.quantity - units.length)];
  return {
    item,
    candidates,
    units: shown,
    free: free || (shown.length === item.quantity && shown.every((u) => u.free)),
  };
}

async function unitOf(
  tx: Tx,
  item: BundleItem,
  candidate: Candidate,
  { park, now, companyId, memberId, sampleBiosafetyLevel }: LookedFor,
  before: readonly Unit[],
): Promise<Unit> {
  const ask = item.askFor(candidate.id);
  const period = periodOf(ask, park.timeZone);
  const whose = { companyId, memberId, sampleBiosafetyLevel };
  const facts = { instrumentId: candidate.id, ...whose, kind: ask.kind, period, now: now.getTime() };
  const gathered = withSiblings(await gatherFacts(tx, park, facts), before);
  const occupied = occupiedPeriod(period, gathered.facts.turnaround);
  const meets = before.some((one) => one.candidate.id === candidate.id && overlaps(one.occupied, occupied));
  const offer = offerFor(gathered, ask, park, now.getTime());
  return { candidate, ask, gathered, offer, occupied, free: candidate.free && !meets };
}

/** The facts of a company as they will be once the other items of the bundle are reserved. */
function withSiblings(gathered: Gathered, siblings: readonly Unit[]): Gathered {
  if (siblings.length === 0) return gathered;
  const { company, person } = gathered;
  const sessions = siblings
    .filter((one) => one.ask.kind === 'session')
    .map((one) => ({ ...one.offer.period, instrumentId: one.gathered.facts.id }));
  const withThem = <T extends { openReservations: number; sessions: readonly BookedSession[] }>(facts: T): T => ({
    ...facts,
    openReservations: facts.openReservations + siblings.length,
    sessions: [...facts.sessions, ...sessions],
  });
  return { ...gathered, company: withThem(company), person: person && withThem(person) };
}
