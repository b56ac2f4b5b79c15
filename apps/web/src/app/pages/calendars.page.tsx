import { calendarsMessages } from '../../features/calendars/calendars.messages';
import type { Scope } from '../../features/calendars/calendars.queries';
import { FeedList } from '../../features/calendars/feed-list';
import { NewFeed } from '../../features/calendars/new-feed';
import { isStaff, useSession, type Role } from '../../features/identity/session';
import { PageHeader } from '../../shared/ui';

const scopesOf = (role: Role): readonly [Scope, ...Scope[]] => {
  if (isStaff(role)) return ['instrument'];
  return role === 'company_admin' ? ['person', 'company', 'instrument'] : ['person', 'instrument'];
};

/** Private calendars: made, read when last, taken back. */
export default function CalendarsPage() {
  const say = calendarsMessages.useSay();
  const { member } = useSession();
  return (
    <>
      <PageHeader title={say('title')} detail={say('intro')} />
      <div className="grid items-start gap-4 lg:grid-cols-[380px_minmax(0,1fr)]">
        <NewFeed scopes={scopesOf(member.role)} isStaff={isStaff(member.role)} />
        <FeedList />
      </div>
    </>
  );
}
