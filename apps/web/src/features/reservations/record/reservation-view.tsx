import { lazy, type ReactNode, Suspense } from 'react';
import { lastDay, money, parkDate, parkDateTime } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import {
  Callout,
  Card,
  KeyValueList,
  LinkButton,
  Money,
  PageHeader,
  TextLink,
  type KeyValue,
} from '../../../shared/ui';
import { lengthText, periodText } from '../booking/period-words';
import { BundleCard } from '../bundle/bundle-card';
import { OutageCaseCard } from '../outage-case/outage-case-card';
import { PriceLines } from '../price-lines';
import type { Reservation } from '../reservations.types';
import { ReservationBadge } from '../status-badges';
import { patternText } from '../co-rent/pattern-text';
import { ReleasedHours } from '../release/released-hours';
import { statusMessages } from '../status.messages';
import { History } from './history';
import { recordMessages } from './record.messages';

const SeriesCard = lazy(() => import('../series/series-card'));

/** One reservation: what, when, what it costs by month, what happened, and what may be done. */
export function ReservationView({
  reservation,
  isStaff,
  actions,
  record,
}: {
  reservation: Reservation;
  isStaff: boolean;
  actions: ReactNode;
  /** What was noted at the hand-over and the return. */
  record: ReactNode;
}) {
  const say = recordMessages.useSay();
  const name = useName();
  return (
    <>
      <PageHeader
        breadcrumbs={[
          { label: say(isStaff ? 'titleStaff' : 'title'), href: '/reservations' },
          { label: say('number', { id: reservation.id }) },
        ]}
        title={name(reservation.instrumentZh, reservation.instrumentEn)}
        badges={<ReservationBadge status={reservation.status} />}
        detail={periodText(reservation)}
        actions={actions}
      />
      <StateNote reservation={reservation} />
      <OutageCaseCard reservation={reservation} isStaff={isStaff} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_380px]">
        <div className="grid min-w-0 gap-4">
          <Facts reservation={reservation} isStaff={isStaff} />
          <OfSeries reservation={reservation} isStaff={isStaff} />
          {record}
          {reservation.bundleId !== null && (
            <BundleCard bundleId={reservation.bundleId} reservationId={reservation.id} />
          )}
          <Costs reservation={reservation} />
          <ReleasedHours reservation={reservation} />
        </div>
        <History reservation={reservation} />
      </div>
    </>
  );
}

/** The others of its series, when it is one of several. */
function OfSeries({ reservation, isStaff }: { reservation: Reservation; isStaff: boolean }) {
  const { id, seriesId, allowed } = reservation;
  if (!seriesId) return null;
  return (
    <Suspense>
      <SeriesCard
        seriesId={seriesId}
        reservationId={id}
        canChange={!isStaff || allowed.length > 0}
        canDecide={allowed.includes('approve')}
      />
    </Suspense>
  );
}

/** What the state means for the reader. */
function StateNote({ reservation }: { reservation: Reservation }) {
  const say = recordMessages.useSay();
  const { status, holdExpiresAt, decisionReason, instrumentId } = reservation;
  const again = (
    <LinkButton size="sm" href={`/i/${instrumentId}`}>
      {say('rebook')}
    </LinkButton>
  );
  const notes: Partial<Record<typeof status, ReactNode>> = {
    requested: (
      <Callout tone="warn" title={say('requestedNote')}>
        {holdExpiresAt && <span className="num">{say('requestedDetail', { time: parkDateTime(holdExpiresAt) })}</span>}
      </Callout>
    ),
    rejected: (
      <Callout tone="bad" title={say('rejectedNote')} actions={again}>
        {decisionReason}
      </Callout>
    ),
    lapsed: (
      <Callout tone="warn" title={say('lapsedNote')} actions={again}>
        {say('lapsedDetail')}
      </Callout>
    ),
    overdue: (
      <Callout tone="bad" title={say('overdueNote')}>
        {say('overdueDetail')}
      </Callout>
    ),
  };
  const note = notes[status];
  return note ? <div className="mb-4">{note}</div> : null;
}

type Say = ReturnType<typeof recordMessages.useSay>;

/** When, in the words of its kind. */
function periodFacts(r: Reservation, say: Say): KeyValue[] {
  if (r.startsOn !== null)
    return [
      { label: say('firstDay'), value: r.startsOn },
      { label: say('lastDay'), value: lastDay(parkDate(r.endsAt)) },
      { label: say('length'), value: say('months', { count: r.months ?? 1 }) },
    ];
  const minutes = Math.round((Date.parse(r.endsAt) - Date.parse(r.startsAt)) / 60_000);
  return [
    { label: say('starts'), value: parkDateTime(r.startsAt) },
    { label: say('ends'), value: parkDateTime(r.endsAt) },
    { label: say('length'), value: lengthText(minutes) },
  ];
}

/** Of a co-rent: when the instrument is theirs, and what part of the rent. */
function coRentFacts({ pattern, shareBps }: Reservation, say: Say): KeyValue[] {
  if (!pattern) return [];
  const share = say('coRentShare', { percent: (shareBps ?? 0) / 100 });
  return [{ label: say('coRent'), value: `${patternText(pattern)} · ${share}` }];
}

function depositFacts({ status, depositFen }: Reservation, say: Say): KeyValue[] {
  if (depositFen === 0) return [];
  const isOpen = status === 'confirmed' || status === 'active' || status === 'overdue';
  const words = status === 'requested' ? 'depositPlanned' : isOpen ? 'depositHeld' : 'depositPlain';
  return [{ label: say('deposit'), value: say(words, { money: money(depositFen) }) }];
}

/** Paid by runs and samples, not by time. */
const isByCount = ({ lines }: Reservation): boolean =>
  lines.some(({ component }) => component === 'run' || component === 'sample') &&
  lines.every(({ component }) => component !== 'session' && component !== 'rent');

function useFacts(r: Reservation, isStaff: boolean): KeyValue[] {
  const say = recordMessages.useSay();
  const status = statusMessages.useSay();
  const name = useName();
  const instrument = (
    <TextLink href={`/i/${r.instrumentId}`}>
      {name(r.instrumentZh, r.instrumentEn)} {r.assetNo}
    </TextLink>
  );
  return [
    { label: say('instrument'), value: instrument },
    { label: say('kind'), value: status(isByCount(r) ? 'run' : r.kind) },
    ...periodFacts(r, say),
    ...coRentFacts(r, say),
    ...(isStaff ? [{ label: say('company'), value: name(r.companyZh, r.companyEn) }] : []),
    { label: say('by'), value: r.memberName },
    { label: say('purpose'), value: r.purpose || say('none') },
    { label: say('project'), value: r.project || say('none') },
    { label: say('rdUse'), value: say(r.rdUse ? 'yes' : 'no') },
    ...(r.sampleBiosafetyLevel ? [{ label: say('sample'), value: `BSL-${r.sampleBiosafetyLevel}` }] : []),
    ...depositFacts(r, say),
  ];
}

function Facts({ reservation, isStaff }: { reservation: Reservation; isStaff: boolean }) {
  const say = recordMessages.useSay();
  const { returnedOn, returnedAt } = reservation;
  return (
    <Card title={say('facts')}>
      <KeyValueList columns={2} items={useFacts(reservation, isStaff)} />
      {returnedOn && !returnedAt && <Callout className="mt-3">{say('announced', { day: returnedOn })}</Callout>}
    </Card>
  );
}

function Costs({ reservation }: { reservation: Reservation }) {
  const say = recordMessages.useSay();
  const { lines, segments, totalFen, feeFen, feeWaived, status } = reservation;
  const isFeeOnly = status === 'cancelled' || status === 'no_show';
  return (
    <Card title={say('costs')}>
      {!isFeeOnly && segments.length > 1 && (
        <ul className="num mb-2 text-sm text-mut">
          {segments.map(({ segment, startsOn, endsOn, months, monthlyFen }) => (
            <li key={segment}>
              {say('segment', { number: segment })} ·{' '}
              {say('costsFor', { period: `${startsOn} – ${lastDay(endsOn)}`, count: months, money: money(monthlyFen) })}
            </li>
          ))}
        </ul>
      )}
      {isFeeOnly ? (
        <p className="num flex justify-between gap-3">
          <span>
            {feeWaived ? say('feeWaived', { money: money(feeFen) }) : say(status === 'no_show' ? 'noShowFee' : 'fee')}
          </span>
          <Money fen={feeWaived ? 0 : feeFen} align="inline" />
        </p>
      ) : (
        <>
          <PriceLines lines={lines} />
          <p className="flex items-baseline justify-between gap-3 border-t-2 border-ink pt-2 font-semibold">
            {say('sum')}
            <Money fen={totalFen} align="inline" className="text-xl" />
          </p>
          <p className="mt-1 text-xs text-mut">{say('costsNote')}</p>
        </>
      )}
    </Card>
  );
}
