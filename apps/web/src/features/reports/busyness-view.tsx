import { monthName, weekdayName } from '../../shared/format/format';
import { latestMonths } from '../../shared/format/months';
import { useName } from '../../shared/i18n/messages';
import { Card, cx, EmptyState } from '../../shared/ui';
import { focusRing } from '../../shared/ui/styles';
import { BusynessHeat } from './busyness-heat';
import { busynessMessages } from './busyness.messages';
import type { Busyness, CategoryWeek, Week } from './busyness.queries';
import { MonthStepper } from './month-stepper';

export interface BusynessViewProps {
  readonly report: Busyness;
  readonly categoryId: string | undefined;
  readonly onChange: (change: Record<string, string | undefined>) => void;
}

/** How busy the lab is by hour of the week: the week of what is chosen, and each category's busiest and quietest hour. */
export function BusynessView({ report, categoryId, onChange }: BusynessViewProps) {
  const say = busynessMessages.useSay();
  const name = useName();
  const chosen = report.categories.find((one) => String(one.id) === categoryId);
  const shown = chosen ? name(chosen.nameZh, chosen.nameEn) : say('everything');
  const week = chosen?.shares ?? report.all;
  if (report.categories.length === 0) return <EmptyState icon="heat" title={say('none')} detail={say('noneDetail')} />;
  const stepper = (
    <MonthStepper
      month={report.month}
      latest={latestMonths(1, -1)[0]}
      earlierLabel={say('earlier')}
      laterLabel={say('later')}
      onChange={(month) => onChange({ month })}
    />
  );
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,760px)_minmax(300px,1fr)]">
      <Card title={shown} actions={stepper}>
        <BusynessHeat week={week} caption={say('caption', { month: monthName(report.month), name: shown })} />
        <Legend atLeast={report.atLeast} />
      </Card>
      <Card title={say('categories')} flush>
        <ul>
          <Choice
            week={report.all}
            isChosen={!chosen}
            label={say('everything')}
            onChoose={() => onChange({ category: '' })}
          />
          {report.categories.map((one) => (
            <Choice
              key={one.id}
              week={one.shares}
              isChosen={chosen === one}
              label={name(one.nameZh, one.nameEn)}
              category={one}
              onChoose={() => onChange({ category: String(one.id) })}
            />
          ))}
        </ul>
      </Card>
    </div>
  );
}

interface ChoiceProps {
  readonly week: Week;
  readonly label: string;
  readonly category?: CategoryWeek;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Choice({ week, label, category, isChosen, onChoose }: ChoiceProps) {
  const say = busynessMessages.useSay();
  const extremes = useExtremes(week);
  return (
    <li className="border-t border-line">
      <button
        type="button"
        aria-pressed={isChosen}
        onClick={onChoose}
        className={cx(
          'block min-h-11 w-full px-4 py-2 text-left hover:bg-sunken',
          focusRing,
          isChosen && 'bg-brand-soft font-medium text-brand-strong',
        )}
      >
        <span className="flex items-baseline justify-between gap-2">
          <span>{label}</span>
          {category && (
            <span className="num text-xs font-normal text-mut">{say('count', { count: category.instruments })}</span>
          )}
        </span>
        <span className="num block text-xs font-normal text-mut">{extremes}</span>
      </button>
    </li>
  );
}

/** The busiest and the quietest of the hours that are told. */
function useExtremes(week: Week): string {
  const say = busynessMessages.useSay();
  const told = week.flatMap((percent, at) => (percent === null ? [] : [{ percent, at }]));
  const [first] = told;
  if (!first) return say('untold');
  const when = (at: number): string =>
    say('at', { weekday: weekdayName(Math.floor(at / 24) + 1), hour: String(at % 24).padStart(2, '0') });
  const most = told.reduce((best, one) => (one.percent > best.percent ? one : best), first);
  const least = told.reduce((best, one) => (one.percent < best.percent ? one : best), first);
  if (most.percent === least.percent) return say('level', { percent: most.percent });
  return [
    say('busiest', { when: when(most.at), percent: most.percent }),
    say('quietest', { when: when(least.at), percent: least.percent }),
  ].join(' · ');
}

function Legend({ atLeast }: { atLeast: number | null }) {
  const say = busynessMessages.useSay();
  return (
    <>
      <p className="flex items-center gap-1 pt-2 text-xs text-mut">
        {say('low')}
        {[0, 1, 2, 3, 4, 5, 6].map((step) => (
          <span key={step} aria-hidden="true" className={cx('h-3 w-6 rounded-sm border border-line', `heat-${step}`)} />
        ))}
        {say('high')}
      </p>
      {atLeast !== null && <p className="pt-1 text-xs text-mut">{say('hiddenNote', { count: atLeast })}</p>}
    </>
  );
}
