import { useQuery } from '@tanstack/react-query';
import { ConflictList } from '../../features/maintenance/conflict-list';
import { conflictsMessages } from '../../features/maintenance/conflicts.messages';
import { conflictsKey, conflictsQuery } from '../../features/maintenance/conflicts.queries';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';
import { LoadFailed } from '../../shared/load-failed';
import { EmptyState, LinkButton, PageHeader, Skeleton } from '../../shared/ui';

/** The one place with everything that needs a decision of the lab in the next 30 days, each with where it is settled. */
export default function ConflictsPage() {
  const say = conflictsMessages.useSay();
  const { data, error, refetch, isRefetching } = useQuery(conflictsQuery);
  useLiveRefresh(['reservation', 'outage', 'instrument'], conflictsKey);
  const found = data?.kinds.filter(({ total }) => total > 0) ?? [];
  return (
    <>
      <PageHeader
        title={say('title')}
        detail={data && say('detail', { until: data.until })}
        actions={
          data &&
          data.requests > 0 && <LinkButton href="/requests">{say('requests', { count: data.requests })}</LinkButton>
        }
      />
      {error && !data && (
        <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />
      )}
      {!data && !error && <Skeleton lines={8} lineHeight={48} />}
      {data && found.length === 0 && <EmptyState icon="check" title={say('none')} detail={say('noneDetail')} />}
      <ConflictList found={found} />
    </>
  );
}
