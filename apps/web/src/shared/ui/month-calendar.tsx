import { parseDate, type CalendarDate } from '@internationalized/date';
import { useMemo } from 'react';
import { Calendar, RangeCalendar } from 'react-aria-components';
import { CalendarMonths, DateLocale, dayClass, type CellClass } from './calendar-grid';
import { useDateText } from './date-text';
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

interface Span {
  start: CalendarDate;
  last: CalendarDate;
}

const spanOf = (selected: DaySpan | null): Span | null =>
  selected && { start: parseDate(selected.start), last: parseDate(selected.end).subtract({ days: 1 }) };

const day = (date: string | undefined): CalendarDate | undefined => (date ? parseDate(date) : undefined);

/** The span follows from the start, so its days are coloured here and not by the calendar's own selection. */
const spanClass =
  (span: Span | null): CellClass =>
  (date, cell) => {
    if (!span || date.compare(span.start) < 0 || date.compare(span.last) > 0) return cx('rounded', dayClass(cell));
    const isFirst = date.compare(span.start) === 0;
    const isLast = date.compare(span.last) === 0;
    if (cell.isUnavailable && !isFirst) return 'bg-bad-soft text-bad line-through';
    return cx(isFirst && 'rounded-l', isLast && 'rounded-r', isFirst || isLast ? edge : inside);
  };

const rangeClass: CellClass = (_, cell) => {
  if (!cell.isSelected) return cx('rounded', dayClass(cell));
  return cx(
    cell.isSelectionStart && 'rounded-l',
    cell.isSelectionEnd && 'rounded-r',
    cell.isSelectionStart || cell.isSelectionEnd ? edge : inside,
  );
};

/** Two months (one on a phone) in which taken days are struck out before anything is chosen. */
export function MonthCalendar(props: MonthCalendarProps) {
  const { label, isUnavailable, selected, onPickStart, onPickRange, onMonthChange, className } = props;
  const months = useIsDesktop() ? 2 : 1;
  const span = spanOf(selected);
  const common = {
    'aria-label': label,
    firstDayOfWeek: 'mon',
    pageBehavior: 'single',
    selectionAlignment: 'start',
    visibleDuration: useMemo(() => ({ months }), [months]),
    minValue: day(props.min),
    maxValue: day(props.max),
    isDateUnavailable: (date: { toString(): string }) => isUnavailable(date.toString()),
    defaultFocusedValue: day(props.defaultMonth ?? selected?.start ?? props.min),
    onFocusChange: onMonthChange && ((date: CalendarDate) => onMonthChange(date.set({ day: 1 }).toString())),
  } as const;
  return (
    <DateLocale>
      <div className={cx('w-full max-w-[760px]', className)}>
        {onPickRange ? (
          <RangeCalendar
            key={months}
            {...common}
            value={span && { start: span.start, end: span.last }}
            onChange={({ start, end }) =>
              onPickRange({ start: start.toString(), end: end.add({ days: 1 }).toString() })
            }
          >
            <CalendarMonths months={months} cellClass={rangeClass} />
          </RangeCalendar>
        ) : (
          <Calendar
            key={months}
            {...common}
            value={span && span.start}
            onChange={(date) => onPickStart?.(date.toString())}
          >
            <CalendarMonths months={months} cellClass={spanClass(span)} />
          </Calendar>
        )}
        <Legend span={span} takenLabel={props.takenLabel} />
      </div>
    </DateLocale>
  );
}

function Legend({ span, takenLabel }: { span: Span | null; takenLabel?: string }) {
  const text = useDateText();
  return (
    <div className="mt-[8px] flex flex-wrap items-center gap-x-[14px] gap-y-[4px] text-xs text-mut">
      <span className="inline-flex items-center gap-[5px]">
        <span aria-hidden="true" className="size-[12px] rounded-sm bg-brand" />
        {text.selectedLegend}
        <span className="num text-ink" role="status">
          {span && `${span.start.toString()} – ${span.last.toString()} · ${text.lastDayIncluded}`}
        </span>
      </span>
      <span className="inline-flex items-center gap-[5px]">
        <span aria-hidden="true" className="hatch grid h-[16px] w-[20px] place-items-center rounded-sm line-through">
          12
        </span>
        {takenLabel ?? text.takenLegend}
      </span>
      <span className="max-lg:hidden">{text.calendarKeys}</span>
    </div>
  );
}
