import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { money, parkDayName, parkTime } from '../../../shared/format/format';
import { LoadFailed } from '../../../shared/load-failed';
import { Badge, Button, Card, Skeleton, TextLink } from '../../../shared/ui';
import { ReservationBadge } from '../status-badges';
import { ruleText } from './rule-text';
import { SeriesDecision } from './series-decision';
import { seriesMessages } from './series.messages';
import { seriesQuery } from './series.queries';
import type { Series } from './series.types';
import { SkippedDay } from './skipped-day';

export interface SeriesCardProps {
  readonly seriesId: number;
  /** The session whose page this is. */
  readonly reservationId: number;
  readonly canChange: boolean;
  readonly canDecide: boolean;
}

const shownAtFirst = 8;

/** The series that a session belongs to: its rule, the others, and the days that can be tried again. */
export default function SeriesCard({ seriesId, reservationId, canChange, canDecide }: SeriesCardProps) {
  const say = seriesMessages.useSay();
  const { data, error, isFetching, refetch } = useQuery(seriesQuery(seriesId));
  if (error && !data)
    return (
      <Card>
        <LoadFailed title={say('seriesFailed')} error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
      </Card>
    );
  if (!data) return <Skeleton lines={4} />;
  const number = data.sessions.findIndex((one) => one.reservationId === reservationId) + 1;
  const place = number > 0 ? say('nOfM', { number, count: data.sessions.length }) : say('outside');
  return (
    <Card title={say('series')} actions={<span className="num text-sm text-mut">{place}</span>}>
      <div className="grid gap-3">
        <p>{ruleText(data)}</p>
        {canDecide && data.requested > 0 && <SeriesDecision seriesId={seriesId} requested={data.requested} />}
        <Sessions series={data} reservationId={reservationId} />
        <Skipped series={data} canChange={canChange} />
      </div>
    </Card>
  );
}

/** Around the one that is shown, and on asking all. */
function Sessions({ series, reservationId }: { series: Series; reservationId: number }) {
  const say = seriesMessages.useSay();
  const [isWhole, setWhole] = useState(false);
  const { sessions } = series;
  const own = Math.max(
    0,
    sessions.findIndex((one) => one.reservationId === reservationId),
  );
  const from = Math.max(0, Math.min(own - 2, sessions.length - shownAtFirst));
  const shown = isWhole ? sessions : sessions.slice(from, from + shownAtFirst);
  return (
    <>
      <ul className="divide-y divide-line border-y border-line">
        {shown.map((one) => (
          <li key={one.reservationId} className="flex min-h-[36px] flex-wrap items-center gap-x-3 gap-y-1 py-1">
            <SessionLink session={one} isOwn={one.reservationId === reservationId} />
            {one.isException && <Badge>{say('exception')}</Badge>}
            <ReservationBadge status={one.status} />
            <span className="num ml-auto w-[88px] text-right text-sm">{money(one.totalFen)}</span>
          </li>
        ))}
      </ul>
      {shown.length < sessions.length && (
        <Button size="sm" variant="ghost" className="justify-self-start" onPress={() => setWhole(true)}>
          {say('showAll', { count: sessions.length })}
        </Button>
      )}
    </>
  );
}

function SessionLink({ session, isOwn }: { session: Series['sessions'][number]; isOwn: boolean }) {
  const say = seriesMessages.useSay();
  const text = `${parkDayName(session.startsAt)} ${parkTime(session.startsAt)}–${parkTime(session.endsAt)}`;
  if (isOwn)
    return (
      <span className="num min-w-0 flex-1 font-semibold max-lg:basis-full" aria-current="true">
        {text} <span className="text-xs font-normal text-mut">{say('thisOne')}</span>
      </span>
    );
  return (
    <span className="num min-w-0 flex-1 max-lg:basis-full">
      <TextLink href={`/reservations/${session.reservationId}`}>{text}</TextLink>
    </span>
  );
}

function Skipped({ series, canChange }: { series: Series; canChange: boolean }) {
  const say = seriesMessages.useSay();
  if (series.skipped.length === 0) return null;
  return (
    <section className="grid gap-2" aria-label={say('skippedDays')}>
      <h3 className="font-semibold">{say('skippedDays')}</h3>
      {canChange && <p className="text-sm text-mut">{say('skippedHint')}</p>}
      <ul className="grid gap-1.5">
        {series.skipped.map((day) => (
          <SkippedDay key={day.date} seriesId={series.id} day={day} canChange={canChange} />
        ))}
      </ul>
    </section>
  );
}
