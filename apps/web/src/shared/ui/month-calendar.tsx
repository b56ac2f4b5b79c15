import { parseDate, type CalendarDate } from '@internationalized/date';
import { useMemo } from 'react';
import { Calendar, RangeCalendar } from 'react-aria-components';
import { CalendarMonths, DateLocale, dayClass, type CellClass } from './calendar-grid';
import { useKitText } from './kit-text';
import { cx } from './styles';
import { useIsDesktop } from './use-media';

export interface DaySpan {
  /** YYYY-MM-DD. */
  start: string;
  /** YYYY-MM-DD, the day after the last one. */
  end: string;
}

export interface MonthCalendarProps {
  /** What is chosen here. */
  label: string;
  /** Taken days: struck out, hatched, not to be chosen. */
  isUnavailable: (date: string) => boolean;
  selected: DaySpan | null;
  /** For tariffs of fixed length: the caller works the end out from the start. */
  onPickStart?: (date: string) => void;
  /** For free lengths: start and end are picked, never across a taken day. */
  onPickRange?: (span: DaySpan) => void;
  /** First day that may be chosen; earlier ones are pale. */
  min?: string;
  max?: string;
  /** Month shown first, by any of its days; the selection's or min's unless told. */
  defaultMonth?: string;
  /** Words for hatched days when 'booked or under maintenance' does not fit. */
  takenLabel?: string;
  onMonthChange?: (firstDay: string) => void;
  className?: string;
}

const edge = 'bg-brand text-on-brand';
const inside = 'bg-brand-soft text-brand-strong';

/** Two months (one on a phone) in which taken days are struck out before anything is chosen. */
export function MonthCalendar(props: MonthCalendarProps) {
  const {
    label,
    isUnavailable,
    selected,
    onPickStart,
    onPickRange,
    min,
    max,
    defaultMonth,
    takenLabel,
    onMonthChange,
    className,
  } = props;
  const text = useKitText();
  const months = useIsDesktop() ? 2 : 1;
  const start = selected ? parseDate(selected.start) : null;
  const last = selected ? parseDate(selected.end).subtract({ days: 1 }) : null;
  const first = defaultMonth ?? selected?.start ?? min;
  const common = {
    'aria-label': label,
    firstDayOfWeek: 'mon',
    pageBehavior: 'single',
    selectionAlignment: 'start',
    visibleDuration: useMemo(() => ({ months }), [months]),
    minValue: min ? parseDate(min) : undefined,
    maxValue: max ? parseDate(max) : undefined,
    isDateUnavailable: (date: { toString(): string }) => isUnavailable(date.toString()),
    defaultFocusedValue: first ? parseDate(first) : undefined,
    onFocusChange: onMonthChange && ((date: CalendarDate) => onMonthChange(date.set({ day: 1 }).toString())),
  } as const;

  const singleCell: CellClass = (date, cell) => {
    if (!start || !last || date.compare(start) < 0 || date.compare(last) > 0) return cx('rounded', dayClass(cell));
    if (cell.isUnavailable && date.compare(start) !== 0) return 'hatch bg-bad-soft text-bad line-through';
    const isFirst = date.compare(start) === 0;
    const isLast = date.compare(last) === 0;
    return cx(isFirst && 'rounded-l', isLast && 'rounded-r', isFirst || isLast ? edge : inside);
  };
  const rangeCell: CellClass = (_, cell) => {
    if (!cell.isSelected) return cx('rounded', dayClass(cell));
    return cx(
      cell.isSelectionStart && 'rounded-l',
      cell.isSelectionEnd && 'rounded-r',
      cell.isSelectionStart || cell.isSelectionEnd ? edge : inside,
    );
  };

  return (
    <DateLocale>
      <div className={cx('w-full max-w-[760px]', className)}>
        {onPickRange ? (
          <RangeCalendar
            key={months}
            {...common}
            value={start && last ? { start, end: last } : null}
            onChange={(range) =>
              onPickRange({ start: range.start.toString(), end: range.end.add({ days: 1 }).toString() })
            }
          >
            <CalendarMonths months={months} cellClass={rangeCell} />
          </RangeCalendar>
        ) : (
          <Calendar key={months} {...common} value={start} onChange={(date) => onPickStart?.(date.toString())}>
            <CalendarMonths months={months} cellClass={singleCell} />
          </Calendar>
        )}
        <div className="mt-[8px] flex flex-wrap items-center gap-x-[14px] gap-y-[4px] text-xs text-mut">
          <span className="inline-flex items-center gap-[5px]">
            <span aria-hidden="true" className="size-[12px] rounded-sm bg-brand" />
            {text.selectedLegend}
            {selected && last && (
              <span className="num text-ink" role="status">
                {selected.start} – {last.toString()} · {text.lastDayIncluded}
              </span>
            )}
          </span>
          <span className="inline-flex items-center gap-[5px]">
            <span aria-hidden="true" className="hatch size-[12px] rounded-sm" />
            <span className="line-through" aria-hidden="true">
              12
            </span>
            {takenLabel ?? text.takenLegend}
          </span>
          <span className="max-lg:hidden">{text.calendarKeys}</span>
        </div>
      </div>
    </DateLocale>
  );
}
