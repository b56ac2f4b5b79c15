import { useQuery } from '@tanstack/react-query';
import { useChargeKind } from '../../../shared/charge-kinds';
import { FilterBar } from '../../../shared/filter-bar';
import { monthName } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { useSearchState } from '../../../shared/search-state';
import { type Column, DataTable, EmptyState, formatFen, Money, SegmentedControl } from '../../../shared/ui';
import { Chart } from './chart';
import { financeMessages, type FinanceText } from './finance.messages';
import { type Revenue, revenueBy, type RevenueBy, revenueQuery } from './finance.queries';
import { MonthSpanFilter, spanOf } from './month-span';
import { Report } from './report';

type Row = Revenue['items'][number];
const labels: Record<RevenueBy, FinanceText> = {
  instrument: 'instrument',
  category: 'category',
  company: 'byCompany',
  component: 'component',
};
const isBy = (text: string | undefined): text is RevenueBy => revenueBy.some((by) => by === text);

/** Net revenue by month, and by what it was earned with. */
export function RevenueView() {
  const say = financeMessages.useSay();
  const [search, change] = useSearchState();
  const by = isBy(search.by) ? search.by : 'instrument';
  const span = spanOf(search);
  const query = useQuery(revenueQuery(span, by));
  return (
    <>
      <FilterBar filter={{ from: search.from, to: search.to }} onClear={() => change({ from: '', to: '' })}>
        <SegmentedControl
          label={say('by')}
          value={by}
          options={revenueBy.map((id) => ({ id, label: say(labels[id]) }))}
          onChange={(next) => change({ by: next })}
          className="max-lg:col-span-2"
        />
        <MonthSpanFilter span={span} onChange={change} />
      </FilterBar>
      <Report query={query}>{(revenue) => <Shown revenue={revenue} by={by} />}</Report>
    </>
  );
}

function Shown({ revenue, by }: { revenue: Revenue; by: RevenueBy }) {
  const say = financeMessages.useSay();
  const columns = useColumns(revenue, by);
  if (revenue.items.length === 0)
    return <EmptyState icon="yuan" title={say('nothingEarned')} detail={say('nothingEarnedDetail')} />;
  return (
    <>
      <p className="mb-2 text-sm text-mut">
        {say('revenueBasis')}{' '}
        {revenue.postedFen !== revenue.totalFen && say('revenuePosted', { posted: formatFen(revenue.postedFen) })}
      </p>
      <Chart
        label={say('revenueChart')}
        labels={revenue.months.map((month) => month.slice(2))}
        fen={revenue.byMonthFen}
      />
      <DataTable
        caption={say('revenue')}
        columns={columns}
        rows={[
          ...revenue.items,
          { key: 'total', nameZh: '', nameEn: '', totalFen: revenue.totalFen, byMonthFen: revenue.byMonthFen },
        ]}
        rowKey={(row) => row.key || 'none'}
        renderCard={(row) => (
          <p className="flex justify-between gap-2 rounded-md border border-line bg-surface p-3">
            <GroupName row={row} by={by} />
            <Money fen={row.totalFen} align="inline" className="font-medium" />
          </p>
        )}
      />
    </>
  );
}

function GroupName({ row, by }: { row: Row; by: RevenueBy }) {
  const say = financeMessages.useSay();
  const name = useName();
  const kindName = useChargeKind();
  if (row.key === 'total') return <b>{say('total')}</b>;
  if (row.key === '') return <span className="text-mut">{say('noOne')}</span>;
  return <>{by === 'component' ? kindName(row.key) : name(row.nameZh, row.nameEn)}</>;
}

/** As many months as can be read beside each other; the rest is in the sum. */
const monthsShown = 6;

function useColumns(revenue: Revenue, by: RevenueBy): Column<Row>[] {
  const say = financeMessages.useSay();
  const from = Math.max(revenue.months.length - monthsShown, 0);
  const share = (row: Row): string =>
    revenue.totalFen > 0 ? `${((row.totalFen / revenue.totalFen) * 100).toFixed(1)}%` : '–';
  return [
    { key: 'name', header: say('item'), isRowHeader: true, render: (row) => <GroupName row={row} by={by} /> },
    ...revenue.months.slice(from).map((month, i): Column<Row> => ({
      key: month,
      header: monthName(month),
      align: 'right',
      render: (row) => <Money fen={row.byMonthFen[from + i] ?? 0} />,
    })),
    {
      key: 'total',
      header: from > 0 ? say('totalOf', { count: revenue.months.length }) : say('total'),
      align: 'right',
      render: (row) => <Money fen={row.totalFen} className="font-medium" />,
    },
    { key: 'share', header: say('share'), align: 'right', render: (row) => <span className="num">{share(row)}</span> },
  ];
}
