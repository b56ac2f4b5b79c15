import { parseDate, type DateValue } from '@internationalized/date';
import type { ReactNode } from 'react';
import { Button, DateInput, DateSegment, Group } from 'react-aria-components';
import { Icon } from './icon';
import { useDateText } from './date-text';
import { controlBox, controlHeight, cx, popoverBox } from './styles';

/** The panel below a date field. */
export const panel = cx(popoverBox, 'p-[12px]');

/** What days a date field takes. */
export interface DateLimits {
  /** YYYY-MM-DD, first day allowed. */
  min?: string;
  /** YYYY-MM-DD, last day allowed. */
  max?: string;
  isUnavailable?: (date: string) => boolean;
  onBlur?: () => void;
}

/** The same for the parts of react-aria-components. */
export const limits = ({ min, max, isUnavailable }: DateLimits) => ({
  minValue: min ? parseDate(min) : undefined,
  maxValue: max ? parseDate(max) : undefined,
  isDateUnavailable: isUnavailable && ((date: DateValue) => isUnavailable(date.toString())),
  firstDayOfWeek: 'mon' as const,
  shouldForceLeadingZeros: true,
  validationBehavior: 'aria' as const,
});

/** Year, month, day as three parts, written 2026-12-10 in both languages. */
export function Parts({ slot }: { slot?: 'start' | 'end' }) {
  return (
    <DateInput slot={slot} className="num flex items-center whitespace-nowrap">
      {(segment) => (
        <DateSegment
          segment={segment}
          className="min-h-[24px] min-w-[24px] rounded-sm px-px text-center leading-[24px] caret-transparent outline-none data-focused:bg-brand data-focused:text-on-brand data-placeholder:text-mut data-[type=day]:-mx-[3px] data-[type=literal]:min-w-0 data-[type=literal]:px-0 data-[type=month]:-mx-[3px]"
        >
          {({ type, text }) => (type === 'literal' ? text.replace('/', '-') : text)}
        </DateSegment>
      )}
    </DateInput>
  );
}

/** The box with the button that opens the calendar. */
export function Box({ children }: { children: ReactNode }) {
  const text = useDateText();
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
