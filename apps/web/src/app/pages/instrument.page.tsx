import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useSession } from '../../features/identity/session';
import BasketBar from '../../features/reservations/basket/basket-bar';
import { instrumentMessages } from '../../features/reservations/booking/instrument.messages';
import { InstrumentView } from '../../features/reservations/booking/instrument-view';
import { instrumentQuery } from '../../features/reservations/reservations.queries';
import { LoadFailed } from '../../shared/load-failed';
import { Skeleton } from '../../shared/ui';

/** Where the QR label leads: one instrument, and booking it. */
export default function InstrumentPage() {
  const say = instrumentMessages.useSay();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { member } = useSession();
  const { data, error, isFetching, refetch } = useQuery(instrumentQuery(Number(id)));
  if (error && !data)
    return <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isFetching} />;
  if (!data) return <Skeleton lines={10} lineHeight={32} />;
  const isManager = member.role === 'manager' || member.role === 'admin';
  const canBook = member.company !== null;
  return (
    <>
      <InstrumentView instrument={data} canBook={canBook} canHandOver={isManager} />
      {canBook && <BasketBar isDesktopOnly />}
    </>
  );
}
