import { monthAfter, UtilisationBar } from '../../features/reports/utilisation-bar';
import { UtilisationFacts } from '../../features/reports/utilisation-facts';
import { UtilisationHeat } from '../../features/reports/utilisation-heat';
import { utilisationMessages } from '../../features/reports/utilisation.messages';
import { UtilisationTable } from '../../features/reports/utilisation-table';
import { useUtilisation } from '../../features/reports/use-utilisation';
import { parkToday } from '../../shared/format/format';
import { LoadFailed } from '../../shared/load-failed';
import { useSearchState } from '../../shared/search-state';
import { cx, EmptyState, PageHeader, Pagination, Skeleton } from '../../shared/ui';

const isMonth = (text: string | undefined): text is string => /^20\d\d-(0[1-9]|1[0-2])$/.test(text ?? '');
const span = (month: string) => ({ from: `${month}-01`, to: `${monthAfter(month, 1)}-01` });

/** How much of what the park has is booked and used, as a picture and as a table. */
export default function UtilisationPage() {
  const say = utilisationMessages.useSay();
  const [search, change] = useSearchState();
  const { q, categoryId } = search;
  const month = isMonth(search.month) ? search.month : parkToday().slice(0, 7);
  const measure = search.measure === 'used' ? 'used' : 'booked';
  const view = search.view === 'table' ? 'table' : 'heat';
  const { report, error, retry, isRetrying, isStale, pagination, index } = useUtilisation({
    ...span(month),
    q,
    categoryId,
  });
  const Shown = view === 'heat' ? UtilisationHeat : UtilisationTable;
  return (
    <>
      <PageHeader title={say('title')} detail={say('basis')} />
      <UtilisationBar {...{ month, measure, view, q, categoryId }} onChange={change} />
      {error && <LoadFailed title={say('failed')} error={error} onRetry={retry} isRetrying={isRetrying} />}
      {!report && !error && <Skeleton lines={10} lineHeight={24} />}
      {report && (
        <div aria-busy={isStale} className={cx('transition-opacity', isStale && 'opacity-60')}>
          <UtilisationFacts report={report} before={{ ...span(monthAfter(month, -1)), q, categoryId }} />
          {report.items.length === 0 ? (
            <EmptyState
              icon="filter"
              title={say('none')}
              detail={say('noneDetail')}
              action={{ label: say('clear'), onPress: () => change({ q: '', categoryId: '' }) }}
            />
          ) : (
            <Shown report={report} measure={measure} />
          )}
          <Pagination {...pagination}>
            {index > 0 || pagination.hasNext ? say('pageOf', { page: index + 1 }) : null}
          </Pagination>
        </div>
      )}
    </>
  );
}
