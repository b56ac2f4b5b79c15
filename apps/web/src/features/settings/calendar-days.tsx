import { parkDayName } from '../../shared/format/format';
import { Badge, IconButton } from '../../shared/ui';
import { settingsMessages } from './settings.messages';
import type { CalendarYear } from './settings.queries';

type Day = CalendarYear['days'][number];

export interface CalendarDaysProps {
  readonly days: readonly Day[];
  readonly monthTitle: (month: string) => string;
  readonly onRemove: (day: string) => void;
}

/** The days that are not what their name says, month by month. */
export function CalendarDays({ days, monthTitle, onRemove }: CalendarDaysProps) {
  const say = settingsMessages.useSay();
  const months = [...new Set(days.map(({ day }) => day.slice(0, 7)))];
  const nameOf = (day: string): string => parkDayName(`${day}T12:00:00Z`);
  return (
    <div className="grid gap-4 lg:grid-cols-3">
      {months.map((month) => (
        <section key={month} aria-label={monthTitle(month)}>
          <h3 className="m-0 mb-1 text-sm font-medium text-mut">{monthTitle(month)}</h3>
          <ul className="m-0 list-none p-0">
            {days
              .filter(({ day }) => day.startsWith(month))
              .map(({ day, kind, nameZh }) => (
                <li key={day} className="flex min-h-8 items-center gap-2 border-b border-line last:border-0">
                  <Badge tone={kind === 'holiday' ? 'bad' : 'brand'}>{say(kind)}</Badge>
                  <span className="num">{nameOf(day)}</span>
                  <span className="min-w-0 flex-1 truncate text-mut" lang="zh-CN">
                    {nameZh}
                  </span>
                  <IconButton
                    icon="trash"
                    size="sm"
                    label={say('removeDay', { day: nameOf(day) })}
                    onPress={() => onRemove(day)}
                  />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
