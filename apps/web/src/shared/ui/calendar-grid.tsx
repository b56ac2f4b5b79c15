import type { CalendarDate } from '@internationalized/date';
import type { ReactNode } from 'react';
import {
  Button,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarHeading,
  I18nProvider,
  type CalendarCellRenderProps,
} from 'react-aria-components';
import { Icon } from './icon';
import { useDateText } from './date-text';
import { useDateLocale, useKitLanguage } from './kit-text';
import { cx, focusRing } from './styles';

/** Dates in the kit: year first in both languages. */
export function DateLocale({ children }: { children: ReactNode }) {
  return <I18nProvider locale={useDateLocale()}>{children}</I18nProvider>;
}

const pager = cx(
  'grid size-[32px] place-items-center rounded text-mut data-disabled:opacity-40 data-hovered:bg-sunken max-lg:size-[44px]',
  focusRing,
);

export type CellClass = (date: CalendarDate, cell: CalendarCellRenderProps) => string;

/** Colours of a day that is not part of a selection. */
export function dayClass({
  isUnavailable,
  isDisabled,
}: Pick<CalendarCellRenderProps, 'isUnavailable' | 'isDisabled'>): string {
  if (isUnavailable) return 'hatch text-mut line-through';
  return isDisabled ? 'text-mut opacity-60' : 'data-hovered:bg-sunken';
}

/** One or more months beside each other with their names and the buttons to page. */
export function CalendarMonths({ months, cellClass }: { months: number; cellClass: CellClass }) {
  const text = useDateText();
  const language = useKitLanguage();
  return (
    <div className="relative">
      <Button slot="previous" aria-label={text.previousMonth} className={cx(pager, 'absolute top-0 left-0')}>
        <Icon name="chevron-left" />
      </Button>
      <Button slot="next" aria-label={text.nextMonth} className={cx(pager, 'absolute top-0 right-0')}>
        <Icon name="chevron-right" />
      </Button>
      <div className="flex gap-[24px]">
        {Array.from({ length: months }, (_, month) => (
          <div key={month} className="min-w-0 flex-1">
            <CalendarHeading
              offset={{ months: month }}
              className="num flex min-h-[32px] items-center justify-center font-semibold max-lg:min-h-[44px]"
            />
            <CalendarGrid
              offset={{ months: month }}
              weekdayStyle={language === 'zh' ? 'narrow' : 'short'}
              className="w-full table-fixed border-separate border-spacing-x-0 border-spacing-y-[2px]"
            >
              <CalendarGridHeader>
                {(day) => (
                  <CalendarHeaderCell className="h-[28px] text-xs font-normal text-mut">{day}</CalendarHeaderCell>
                )}
              </CalendarGridHeader>
              <CalendarGridBody>
                {(date) => (
                  <CalendarCell
                    date={date}
                    className={(cell) =>
                      cx(
                        'num relative grid h-[36px] cursor-default place-items-center -outline-offset-2 outline-brand data-focus-visible:z-10 data-focus-visible:outline-2 data-outside-month:invisible max-lg:h-[44px]',
                        cellClass(date, cell),
                      )
                    }
                  />
                )}
              </CalendarGridBody>
            </CalendarGrid>
          </div>
        ))}
      </div>
    </div>
  );
}
