import { parseDate, type DateValue } from '@internationalized/date';
import type { ReactNode } from 'react';
import {
  Button,
  Calendar,
  DateInput,
  DatePicker,
  DateRangePicker,
  DateSegment,
  Dialog,
  Group,
  Popover,
  RangeCalendar,
} from 'react-aria-components';
import { CalendarMonths, DateLocale, dayClass, type CellClass } from './calendar-grid';
import { FieldFrame, fieldClass, type FieldProps } from './field';
import { Icon } from './icon';
import { useKitText } from './kit-text';
import type { DaySpan } from './month-calendar';
import { controlBox, controlHeight, cx, popoverBox } from './styles';
import { useIsDesktop } from './use-media';

interface DateLimits {
  /** YYYY-MM-DD, first day allowed. */
  min?: string;
  /** YYYY-MM-DD, last day allowed. */
  max?: string;
  isUnavailable?: (date: string) => boolean;
  onBlur?: () => void;
}

const limits = ({ min, max, isUnavailable }: DateLimits) => ({
  minValue: min ? parseDate(min) : undefined,
  maxValue: max ? parseDate(max) : undefined,
  isDateUnavailable: isUnavailable && ((date: DateValue) => isUnavailable(date.toString())),
  firstDayOfWeek: 'mon' as const,
  shouldForceLeadingZeros: true,
  validationBehavior: 'aria' as const,
});

/** Year, month, day as three parts, written 2026-12-10 in both languages. */
function Parts({ slot }: { slot?: 'start' | 'end' }) {
  return (
    <DateInput slot={slot} className="num flex items-center whitespace-nowrap">
      {(segment) => (
        <DateSegment
          segment={segment}
          className="rounded-sm px-px caret-transparent outline-none data-focused:bg-brand data-focused:text-on-brand data-placeholder:text-mut data-type-literal:px-0"
        >
          {({ type, text }) => (type === 'literal' ? text.replace('/', '-') : text)}
        </DateSegment>
      )}
    </DateInput>
  );
}

function Box({ children }: { children: ReactNode }) {
  const text = useKitText();
  return (
    <Group className={cx(controlBox, controlHeight, 'flex items-stretch max-lg:text-[16px]')}>
      <div className="flex min-w-0 flex-1 items-center gap-[6px] overflow-hidden pl-[10px]">{children}</div>
      <Button
        aria-label={text.openCalendar}
        className="grid w-[32px] shrink-0 place-items-center rounded-r text-mut outline-brand data-focus-visible:outline-2 data-hovered:bg-sunken max-lg:w-[44px]"
      >
        <Icon name="calendar" />
      </Button>
    </Group>
  );
}

const panel = cx(popoverBox, 'p-[12px]');
const cellClass: CellClass = (_, cell) => {
  if (!cell.isSelected) return cx('rounded', dayClass(cell));
  return cell.isSelectionStart || cell.isSelectionEnd
    ? 'rounded bg-brand text-on-brand'
    : 'bg-brand-soft text-brand-strong';
};
const singleCellClass: CellClass = (_, cell) =>
  cx('rounded', cell.isSelected ? 'bg-brand text-on-brand' : dayClass(cell));

export interface DateFieldProps extends FieldProps, DateLimits {
  /** YYYY-MM-DD. */
  value: string | null;
  onChange: (date: string | null) => void;
}

/** One day, typed or picked. */
export function DateField({
  value,
  onChange,
  min,
  max,
  isUnavailable,
  label,
  hideLabel,
  description,
  error,
  className,
  ...rest
}: DateFieldProps) {
  return (
    <DateLocale>
      <DatePicker
        {...rest}
        {...limits({ min, max, isUnavailable })}
        granularity="day"
        value={value ? parseDate(value) : null}
        onChange={(date) => onChange(date?.toString() ?? null)}
        isInvalid={error ? true : undefined}
        className={fieldClass(className)}
      >
        <FieldFrame
          label={label}
          hideLabel={hideLabel}
          description={description}
          error={error}
          isRequired={rest.isRequired}
        >
          <Box>
            <Parts />
          </Box>
        </FieldFrame>
        <Popover offset={4} className={panel}>
          <Dialog className="w-[280px] outline-none max-lg:w-[calc(100vw-56px)] max-lg:max-w-[360px]">
            <Calendar>
              <CalendarMonths months={1} cellClass={singleCellClass} />
            </Calendar>
          </Dialog>
        </Popover>
      </DatePicker>
    </DateLocale>
  );
}

export interface DateRangeFieldProps extends FieldProps, DateLimits {
  /** `end` is always the day after the last one, as in the API. */
  value: DaySpan | null;
  onChange: (span: DaySpan | null) => void;
  /** Whether the reader sees the last day or the day after; said beside the box. */
  endShown?: 'inclusive' | 'exclusive';
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
  const text = useKitText();
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
