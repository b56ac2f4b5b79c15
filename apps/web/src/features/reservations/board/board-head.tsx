import { memo } from 'react';
import { localDate, weekdayOf } from '@parkbench/domain';
import { parkDayName, parkTime } from '../../../shared/format/format';
import { cx } from '../../../shared/ui';
import { headWidth } from './board-row';
import { rowHeight } from './board-layout';
import { hour, isWeekend, type Scale, xOf } from './board-scale';
import { boardMessages } from './board.messages';
import { weekdayLetter } from './board-words';
import { useNow } from '../../../shared/use-now';

export const headHeight = 44;

/** Days or hours above the rows. */
export const BoardHead = memo(function BoardHead({ scale, total }: { scale: Scale; total: number }) {
  const say = boardMessages.useSay();
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="sticky top-0 z-20 flex w-full border-b border-line2 bg-surface"
      style={{ height: headHeight }}
    >
      <div
        role="columnheader"
        className="sticky left-0 z-10 flex shrink-0 items-center border-r border-line bg-surface px-3 font-semibold"
        style={{ width: headWidth }}
      >
        {say('instrument')}
        <span className="num ml-1 font-normal text-mut">{total}</span>
      </div>
      <div role="columnheader" className="relative min-w-0 flex-1">
        <span className="sr-only">{`${scale.days[0]} – ${scale.days.at(-1)}`}</span>
        {scale.zoom === 'day' ? <Hours scale={scale} /> : <Days scale={scale} />}
      </div>
    </div>
  );
});

function Days({ scale }: { scale: Scale }) {
  const today = localDate(useNow(), scale.zone);
  return scale.days.map((day, index) => (
    <div
      key={day}
      aria-hidden
      className={cx(
        'num absolute top-0 flex h-full flex-col items-center justify-center text-xs leading-[16px]',
        isWeekend(day) ? 'bg-sunken text-mut' : 'text-ink',
        day === today && 'font-semibold text-brand-strong',
      )}
      style={{ left: index * scale.dayWidth, width: scale.dayWidth }}
    >
      {scale.zoom === 'week' ? (
        parkDayName(scale.starts[index] ?? 0)
      ) : (
        <>
          <span className="tracking-tighter whitespace-nowrap">
            {(scale.zoom === 'month' || weekdayOf(day) === 1) && dayText(day, index)}
          </span>
          <span>{weekdayLetter(weekdayOf(day))}</span>
        </>
      )}
    </div>
  ));
}

/** 1, 2, 3; the month is said where it begins. */
function dayText(day: string, index: number): string {
  const [, month = '', number = ''] = day.split('-');
  return index === 0 || number === '01' ? `${Number(month)}/${Number(number)}` : String(Number(number));
}

function Hours({ scale }: { scale: Scale }) {
  const start = scale.starts[0] ?? 0;
  const count = Math.round(((scale.starts[1] ?? start) - start) / hour);
  return Array.from({ length: count }, (_, index) => (
    <div
      key={index}
      aria-hidden
      className="num absolute top-0 flex h-full items-center text-xs text-mut"
      style={{ left: xOf(scale, start + index * hour) + 3 }}
    >
      {parkTime(start + index * hour)}
    </div>
  ));
}

/** Weekends, lines between days or hours, and now. */
export const BoardShade = memo(function BoardShade({ scale, total }: { scale: Scale; total: number }) {
  const now = useNow();
  const isShown = now > (scale.starts[0] ?? 0) && now < (scale.starts.at(-1) ?? 0);
  const step = scale.zoom === 'day' ? scale.dayWidth / 24 : scale.dayWidth;
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute top-0"
      style={{
        left: headWidth,
        width: scale.width,
        height: total * rowHeight,
        backgroundImage: `repeating-linear-gradient(90deg, var(--line) 0 1px, transparent 1px ${step}px)`,
      }}
    >
      {scale.days.map((day, index) =>
        isWeekend(day) && scale.zoom !== 'day' ? (
          <div
            key={day}
            className="absolute inset-y-0 bg-sunken/70"
            style={{ left: index * scale.dayWidth, width: scale.dayWidth }}
          />
        ) : null,
      )}
      {isShown && <div className="absolute inset-y-0 w-0.5 bg-brand" style={{ left: xOf(scale, now) - 1 }} />}
    </div>
  );
});
