import { isStaff as isStaffRole, useSession } from '../../features/identity/session';
import { OwnQualifications } from '../../features/qualifications/own-qualifications';
import { ListFilters } from '../../features/reservations/record/list-filters';
import { recordMessages } from '../../features/reservations/record/record.messages';
import { ReservationList } from '../../features/reservations/record/reservation-list';
import { reservationsKey } from '../../features/reservations/reservations.queries';
import { OwnConduct } from '../../features/usage/own-conduct';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';
import { useSearchState } from '../../shared/search-state';
import { LinkButton, PageHeader } from '../../shared/ui';

/** What the company has booked, ahead and behind; for staff everybody's. */
export default function ReservationsPage() {
  const say = recordMessages.useSay();
  const { member } = useSession();
  const [search, change] = useSearchState();
  useLiveRefresh(['reservation'], [...reservationsKey, 'list']);
  const isStaff = isStaffRole(member.role);
  const { view, status, kind } = search;
  return (
    <>
      <PageHeader
        title={say(isStaff ? 'titleStaff' : 'title')}
        actions={member.role !== 'finance' && <LinkButton href="/waiting-list">{say('waitingList')}</LinkButton>}
      />
      {!isStaff && <OwnConduct />}
      <ListFilters filter={{ view, status, kind }} onChange={change} />
      <ReservationList
        filter={{ view, status, kind }}
        isStaff={isStaff}
        onClear={() => change({ status: undefined, kind: undefined })}
      />
      {member.role === 'member' && <OwnQualifications memberId={member.id} />}
    </>
  );
}
