import { useQuery } from '@tanstack/react-query';
import { BusynessView } from '../../features/reports/busyness-view';
import { busynessMessages } from '../../features/reports/busyness.messages';
import { busynessQuery } from '../../features/reports/busyness.queries';
import { LoadFailed } from '../../shared/load-failed';
import { useSearchState } from '../../shared/search-state';
import { cx, PageHeader, Skeleton } from '../../shared/ui';

/** Which hours of the week are crowded and which are free, without a word about one company. */
export default function BusyPage() {
  const say = busynessMessages.useSay();
  const [search, change] = useSearchState();
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery(busynessQuery(search.month));
  return (
    <>
      <PageHeader title={say('title')} detail={say('basis')} />
      {error && !isFetching && (
        <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
      )}
      {!data && !error && <Skeleton lines={12} lineHeight={24} />}
      {data && (
        <div aria-busy={isPlaceholderData} className={cx('transition-opacity', isPlaceholderData && 'opacity-60')}>
          <BusynessView report={data} categoryId={search.category} onChange={change} />
        </div>
      )}
    </>
  );
}
