import { FilingDownloads } from '../../features/reports/filing-downloads';
import { UtilisationBar } from '../../features/reports/utilisation-bar';
import { UtilisationFacts } from '../../features/reports/utilisation-facts';
import { UtilisationHeat } from '../../features/reports/utilisation-heat';
import { utilisationMessages } from '../../features/reports/utilisation.messages';
import { UtilisationTable } from '../../features/reports/utilisation-table';
import { type InstrumentUse, reportsKey, type Utilisation } from '../../features/reports/utilisation.queries';
import { isMonth, monthAfter } from '../../shared/format/months';
import { parkToday } from '../../shared/format/format';
import { LoadFailed } from '../../shared/load-failed';
import { useSearchState } from '../../shared/search-state';
import { PageFooter } from '../../shared/page-footer';
import { cx, EmptyState, PageHeader, Skeleton } from '../../shared/ui';
import { usePages } from '../../shared/use-pages';

type Search = Readonly<Record<string, string | undefined>>;

const span = (month: string) => ({ from: `${month}-01`, to: `${monthAfter(month, 1)}-01` });

/** What the URL asks for; anything else is this month, booked, as a picture. */
const wantedOf = ({ q, categoryId, month, measure, view }: Search) =>
  ({
    q,
    categoryId,
    month: isMonth(month) ? month : parkToday().slice(0, 7),
    measure: measure === 'used' ? 'used' : 'booked',
    view: view === 'table' ? 'table' : 'heat',
  }) as const;

/** How much of what the park has is booked and used, as a picture and as a table. */
export default function UtilisationPage() {
  const say = utilisationMessages.useSay();
  const [search, change] = useSearchState();
  const wanted = wantedOf(search);
  const { q, categoryId, month } = wanted;
  const found = usePages<InstrumentUse, Utilisation>([...reportsKey, 'utilisation', 'pages'], '/reports/utilisation', {
    ...span(month),
    q,
    categoryId,
    limit: 50,
  });
  const { page: report, error } = found;
  return (
    <>
      <PageHeader title={say('title')} detail={say('basis')} actions={<FilingDownloads {...span(month)} />} />
      <UtilisationBar {...wanted} onChange={change} />
      {error && <LoadFailed title={say('failed')} error={error} onRetry={found.retry} isRetrying={found.isRetrying} />}
      {!report && !error && <Skeleton lines={10} lineHeight={24} />}
      {report && (
        <div aria-busy={found.isStale} className={cx('transition-opacity', found.isStale && 'opacity-60')}>
          <UtilisationFacts report={report} before={{ ...span(monthAfter(month, -1)), q, categoryId }} />
          {report.items.length === 0 ? (
            <EmptyState
              icon="filter"
              title={say('none')}
              detail={say('noneDetail')}
              action={{ label: say('clear'), onPress: () => change({ q: '', categoryId: '' }) }}
            />
          ) : (
            <Shown {...{ report, ...wanted }} />
          )}
          <PageFooter list={found} />
        </div>
      )}
    </>
  );
}

function Shown({ view, report, measure }: ReturnType<typeof wantedOf> & Parameters<typeof UtilisationHeat>[0]) {
  return view === 'heat' ? <UtilisationHeat {...{ report, measure }} /> : <UtilisationTable {...{ report, measure }} />;
}
