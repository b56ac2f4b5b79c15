import { UNIT_NAMES } from '@parkbench/domain';
import { money } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { useBandText } from './band-words';
import { pricingMessages, type PricingText } from './pricing.messages';
import { bands, type PlanExtra, type Prices, type Tax } from './pricing.types';

/** A line of a plan: what it is, and its value in words. */
export interface PlanFact {
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

const percent = (bps: number): string => `${Number((bps / 100).toFixed(2))}%`;

type Say = ReturnType<typeof pricingMessages.useSay>;
type Row = [PricingText, string | null];

const fen = (value: number | null): string | null => (value === null ? null : money(value));
const taxText = (tax: Tax | null): string | null => tax && `${percent(tax.rateBps)} ${tax.itemName}`;

function hourRows(plan: Prices): Row[] {
  const hour = (band: (typeof bands)[number]): number | null =>
    plan.hourly.find((rate) => rate.band === band)?.hourlyFen ?? null;
  const isOne = bands.every((band) => hour(band) === hour('weekday'));
  return isOne ? [['hourly', fen(hour('weekday'))]] : bands.map((band): Row => [band, fen(hour(band))]);
}

function timeRows(plan: Prices, say: Say): Row[] {
  const isTimed = plan.hourly.length > 0 || plan.dayFen !== null;
  return [
    ['minimumCharge', plan.minimumChargeFen > 0 ? money(plan.minimumChargeFen) : null],
    ['increment', isTimed ? `${plan.incrementMinutes} ${say('minutes')}` : null],
    ['billBasis', isTimed ? say(plan.billBasis) : null],
  ];
}

function rentalRows(plan: Prices, say: Say): Row[] {
  const tiers = [...plan.termTiers].sort((a, b) => a.months - b.months);
  return [
    ['monthly', fen(plan.monthlyFen)],
    ['terms', tiers.map((tier) => say('tier', { months: tier.months, off: percent(tier.bps) })).join(' · ') || null],
    ['minMonths', `${plan.minMonths} ${say('months')}`],
  ];
}

function lastRows(plan: Prices, say: Say): Row[] {
  return [
    ['rentalTax', taxText(plan.rentalTax)],
    ['sessionTax', taxText(plan.sessionTax)],
    ['runTax', taxText(plan.runTax)],
    ['sampleTax', taxText(plan.sampleTax)],
    ['freeCancel', `${plan.freeCancelHours} ${say('freeCancelUnit')}`],
    ['lateCancel', percent(plan.lateCancelBps)],
    ['noShow', percent(plan.noShowBps)],
    ['note', plan.note || null],
  ];
}

/** A plan in words, line by line; what it does not price is left out unless asked for. */
export function usePlanFacts(): (plan: Prices, withEmpty?: boolean) => PlanFact[] {
  const say = pricingMessages.useSay();
  const name = useName();
  const bandText = useBandText();
  const extraText = ({ nameZh, nameEn, unit, unitFen }: PlanExtra): string =>
    `${name(nameZh, nameEn)} ${money(unitFen)}/${name(UNIT_NAMES[unit].zh, UNIT_NAMES[unit].en)}`;
  return (plan, withEmpty = false) => {
    const rows: Row[] = [
      ...rentalRows(plan, say),
      ...hourRows(plan),
      ['day', fen(plan.dayFen)],
      ['bandWindows', plan.bandWindows && (plan.bandWindows.map(bandText).join(' · ') || say('bandsNone'))],
      ['run', fen(plan.runFen)],
      ['sample', fen(plan.sampleFen)],
      ['extras', plan.extras.map(extraText).join(' · ') || null],
      ['deposit', plan.depositFen === null ? say('oneMonth') : money(plan.depositFen)],
      ...timeRows(plan, say),
      ...lastRows(plan, say),
    ];
    return rows
      .filter(([, value]) => withEmpty || value !== null)
      .map(([key, value]) => ({ key, label: say(key), value: value ?? say('empty') }));
  };
}

/** The lines in which two plans differ. */
export function useDifferences(): (was: Prices, becomes: Prices) => (PlanFact & { readonly was: string })[] {
  const facts = usePlanFacts();
  return (was, becomes) => {
    const before = new Map(facts(was, true).map((fact) => [fact.key, fact.value]));
    return facts(becomes, true)
      .map((fact) => ({ ...fact, was: before.get(fact.key) ?? before.get('hourly') ?? before.get('weekday') ?? '' }))
      .filter((fact) => fact.was !== fact.value);
  };
}
