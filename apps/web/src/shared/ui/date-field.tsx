import { parseDate } from '@internationalized/date';
import { Calendar, DatePicker, Dialog, Popover } from 'react-aria-components';
import { CalendarMonths, DateLocale, dayClass, type CellClass } from './calendar-grid';
import { Box, limits, panel, Parts, type DateLimits } from './date-parts';
import { FieldFrame, fieldClass, type FieldProps } from './field';
import { cx } from './styles';

const cellClass: CellClass = (_, cell) => cx('rounded', cell.isSelected ? 'bg-brand text-on-brand' : dayClass(cell));

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
              <CalendarMonths months={1} cellClass={cellClass} />
            </Calendar>
          </Dialog>
        </Popover>
      </DatePicker>
    </DateLocale>
  );
}
