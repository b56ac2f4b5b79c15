import { lengthMinutes } from '../../time/period.js';
import type { ReservationFacts } from '../reservation-facts.js';
import { refusal, type Violation } from '../violation.js';

interface Limits {
  readonly length: number;
  readonly shortest: number | null;
  readonly longest: number | null;
  readonly zhUnit: string;
  readonly enUnit: string;
}

function limitsOf({ kind, period, months, instrument }: ReservationFacts): Limits {
  if (kind === 'rental') {
    const { minMonths: shortest, maxMonths: longest } = instrument.rules;
    return { length: months ?? 0, shortest, longest, zhUnit: '个月', enUnit: 'months' };
  }
  const { minSessionMinutes: shortest, maxSessionMinutes: longest } = instrument.rules;
  return { length: lengthMinutes(period), shortest, longest, zhUnit: '分钟', enUnit: 'minutes' };
}

/** A reservation is neither shorter nor longer than the instrument allows: months of a rental, elapsed minutes of a session (rules §3). */
export function length(facts: ReservationFacts): Violation[] {
  const { length: asked, shortest, longest, zhUnit, enUnit } = limitsOf(facts);
  if (shortest !== null && asked < shortest) {
    const message = {
      zh: `最短 ${shortest} ${zhUnit}，所选为 ${asked}`,
      en: `at least ${shortest} ${enUnit}, not ${asked}`,
    };
    return [refusal('too_short', message, { length: asked, limit: shortest })];
  }
  if (longest !== null && asked > longest) {
    const message = {
      zh: `最长 ${longest} ${zhUnit}，所选为 ${asked}`,
      en: `at most ${longest} ${enUnit}, not ${asked}`,
    };
    return [refusal('too_long', message, { length: asked, limit: longest })];
  }
  return [];
}
