import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { AtInstrument } from '../../features/reservations/record/at-instrument';
import { recordMessages } from '../../features/reservations/record/record.messages';
import { instrumentQuery, reservationsKey } from '../../features/reservations/reservations.queries';
import type { Reservation } from '../../features/reservations/reservations.types';
import { UsageActions } from '../../features/usage/usage-actions';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';
import { useName } from '../../shared/i18n/messages';
import { PageHeader } from '../../shared/ui';

/** What the lab notes at the instrument. Starting, stopping and reporting a fault by the tenant wait for the API. */
export default function UsePage() {
  const say = recordMessages.useSay();
  const name = useName();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { data } = useQuery(instrumentQuery(Number(id)));
  useLiveRefresh(['reservation'], reservationsKey);
  const shown = data ? name(data.nameZh, data.nameEn) : '';
  return (
    <div className="max-w-[640px]">
      <PageHeader
        title={say('useTitle')}
        detail={data?.assetNo}
        breadcrumbs={[{ label: shown, href: `/i/${id}` }, { label: say('useTitle') }]}
      />
      <AtInstrument id={Number(id)} actionsOf={(reservation) => <NotedBy reservation={reservation} />} />
    </div>
  );
}

/** The acts of the lab that the API permits now. */
function NotedBy({ reservation }: { reservation: Reservation }) {
  const name = useName();
  const { id, companyZh, companyEn, depositFen, allowed } = reservation;
  return <UsageActions subject={{ id, companyName: name(companyZh, companyEn), depositFen }} allowed={allowed} />;
}
