import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { isStaff as isStaffRole, useSession } from '../../features/identity/session';
import { adjustmentsMessages } from '../../features/invoicing/adjustments/adjustments.messages';
import { ExtendGone } from '../../features/reservations/record/extend-gone';
import { recordMessages } from '../../features/reservations/record/record.messages';
import { ReservationActions } from '../../features/reservations/record/reservation-actions';
import { ReservationView } from '../../features/reservations/record/reservation-view';
import { oneKey, reservationQuery } from '../../features/reservations/reservations.queries';
import { CountsCard } from '../../features/usage/counts-card';
import { HandoverRecord } from '../../features/usage/handover-record';
import { UsageActions } from '../../features/usage/usage-actions';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';
import { useName } from '../../shared/i18n/messages';
import { LoadFailed } from '../../shared/load-failed';
import { useSearchState } from '../../shared/search-state';
import { LinkButton, Skeleton } from '../../shared/ui';

/** Whoever has or had it may have damaged it. */
const mayBeDamaged = ['active', 'overdue', 'completed'];

function ChargeDamage({ id }: { id: number }) {
  const say = adjustmentsMessages.useSay();
  return <LinkButton href={`/adjustments?add=damage&reservation=${id}`}>{say('addDamage')}</LinkButton>;
}

/** One reservation; `?extend=1` opens what a reminder asks for. */
export default function ReservationPage() {
  const say = recordMessages.useSay();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const name = useName();
  const { member } = useSession();
  const [search, change] = useSearchState();
  const { data, error, isFetching, refetch } = useQuery(reservationQuery(Number(id)));
  useLiveRefresh(['reservation'], oneKey(Number(id)));
  if (error && !data)
    return <LoadFailed title={say('oneFailed')} error={error} onRetry={() => void refetch()} isRetrying={isFetching} />;
  if (!data) return <Skeleton lines={10} lineHeight={32} />;
  const act = search.extend === '1' ? 'extend' : search.act;
  return (
    <>
      {act === 'extend' && !data.allowed.includes('extend') && <ExtendGone />}
      <ReservationView
        reservation={data}
        isStaff={isStaffRole(member.role)}
        record={
          <>
            <CountsCard id={data.id} canCount={data.allowed.includes('count')} />
            <HandoverRecord id={data.id} />
          </>
        }
        actions={
          <>
            <UsageActions
              subject={{
                id: data.id,
                companyName: name(data.companyZh, data.companyEn),
                depositFen: data.depositFen,
                isSession: data.kind === 'session',
                instrumentId: data.instrumentId,
              }}
              allowed={data.allowed}
            />
            {isStaffRole(member.role) && mayBeDamaged.includes(data.status) && <ChargeDamage id={data.id} />}
            <ReservationActions reservation={data} open={act} onOpen={(act) => change({ act, extend: undefined })} />
          </>
        }
      />
    </>
  );
}
