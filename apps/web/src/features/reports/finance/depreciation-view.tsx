import { useQuery } from '@tanstack/react-query';
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
const among = <T extends string>(list: readonly T[], text: string | undefined, otherwise: T): T =>
  list.find((one) => one === text) ?? otherwise;
const percent = (bps: number): string => (bps / 100).toFixed(1);

/** What instruments earned beside what they lost in value. */
export function DepreciationView() {
  const say = financeMessages.useSay();
  const [search, change] = useSearchState();
  const span = spanOf(search);
  const lifeYears = among(lives, search.life, '10');
  const residualBps = among(residuals, search.residual, '500');
  const query = useQuery(depreciationQuery({ ...span, lifeYears, residualBps }));
  const columns = useColumns();
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <MonthSpanFilter span={span} onChange={change} />
        <FilterSelect
          label={say('lifeYears')}
          value={lifeYears}
          options={lives.map((id) => ({ id, label: say('years', { years: id }) }))}
          emptyLabel={say('years', { years: '10' })}
          onChange={(life) => change({ life: life ?? '' })}
        />
        <FilterSelect
          label={say('residual')}
          value={residualBps}
          options={residuals.map((id) => ({ id, label: `${Number(id) / 100}%` }))}
          emptyLabel="5%"
          onChange={(residual) => change({ residual: residual ?? '' })}
        />
      </div>
      <Report query={query}>
        {({ items, total }) => (
          <>
            <p className="mb-2 text-sm text-mut">
              {say('depreciationBasis')}
              {total.depreciationFen > 0 && (
                <b className="ml-2 text-ink">
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
      <span className="num text-xs text-mut">{row.assetNo}</span>
      {row.retiredIn && <span className="num ml-1 text-xs text-mut">{say('retired', { month: row.retiredIn })}</span>}
    </>
  );
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
      render: (row) => <b className="num">{row.coverBps === null ? '–' : `${percent(row.coverBps)}%`}</b>,
    },
  ];
}

function DepreciationCard({ row }: { row: Row }) {
  const say = financeMessages.useSay();
  return (
    <div className="rounded-md border border-line bg-surface p-3">
      <InstrumentName row={row} />
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
