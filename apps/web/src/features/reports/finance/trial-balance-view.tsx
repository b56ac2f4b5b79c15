import { firstDay, nextMonth } from '@parkbench/domain';
import { useQuery } from '@tanstack/react-query';
import { FilterBar } from '../../../shared/filter-bar';
import { lastDay } from '../../../shared/format/format';
import { useSearchState } from '../../../shared/search-state';
import { Callout, type Column, DataTable, EmptyState, formatFen, Money } from '../../../shared/ui';
import { financeMessages, type FinanceText } from './finance.messages';
import { type TrialBalance, trialBalanceQuery } from './finance.queries';
import { MonthSpanFilter, spanOf } from './month-span';
import { Report } from './report';

type Row = TrialBalance['accounts'][number];

/** Every account of the ledger over some months; both sides must be equal. */
export function TrialBalanceView() {
  const say = financeMessages.useSay();
  const [search, change] = useSearchState();
  const span = spanOf(search);
  const query = useQuery(trialBalanceQuery({ from: `${span.from}-01`, to: lastDay(firstDay(nextMonth(span.to))) }));
  const columns = useColumns();
  return (
    <>
      <FilterBar filter={{ from: search.from, to: search.to }} onClear={() => change({ from: '', to: '' })}>
        <MonthSpanFilter span={span} onChange={change} />
      </FilterBar>
      <Report query={query}>
        {({ accounts, total }) => (
          <>
            {accounts.length > 0 && <Verdict total={total} />}
            <DataTable
              caption={say('trial-balance')}
              columns={columns}
              rows={accounts.length > 0 ? [...accounts, { account: 'total', openingFen: 0, ...total }] : []}
              rowKey={(row) => row.account}
              empty={<EmptyState icon="yuan" title={say('ledgerEmpty')} />}
              renderCard={(row) => <AccountCard row={row} />}
            />
          </>
        )}
      </Report>
    </>
  );
}

function Verdict({ total }: { total: TrialBalance['total'] }) {
  const say = financeMessages.useSay();
  const difference = total.closingFen === 0 ? total.debitFen - total.creditFen : total.closingFen;
  return (
    <Callout tone={difference === 0 ? 'ok' : 'bad'} className="mb-3">
      {difference === 0 ? say('balanced') : say('unbalanced', { amount: formatFen(Math.abs(difference)) })}
    </Callout>
  );
}

function AccountName({ account }: { account: string }) {
  const say = financeMessages.useSay();
  return account === 'total' ? <b>{say('total')}</b> : <>{say(account as FinanceText)}</>;
}

function AccountCard({ row }: { row: Row }) {
  const say = financeMessages.useSay();
  return (
    <article className="rounded-md border border-line bg-surface p-3">
      <h3 className="mb-1 font-medium">
        <AccountName account={row.account} />
      </h3>
      <dl className="grid grid-cols-[1fr_auto] gap-x-3 text-sm [&>dt]:text-mut">
        <dt>{say('opening')}</dt>
        <dd>
          <Side fen={row.openingFen} />
        </dd>
        <dt>{say('debit')}</dt>
        <dd>
          <Money fen={row.debitFen} />
        </dd>
        <dt>{say('credit')}</dt>
        <dd>
          <Money fen={row.creditFen} />
        </dd>
        <dt>{say('closing')}</dt>
        <dd className="font-medium">
          <Side fen={row.closingFen} />
        </dd>
      </dl>
    </article>
  );
}

/** A balance with its side: 借 or 贷. */
function Side({ fen }: { fen: number }) {
  const say = financeMessages.useSay();
  if (fen === 0) return <span className="block text-right text-mut">–</span>;
  return (
    <span className="flex items-baseline justify-end gap-[6px]">
      <span className="text-xs text-mut">{say(fen > 0 ? 'debitSide' : 'creditSide')}</span>
      <Money fen={Math.abs(fen)} align="inline" />
    </span>
  );
}

function useColumns(): Column<Row>[] {
  const say = financeMessages.useSay();
  const side = (key: 'opening' | 'closing'): Column<Row> => ({
    key,
    header: say(key),
    align: 'right',
    render: (row) => <Side fen={row[`${key}Fen`]} />,
  });
  const posted = (key: 'debit' | 'credit'): Column<Row> => ({
    key,
    header: say(key),
    align: 'right',
    render: (row) => <Money fen={row[`${key}Fen`]} className={row.account === 'total' ? 'font-semibold' : ''} />,
  });
  return [
    {
      key: 'account',
      header: say('account'),
      isRowHeader: true,
      render: (row) => <AccountName account={row.account} />,
    },
    side('opening'),
    posted('debit'),
    posted('credit'),
    side('closing'),
  ];
}
