import { sumFen } from '../money/fen.js';
import type { CalendarMonth } from '../time/calendar-date.js';
import type { Period } from '../time/period.js';
import { countedFen, countLine, type CountedUse } from './count-line.js';
import { explain } from './explain.js';
import type { Formula } from './explanation.js';
import { priceLine, type PriceLine } from './price-line.js';
import { PRICE_BANDS, type HolidayCalendar, type TaxTreatment } from './rate-plan.js';
import { sessionPrice, type HourlyPlan } from './session-price.js';

/** What the lines of a session are reckoned from. */
export interface SessionLinesInput {
  /** The time that is paid; null: none is, only what was counted. */
  readonly time: Period | null;
  readonly plan: HourlyPlan & { readonly sessionTax: TaxTreatment };
  readonly zone: string;
  readonly holidays?: HolidayCalendar;
  readonly month: CalendarMonth;
  /** A use without a number is numbered in the order given. */
  readonly counted?: readonly (CountedUse & { readonly segment?: number })[];
}

function countedLines({ counted = [], month }: SessionLinesInput): PriceLine[] {
  const segments = new Map<string, number>();
  return counted.map((use) => {
    const segment = use.segment ?? (segments.get(use.component) ?? 0) + 1;
    segments.set(use.component, segment);
    return countLine(use, segment, month);
  });
}

const MINIMUM_SEGMENT = PRICE_BANDS.length + 1;
const DAYS_SEGMENT = PRICE_BANDS.length + 2;

/**
 * Puts tax and words to a session: one line a band, one for its days at the price of a day, one for what the minimum charge adds, and one for each thing counted.
 * The minimum is one for the use of the instrument: hours, runs and samples fill it, assistance and consumables do not
 * (ADR 0029).
 */
export function sessionLines(input: SessionLinesInput): PriceLine[] {
  const { time, plan, zone, holidays, month, counted = [] } = input;
  const line = (segment: number, fen: number, formula: Formula): PriceLine =>
    priceLine({ component: 'session', segment, month, explanation: explain(formula, fen) }, fen, plan.sessionTax);
  const { lines: bands, days } = time ? sessionPrice({ ...time, plan, zone, holidays }) : { lines: [], days: null };
  const ofInstrument = counted.filter(({ component }) => component === 'run' || component === 'sample');
  const pricedFen = sumFen([...bands.map(({ fen }) => fen), days?.fen ?? 0, ...ofInstrument.map(countedFen)]);
  const minimumFen = plan.minimumChargeFen;
  const topUp =
    pricedFen < minimumFen
      ? [line(MINIMUM_SEGMENT, minimumFen - pricedFen, { kind: 'minimum_charge', minimumFen, pricedFen })]
      : [];
  const hours = bands.map((one) => line(PRICE_BANDS.indexOf(one.band) + 1, one.fen, one.formula));
  const byDay = days ? [line(DAYS_SEGMENT, days.fen, days.formula)] : [];
  return [...hours, ...byDay, ...topUp, ...countedLines(input)];
}
