import { useQuery } from '@tanstack/react-query';
import { calendarsMessages } from '../../features/calendars/calendars.messages';
import { instrumentNameQuery, type Scope } from '../../features/calendars/calendars.queries';
import { FeedList } from '../../features/calendars/feed-list';
import { NewFeed } from '../../features/calendars/new-feed';
import { isStaff, useSession, type Role } from '../../features/identity/session';
import { useName } from '../../shared/i18n/messages';
import { useSearchState } from '../../shared/search-state';
import { PageHeader, Skeleton } from '../../shared/ui';

const scopesOf = (role: Role): readonly [Scope, ...Scope[]] => {
  if (isStaff(role)) return ['instrument'];
  return role === 'company_admin' ? ['person', 'company', 'instrument'] : ['person', 'instrument'];
};

/** Private calendars: made, read when last, taken back. */
export default function CalendarsPage() {
  const say = calendarsMessages.useSay();
  const name = useName();
  const { member } = useSession();
  const [search] = useSearchState();
  const { data, isLoading } = useQuery(instrumentNameQuery(Number(search.instrument ?? 0) || 0));
  const instrument = data ? { id: data.id, label: `${name(data.nameZh, data.nameEn)} ${data.assetNo}` } : null;
  return (
    <>
      <PageHeader title={say('title')} detail={say('intro')} />
      <div className="grid items-start gap-4 lg:grid-cols-[380px_minmax(0,1fr)]">
        {isLoading ? (
          <Skeleton lines={6} />
        ) : (
          <NewFeed scopes={scopesOf(member.role)} isStaff={isStaff(member.role)} instrument={instrument} />
        )}
        <FeedList />
      </div>
    </>
  );
}
