import { parseDate } from '@internationalized/date';
import { DateRangePicker, Dialog, Popover, RangeCalendar } from 'react-aria-components';
import { CalendarMonths, DateLocale, dayClass, type CellClass } from './calendar-grid';
import { Box, limits, panel, Parts, type DateLimits } from './date-parts';
import { FieldFrame, fieldClass, type FieldProps } from './field';
import { useDateText } from './date-text';
import type { DaySpan } from './month-calendar';
import { cx } from './styles';
import { useIsDesktop } from './use-media';

const cellClass: CellClass = (_, cell) => {
  if (!cell.isSelected) return cx('rounded', dayClass(cell));
  return cell.isSelectionStart || cell.isSelectionEnd
    ? 'rounded bg-brand text-on-brand'
    : 'bg-brand-soft text-brand-strong';
};
export interface DateRangeFieldProps extends FieldProps, DateLimits {
  /** `end` is always the day after the last one, as in the API. */
  value: DaySpan | null;
  onChange: (span: DaySpan | null) => void;
  /** Whether the reader sees the last day or the day after; said beside the box. */
  endShown?: 'inclusive' | 'exclusive';
  /** Shows the calendar at once. */
  defaultOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
}

/** From one day to another, typed or picked; says whether the last day is included. */
export function DateRangeField({
  value,
  onChange,
  endShown = 'inclusive',
  min,
  max,
  isUnavailable,
  label,
  hideLabel,
  description,
  error,
  className,
  ...rest
}: DateRangeFieldProps) {
  const text = useDateText();
  const months = useIsDesktop() ? 2 : 1;
  const back = endShown === 'inclusive' ? 1 : 0;
  const note = endShown === 'inclusive' ? text.lastDayIncluded : text.lastDayExcluded;
  return (
    <DateLocale>
      <DateRangePicker
        {...rest}
        {...limits({ min, max, isUnavailable })}
        granularity="day"
        pageBehavior="single"
        value={value ? { start: parseDate(value.start), end: parseDate(value.end).subtract({ days: back }) } : null}
        onChange={(range) =>
          onChange(range ? { start: range.start.toString(), end: range.end.add({ days: back }).toString() } : null)
        }
        isInvalid={error ? true : undefined}
        className={fieldClass(className)}
      >
        <FieldFrame
          label={`${label} · ${note}`}
          hideLabel={hideLabel}
          description={description}
          error={error}
          isRequired={rest.isRequired}
        >
          <Box>
            <Parts slot="start" />
            <span aria-hidden="true" className="text-mut">
              –
            </span>
            <Parts slot="end" />
          </Box>
        </FieldFrame>
        <Popover offset={4} className={panel}>
          <Dialog
            className={cx('outline-none max-lg:w-[calc(100vw-56px)] max-lg:max-w-[360px]', months === 2 && 'w-[584px]')}
          >
            <RangeCalendar visibleDuration={{ months }}>
              <CalendarMonths months={months} cellClass={cellClass} />
            </RangeCalendar>
          </Dialog>
        </Popover>
      </DateRangePicker>
    </DateLocale>
  );
}
