import type { Utilisation, UseOfTime } from './utilisation.queries';

export type Measure = 'booked' | 'used';

const dayMs = 86_400_000;

/** The days of a report, YYYY-MM-DD. */
export function daysOf({ from, to }: Pick<Utilisation, 'from' | 'to'>): string[] {
  const [first, end] = [Date.parse(from), Date.parse(to)];
  return Array.from({ length: (end - first) / dayMs }, (_, i) =>
    new Date(first + i * dayMs).toISOString().slice(0, 10),
  );
}

/** Per cent of the days that count, of one or several instruments; null where no day has come yet. */
export function rateOf(
  time: UseOfTime,
  measure: Measure,
  { report, today, instruments = 1 }: { report: Utilisation; today: string; instruments?: number },
): number | null {
  const counted = countedDays(report, measure, today) * instruments;
  if (counted === 0) return null;
  return (100 * time[`${measure}Minutes`]) / (counted * report.dayMinutes);
}

/** What was used can only be known up to today; what is booked, ahead as well. */
function countedDays(report: Utilisation, measure: Measure, today: string): number {
  return daysOf(report).filter((day) => measure === 'booked' || day <= today).length;
}

/** The step of the ramp, 0 to 6. */
export function stepOf(percent: number): number {
  return [1, 15, 30, 50, 75, 100].filter((limit) => percent >= limit).length;
}

export const hoursText = (minutes: number): string => {
  const tenths = Math.round(minutes / 6);
  return `${Math.floor(tenths / 10).toLocaleString('en-US')}.${tenths % 10}`;
};
export const percentText = (percent: number | null): string => (percent === null ? '–' : `${percent.toFixed(1)}%`);
