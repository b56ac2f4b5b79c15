import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { isStaff as isStaffRole, useSession } from '../../features/identity/session';
import { AtInstrument } from '../../features/reservations/record/at-instrument';
import { recordMessages } from '../../features/reservations/record/record.messages';
import { ReservationActions } from '../../features/reservations/record/reservation-actions';
import { instrumentQuery, reservationsKey } from '../../features/reservations/reservations.queries';
import type { Reservation } from '../../features/reservations/reservations.types';
import { UsageActions } from '../../features/usage/usage-actions';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';
import { useName } from '../../shared/i18n/messages';
import { PageHeader } from '../../shared/ui';

/** At the instrument: the tenant starts and stops the own session, the lab hands over and takes back. */
export default function UsePage() {
  const say = recordMessages.useSay();
  const name = useName();
  const { member } = useSession();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { data } = useQuery(instrumentQuery(Number(id)));
  useLiveRefresh(['reservation'], reservationsKey);
  const isStaff = isStaffRole(member.role);
  const shown = data ? name(data.nameZh, data.nameEn) : '';
  const title = say(isStaff ? 'useTitle' : 'useTitleTenant');
  return (
    <div className="max-w-[640px]">
      <PageHeader
        title={title}
        detail={data?.assetNo}
        breadcrumbs={[{ label: shown, href: `/i/${id}` }, { label: title }]}
      />
      <AtInstrument id={Number(id)} isStaff={isStaff} actionsOf={(reservation) => <Acts reservation={reservation} />} />
    </div>
  );
}

/** What the API permits now; the end of a running session can be put elsewhere. */
function Acts({ reservation }: { reservation: Reservation }) {
  const name = useName();
  const [act, setAct] = useState<string>();
  const { id, companyZh, companyEn, depositFen, allowed, kind, instrumentId } = reservation;
  const companyName = name(companyZh, companyEn);
  const subject = { id, companyName, depositFen, isSession: kind === 'session', instrumentId };
  return (
    <>
      <UsageActions subject={subject} allowed={allowed} />
      <ReservationActions reservation={reservation} open={act} onOpen={setAct} only={['resize']} />
    </>
  );
}
