import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LoadFailed } from '../../../shared/load-failed';
import { parkDateTime } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { Card, EmptyState, LinkButton, Skeleton, TextLink } from '../../../shared/ui';
import { periodText } from '../booking/period-words';
import { atInstrumentQuery, reservationQuery } from '../reservations.queries';
import type { Reservation, ReservationRow } from '../reservations.types';
import { ReservationBadge } from '../status-badges';
import { recordMessages } from './record.messages';

const order = { overdue: 0, active: 1, confirmed: 2 } as const;
const placeOf = ({ status }: ReservationRow): number => order[status as keyof typeof order] ?? 3;

/** Who has it or comes next: what is out first, then what begins soonest. */
function firstOf(rows: readonly ReservationRow[]): readonly ReservationRow[] {
  const sorted = [...rows].sort((a, b) => placeOf(a) - placeOf(b) || a.startsAt.localeCompare(b.startsAt));
  return sorted.slice(0, 3);
}

export interface AtInstrumentProps {
  readonly id: number;
  /** A tenant sees the own company's reservations only, and is spoken to otherwise. */
  readonly isStaff: boolean;
  readonly actionsOf: (reservation: Reservation) => ReactNode;
}

/** At the instrument, telephone in hand: who has it, who comes next, and one big button for what is to be noted. */
export function AtInstrument({ id, isStaff, actionsOf }: AtInstrumentProps) {
  const say = recordMessages.useSay();
  const { data, error, isFetching, refetch } = useQuery(atInstrumentQuery(id));
  if (error && !data)
    return <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isFetching} />;
  if (!data) return <Skeleton lines={4} lineHeight={48} />;
  const rows = firstOf(data.items);
  if (rows.length === 0)
    return (
      <Card>
        <EmptyState
          icon="calendar"
          title={say(isStaff ? 'nobody' : 'nobodyOwn')}
          detail={say(isStaff ? 'nobodyDetail' : 'nobodyOwnDetail')}
          action={<LinkButton href={`/i/${id}`}>{say(isStaff ? 'openInstrument' : 'bookNow')}</LinkButton>}
        />
      </Card>
    );
  return (
    <ul className="grid gap-3">
      {rows.map((row) => (
        <li key={row.id}>
          <Standing row={row} isStaff={isStaff} actionsOf={actionsOf} />
        </li>
      ))}
    </ul>
  );
}

function Standing({ row, isStaff, actionsOf }: Omit<AtInstrumentProps, 'id'> & { row: ReservationRow }) {
  const say = recordMessages.useSay();
  const name = useName();
  // Asked anew each minute: the button comes by itself when its time has come.
  const { data } = useQuery({ ...reservationQuery(row.id), refetchInterval: 60_000 });
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-lg font-semibold">{isStaff ? name(row.companyZh, row.companyEn) : row.memberName}</span>
        <ReservationBadge status={row.status} />
      </div>
      <p className="num">{periodText(row)}</p>
      {row.status === 'active' && row.kind === 'session' && (
        <p className="num font-medium">{say('runningUntil', { time: parkDateTime(row.endsAt) })}</p>
      )}
      <p className="text-sm text-mut">{[isStaff ? row.memberName : '', row.purpose].filter(Boolean).join(' · ')}</p>
      {!isStaff && data?.startableFrom && !data.allowed.includes('start') && (
        <p className="num mt-2 text-sm text-mut">{say('startsFrom', { time: parkDateTime(data.startableFrom) })}</p>
      )}
      <div className="mt-3 grid gap-2 empty:hidden [&>button]:min-h-[56px] [&>button]:text-lg">
        {data && actionsOf(data)}
      </div>
      <TextLink href={`/reservations/${row.id}`} className="mt-2 inline-flex min-h-[32px] items-center text-sm">
        {say('number', { id: row.id })}
      </TextLink>
    </Card>
  );
}
