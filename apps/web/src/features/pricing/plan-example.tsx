import {
  type HolidayCalendar,
  instantAt,
  NO_HOLIDAYS,
  quoteRental,
  quoteSession,
  type RatePlan as DomainPlan,
} from '@parkbench/domain';
import { useQuery } from '@tanstack/react-query';
import { money, parkZone } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { clockText } from './band-words';
import { pricingMessages } from './pricing.messages';
import { priceBandsQuery, type PlanInput } from './pricing.queries';

/** The 15th of a month, so that the example has part-months; two months and one afternoon that runs into the evening. */
const exampleMonths = 2;
const afternoon = { fromMinute: 16 * 60 + 30, toMinute: 19 * 60 + 10 };
const holidays: HolidayCalendar = NO_HOLIDAYS;

function domainPlan(input: PlanInput, parkWindows: DomainPlan['bandWindows']): DomainPlan {
  const { incrementMinutes, freeCancelHours, lateCancelBps, noShowBps, bandWindows, ...rest } = input;
  return {
    ...rest,
    bandWindows: bandWindows ?? parkWindows,
    sessionIncrementMinutes: incrementMinutes,
    cancellation: { freeHoursBefore: freeCancelHours, lateBps: lateCancelBps, noShowBps },
  };
}

/** What these prices come to, by the very functions that quote: it is shown and never kept. */
export function PlanExample({ input }: { input: PlanInput }) {
  const say = pricingMessages.useSay();
  const name = useName();
  const { data: park } = useQuery(priceBandsQuery);
  const date = `${input.validFrom.slice(0, 8) || '2026-01-'}15`;
  const plan = domainPlan(input, park?.windows ?? []);
  const rental = quoteRental({ start: date, months: Math.max(exampleMonths, plan.minMonths), plan });
  const at = (minute: number): number => instantAt(date, minute, parkZone());
  const session =
    plan.hourly.length > 0 || input.dayFen !== null
      ? quoteSession({ start: at(afternoon.fromMinute), end: at(afternoon.toMinute), plan, zone: parkZone(), holidays })
      : null;
  const examples = [
    rental && { title: say('exampleRental', { from: date, months: rental.months ?? 0 }), quote: rental },
    session && {
      title: say('exampleSession', { date, from: clockText(afternoon.fromMinute), to: clockText(afternoon.toMinute) }),
      quote: session,
    },
  ].filter((one) => one !== null);
  return (
    <section
      aria-live="polite"
      aria-label={say('example')}
      className="rounded-md border border-line bg-sunken px-3.5 py-2.5"
    >
      <h3 className="font-semibold">{say('example')}</h3>
      {examples.length === 0 && <p className="text-mut">{say('exampleNone')}</p>}
      {examples.map(({ title, quote }) => (
        <div key={title} className="mt-1">
          <p className="num flex flex-wrap justify-between gap-x-3">
            <span>{title}</span>
            <strong>{money(quote.totalFen)}</strong>
          </p>
          <ul className="num text-xs text-mut">
            {quote.lines.map((line) => (
              <li key={`${line.segment}-${line.month}`} className="flex flex-wrap gap-x-2">
                <span>{line.month}</span>
                <span className="min-w-0">{name(line.explanation.text.zh, line.explanation.text.en)}</span>
              </li>
            ))}
            {quote.depositFen > 0 && <li>{say('exampleDeposit', { value: money(quote.depositFen) })}</li>}
          </ul>
        </div>
      ))}
    </section>
  );
}
