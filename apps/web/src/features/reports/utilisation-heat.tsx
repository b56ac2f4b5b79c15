import { memo } from 'react';
import { monthName, parkToday } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { cx, TextLink } from '../../shared/ui';
import { daysOf, type Measure, percentText, rateOf, stepOf } from './reckon';
import type { InstrumentUse, Utilisation } from './utilisation.queries';
import { utilisationMessages } from './utilisation.messages';
import './heat.css';

export interface HeatProps {
  readonly report: Utilisation;
  readonly measure: Measure;
}

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(day).getUTCDay());
const heading = 'sticky left-0 z-10 bg-surface text-left font-normal';

/** Instruments by day: a number in every cell, repeated by its colour. */
export function UtilisationHeat({ report, measure }: HeatProps) {
  const say = utilisationMessages.useSay();
  const days = daysOf(report);
  const today = parkToday();
  const caption = say('heatCaption', { month: monthName(report.from.slice(0, 7)) });
  const { total, dayMinutes } = report;
  return (
    <>
      <div
        role="region"
        aria-label={caption}
        tabIndex={0}
        className="overflow-x-auto rounded-md border border-line bg-surface px-2 py-1.5 outline-offset-2 outline-brand focus-visible:outline-2"
      >
        <table className="num w-full border-separate border-spacing-[2px] text-center text-xs">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              <th scope="col" className={cx(heading, 'min-w-[132px] px-1 text-mut lg:min-w-[220px]')}>
                {say('instrument')}
              </th>
              {days.map((day) => (
                <th
                  key={day}
                  scope="col"
                  className={cx(
                    'h-7 min-w-[24px] rounded-sm font-normal text-mut',
                    isWeekend(day) && 'bg-sunken',
                    day === today && 'font-semibold text-brand-strong underline underline-offset-4',
                  )}
                >
                  {Number(day.slice(8))}
                </th>
              ))}
              <th scope="col" className="min-w-[54px] px-1 text-right font-normal text-mut">
                {say('mean')}
              </th>
            </tr>
          </thead>
          <tbody>
            <tr className="font-semibold">
              <th scope="row" className={cx(heading, 'px-1')}>
                {say('everything')}
              </th>
              <Cells minutes={total[measure]} full={dayMinutes * total.instruments} {...{ days, measure, today }} />
              <td className="text-right">
                {percentText(rateOf(total, measure, { report, today, instruments: total.instruments }))}
              </td>
            </tr>
            {report.items.map((item) => (
              <HeatRow key={item.instrumentId} {...{ item, report, measure, today }} />
            ))}
          </tbody>
        </table>
      </div>
      <Ramp />
    </>
  );
}

const HeatRow = memo(function HeatRow({
  item,
  report,
  measure,
  today,
}: HeatProps & { item: InstrumentUse; today: string }) {
  const say = utilisationMessages.useSay();
  const name = useName();
  const shown = name(item.nameZh, item.nameEn);
  return (
    <tr>
      <th scope="row" className={cx(heading, 'max-w-[132px] truncate px-1 text-sm lg:max-w-[260px]')}>
        <TextLink
          href={`/board?zoom=month&from=${report.from}&q=${encodeURIComponent(item.assetNo)}`}
          aria-label={say('openBoard', { name: `${shown} ${item.assetNo}` })}
          className="text-ink"
        >
          {shown}
        </TextLink>{' '}
        <span className="text-xs text-mut">{item.assetNo}</span>
      </th>
      <Cells minutes={item[measure]} full={report.dayMinutes} days={daysOf(report)} {...{ measure, today }} />
      <td className="text-right font-semibold">{percentText(rateOf(item, measure, { report, today }))}</td>
    </tr>
  );
});

interface CellsProps {
  readonly minutes: readonly number[];
  /** The minutes that are 100 %. */
  readonly full: number;
  readonly days: readonly string[];
  readonly measure: Measure;
  readonly today: string;
}

function Cells({ minutes, full, days, measure, today }: CellsProps) {
  return days.map((day, index) => {
    if (measure === 'used' && day > today) return <td key={day} />;
    const percent = full === 0 ? 0 : Math.round((100 * (minutes[index] ?? 0)) / full);
    return (
      <td key={day} className={cx('h-[26px] rounded-sm px-0.5', `heat-${stepOf(percent)}`)}>
        {percent}
      </td>
    );
  });
}

function Ramp() {
  const say = utilisationMessages.useSay();
  return (
    <p className="flex items-center gap-1 pt-2 text-xs text-mut">
      {say('low')}
      {[0, 1, 2, 3, 4, 5, 6].map((step) => (
        <span key={step} aria-hidden="true" className={cx('h-3 w-6 rounded-sm border border-line', `heat-${step}`)} />
      ))}
      {say('high')}
    </p>
  );
}
