import { weekdayName } from '../../shared/format/format';
import { cx, VisuallyHidden } from '../../shared/ui';
import { stepOf } from './reckon';
import { busynessMessages } from './busyness.messages';
import type { Week } from './busyness.queries';
import './heat.css';

const weekdays = [1, 2, 3, 4, 5, 6, 7];
const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** Where in a week an hour stands: Monday 00:00 is the first of 168. */
export const weekHour = (weekday: number, hour: number): number => (weekday - 1) * 24 + hour;

/** A week by the hour: a number in every field, repeated by its colour; what is not told is hatched. */
export function BusynessHeat({ week, caption }: { week: Week; caption: string }) {
  const say = busynessMessages.useSay();
  return (
    <table className="num w-full table-fixed border-separate border-spacing-[2px] text-center text-xs">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className="w-[52px] text-left font-normal text-mut">
            {say('hour')}
          </th>
          {weekdays.map((weekday) => (
            <th
              key={weekday}
              scope="col"
              className={cx('h-7 rounded-sm font-normal text-mut', weekday > 5 && 'bg-sunken')}
            >
              {weekdayName(weekday)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {hours.map((hour) => (
          <tr key={hour}>
            <th scope="row" className="text-left font-normal text-mut">
              {String(hour).padStart(2, '0')}:00
            </th>
            {weekdays.map((weekday) => (
              <Field key={weekday} percent={week[weekHour(weekday, hour)] ?? null} hidden={say('hidden')} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Field({ percent, hidden }: { percent: number | null; hidden: string }) {
  if (percent === null)
    return (
      <td className="hatch h-[24px] rounded-sm text-mut">
        <VisuallyHidden>{hidden}</VisuallyHidden>
      </td>
    );
  return <td className={cx('h-[24px] rounded-sm', `heat-${stepOf(percent)}`)}>{percent}</td>;
}
