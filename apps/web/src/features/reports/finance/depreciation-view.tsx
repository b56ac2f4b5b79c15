import { useQuery } from '@tanstack/react-query';
import { FilterBar } from '../../../shared/filter-bar';
import { useName } from '../../../shared/i18n/messages';
import { useSearchState } from '../../../shared/search-state';
import { type Column, DataTable, FilterSelect, Money, TextLink } from '../../../shared/ui';
import { financeMessages } from './finance.messages';
import { depreciationQuery, type RentAndDepreciation } from './finance.queries';
import { MonthSpanFilter, spanOf } from './month-span';
import { Report } from './report';

type Row = RentAndDepreciation['items'][number];
const lives = ['3', '5', '8', '10', '15'] as const;
const residuals = ['0', '300', '500', '1000'] as const;
const usualLife = '10';
const usualResidual = '500';
const residualText = (bps: string): string => `${Number(bps) / 100}%`;
const among = <T extends string>(list: readonly T[], text: string | undefined, otherwise: T): T =>
  list.find((one) => one === text) ?? otherwise;
const percent = (bps: number): string => (bps / 100).toFixed(1);

/** What instruments earned beside what they lost in value. */
export function DepreciationView() {
  const say = financeMessages.useSay();
  const [search, change] = useSearchState();
  const span = spanOf(search);
  const { from, to, life, residual } = search;
  const lifeYears = among(lives, life, usualLife);
  const residualBps = among(residuals, residual, usualResidual);
  const query = useQuery(depreciationQuery({ ...span, lifeYears, residualBps }));
  const columns = useColumns();
  return (
    <>
      <FilterBar
        filter={{ from, to, life, residual }}
        onClear={() => change({ from: '', to: '', life: '', residual: '' })}
      >
        <MonthSpanFilter span={span} onChange={change} />
        <FilterSelect
          label={say('lifeYears')}
          value={lifeYears === usualLife ? null : lifeYears}
          options={lives.filter((id) => id !== usualLife).map((id) => ({ id, label: say('years', { years: id }) }))}
          emptyLabel={say('years', { years: usualLife })}
          onChange={(chosen) => change({ life: chosen ?? '' })}
          className="max-lg:col-span-2"
        />
        <FilterSelect
          label={say('residual')}
          value={residualBps === usualResidual ? null : residualBps}
          options={residuals.filter((id) => id !== usualResidual).map((id) => ({ id, label: residualText(id) }))}
          emptyLabel={residualText(usualResidual)}
          onChange={(chosen) => change({ residual: chosen ?? '' })}
          className="max-lg:col-span-2"
        />
      </FilterBar>
      <Report query={query}>
        {({ items, total }) => (
          <>
            <p className="mb-2 text-sm text-mut">
              {say('depreciationBasis')}{' '}
              {total.depreciationFen > 0 && (
                <b className="whitespace-nowrap text-ink lg:ml-1">
                  {say('covered', { percent: percent((total.revenueFen / total.depreciationFen) * 10_000) })}
                </b>
              )}
            </p>
            <DataTable
              caption={say('depreciation')}
              columns={columns}
              rows={items}
              rowKey={(row) => String(row.instrumentId)}
              renderCard={(row) => <DepreciationCard row={row} />}
            />
          </>
        )}
      </Report>
    </>
  );
}

function InstrumentName({ row }: { row: Row }) {
  const name = useName();
  const say = financeMessages.useSay();
  return (
    <>
      <TextLink href={`/i/${row.instrumentId}`}>{name(row.nameZh, row.nameEn)}</TextLink>{' '}
      <span className="num text-xs whitespace-nowrap text-mut">{row.assetNo}</span>
      {row.retiredIn && <span className="num ml-1 text-xs text-mut">{say('retired', { month: row.retiredIn })}</span>}
    </>
  );
}

/** What was earned, of what was written off. */
function Cover({ row: { coverBps } }: { row: Row }) {
  return <b className="num">{coverBps === null ? '–' : `${percent(coverBps)}%`}</b>;
}

function useColumns(): Column<Row>[] {
  const say = financeMessages.useSay();
  const unknown = <span className="block text-right text-mut">{say('unknownSince')}</span>;
  return [
    { key: 'instrument', header: say('instruments'), isRowHeader: true, render: (row) => <InstrumentName row={row} /> },
    { key: 'value', header: say('value'), align: 'right', render: (row) => <Money fen={row.valueFen} /> },
    { key: 'since', header: say('since'), render: (row) => <span className="num">{row.inUseSince ?? '–'}</span> },
    { key: 'earned', header: say('earned'), align: 'right', render: (row) => <Money fen={row.revenueFen} /> },
    {
      key: 'written',
      header: say('written'),
      align: 'right',
      render: (row) => (row.depreciationFen === null ? unknown : <Money fen={row.depreciationFen} />),
    },
    {
      key: 'cover',
      header: say('cover'),
      align: 'right',
      render: (row) => <Cover row={row} />,
    },
  ];
}

function DepreciationCard({ row }: { row: Row }) {
  const say = financeMessages.useSay();
  return (
    <div className="rounded-md border border-line bg-surface p-3">
      <p className="flex items-baseline justify-between gap-2">
        <span>
          <InstrumentName row={row} />
        </span>
        <Cover row={row} />
      </p>
      <p className="flex justify-between gap-2 text-sm text-mut">
        <span>{say('earned')}</span>
        <Money fen={row.revenueFen} align="inline" />
      </p>
      <p className="flex justify-between gap-2 text-sm text-mut">
        <span>{say('written')}</span>
        {row.depreciationFen === null ? say('unknownSince') : <Money fen={row.depreciationFen} align="inline" />}
      </p>
    </div>
  );
}
