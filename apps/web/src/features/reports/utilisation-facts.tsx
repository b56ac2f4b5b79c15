import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { parkToday } from '../../shared/format/format';
import { cx } from '../../shared/ui';
import { hoursText, type Measure, percentText, rateOf } from './reckon';
import { totalsQuery, type Utilisation, type UtilisationFilter } from './utilisation.queries';
import { utilisationMessages } from './utilisation.messages';

function Fact({ label, value, note }: { label: string; value: string; note: ReactNode }) {
  return (
    <div className="min-w-0 px-3.5 py-2.5">
      <dt className="text-sm text-mut">{label}</dt>
      <dd>
        <span className="num text-xl font-semibold">{value}</span>
        <span className="num block text-xs text-mut">{note}</span>
      </dd>
    </div>
  );
}

const totalRate = (report: Utilisation, measure: Measure): number | null =>
  rateOf(report.total, measure, { report, today: parkToday(), instruments: report.total.instruments });

/** The month in four figures, and how it stands against the month before. */
export function UtilisationFacts({ report, before }: { report: Utilisation; before: UtilisationFilter }) {
  const say = utilisationMessages.useSay();
  const { data } = useQuery(totalsQuery(before));
  const { total, to } = report;
  const against = (measure: Measure): string => {
    const [now, then] = [totalRate(report, measure), data ? totalRate(data, measure) : null];
    if (now === null || then === null) return '';
    const points = Math.round((now - then) * 10) / 10;
    return say('points', { points: `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(1)}` });
  };
  const isRunning = to > parkToday();
  return (
    <dl className="mb-3 grid grid-cols-2 rounded-md border border-line bg-surface lg:grid-cols-4 lg:divide-x lg:divide-line">
      {(['booked', 'used'] as const).map((measure) => (
        <Fact
          key={measure}
          label={say(measure === 'booked' ? 'bookedRate' : 'usedRate')}
          value={percentText(totalRate(report, measure))}
          note={
            <>
              {say('shareOf', { hours: hoursText(total[`${measure}Minutes`]) })}
              {isRunning && measure === 'used' ? ` · ${say('soFar')}` : ''}
              <span className={cx('block', !data && 'invisible')}>{against(measure)}</span>
            </>
          }
        />
      ))}
      <Fact
        label={say('outages')}
        value={say('hours', { hours: hoursText(total.outageMinutes) })}
        note={say('outageHint')}
      />
      <Fact
        label={say('instruments')}
        value={say('count', { count: total.instruments })}
        note={say('instrumentsHint')}
      />
    </dl>
  );
}
