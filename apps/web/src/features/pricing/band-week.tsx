import { type BandWindow, type PriceBand, weekOfBands } from '@parkbench/domain';
import { money, weekdayName } from '../../shared/format/format';
import { cx } from '../../shared/ui';
import { clockText } from './band-words';
import { pricingMessages } from './pricing.messages';
import { bands, type Band } from './pricing.types';

/** Colour and pattern, so that the bands differ without colour too. */
const looks: Readonly<Record<PriceBand, string>> = {
  weekday: 'bg-brand-soft',
  evening: 'bg-warn-soft hatch-warn',
  weekend: 'bg-ok-soft',
  holiday: 'bg-bad-soft',
};

export interface BandWeekProps {
  readonly windows: readonly BandWindow[];
  /** Price of an hour by band, shown in the legend. */
  readonly hourly?: Readonly<Record<Band, number | null>>;
}

/** A usual week, a line a day, with the price of each band. */
export function BandWeek({ windows, hourly }: BandWeekProps) {
  const say = pricingMessages.useSay();
  const week = weekOfBands(windows);
  const fenOf = (band: Band): number | null => hourly?.[band] ?? hourly?.weekday ?? null;
  return (
    <figure className="m-0 grid gap-1.5 lg:col-span-2">
      <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-xs">
        {bands.map((band) => (
          <span key={band} className="flex items-center gap-1.5">
            <span aria-hidden="true" className={cx('size-3 rounded-sm border border-line2', looks[band])} />
            {say(band)}
            {fenOf(band) !== null && <span className="num text-mut">{money(fenOf(band) ?? 0)}</span>}
          </span>
        ))}
      </figcaption>
      <ul aria-label={say('week')} className="grid gap-px overflow-hidden rounded border border-line bg-line text-xs">
        {week.map((stretches, at) => (
          <li key={weekdayName(at + 1)} className="flex h-6 bg-surface">
            <span className="w-11 shrink-0 self-center px-1.5 whitespace-nowrap">{weekdayName(at + 1)}</span>
            <span className="flex min-w-0 flex-1">
              {stretches.map((one) => (
                <span
                  key={one.fromMinute}
                  className={cx(
                    'overflow-hidden border-l border-line px-1 leading-6 whitespace-nowrap',
                    looks[one.band],
                  )}
                  style={{ width: `${((one.toMinute - one.fromMinute) / 1440) * 100}%` }}
                >
                  <span className="num max-lg:sr-only">
                    {clockText(one.fromMinute)}–{clockText(one.toMinute)}
                  </span>
                  <span className="sr-only"> {say(one.band)}</span>
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
      <p className="text-xs text-mut">{say('holidayNote')}</p>
    </figure>
  );
}
