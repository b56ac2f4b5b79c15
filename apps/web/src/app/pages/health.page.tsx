import { useQuery } from '@tanstack/react-query';
import { healthMessages } from '../../features/settings/health.messages';
import { healthQuery } from '../../features/settings/health.queries';
import { HealthView } from '../../features/settings/health-view';
import { parkDateTime } from '../../shared/format/format';
import { LoadFailed } from '../../shared/load-failed';
import { PageHeader, Skeleton } from '../../shared/ui';

/** How the system itself is: database, queues, workers, what lags behind, the nightly check, backup and version. */
export default function HealthPage() {
  const say = healthMessages.useSay();
  const { data, error, refetch, isRefetching } = useQuery(healthQuery);
  return (
    <>
      <PageHeader title={say('title')} detail={data && say('checked', { at: parkDateTime(data.checkedAt) })} />
      {error && !data && (
        <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />
      )}
      {!data && !error && <Skeleton lines={10} />}
      {data && <HealthView health={data} />}
    </>
  );
}
