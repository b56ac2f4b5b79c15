import { money } from '../../shared/format/format';
import { pricingMessages, type PricingText } from './pricing.messages';
import { bands, type Prices } from './pricing.types';

/** A line of a plan: what it is, and its value in words. */
export interface PlanFact {
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

const percent = (bps: number): string => `${Number((bps / 100).toFixed(2))}%`;

/** A plan in words, line by line; what it does not price is left out unless asked for. */
export function usePlanFacts(): (plan: Prices, withEmpty?: boolean) => PlanFact[] {
  const say = pricingMessages.useSay();
  const fen = (value: number | null): string | null => (value === null ? null : money(value));
  return (plan, withEmpty = false) => {
    const hour = (band: (typeof bands)[number]): number | null =>
      plan.hourly.find((rate) => rate.band === band)?.hourlyFen ?? null;
    const isOne = bands.every((band) => hour(band) === hour('weekday'));
    const hours: [PricingText, string | null][] = isOne
      ? [['hourly', fen(hour('weekday'))]]
      : bands.map((band) => [band, fen(hour(band))]);
    const tiers = [...plan.termTiers].sort((a, b) => a.months - b.months);
    const rows: [PricingText, string | null][] = [
      ['monthly', fen(plan.monthlyFen)],
      ['terms', tiers.map((tier) => say('tier', { months: tier.months, off: percent(tier.bps) })).join('; ') || null],
      ['minMonths', `${plan.minMonths} ${say('months')}`],
      ...hours,
      ['run', fen(plan.runFen)],
      ['sample', fen(plan.sampleFen)],
      ['deposit', plan.depositFen === null ? say('oneMonth') : money(plan.depositFen)],
      ['minimumCharge', plan.minimumChargeFen > 0 ? money(plan.minimumChargeFen) : null],
      ['increment', plan.hourly.length > 0 ? `${plan.incrementMinutes} ${say('minutes')}` : null],
      ['billBasis', plan.hourly.length > 0 ? say(plan.billBasis) : null],
      ['rentalTax', `${percent(plan.rentalTax.rateBps)} ${plan.rentalTax.itemName}`],
      ['sessionTax', `${percent(plan.sessionTax.rateBps)} ${plan.sessionTax.itemName}`],
      ['freeCancel', `${plan.freeCancelHours} ${say('freeCancelUnit')}`],
      ['lateCancel', percent(plan.lateCancelBps)],
      ['noShow', percent(plan.noShowBps)],
      ['note', plan.note || null],
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
