import { firstDay, nextMonth } from '@parkbench/domain';
import { useQuery } from '@tanstack/react-query';
import { lastDay } from '../../../shared/format/format';
import { useSearchState } from '../../../shared/search-state';
import { Callout, type Column, DataTable, EmptyState, Money } from '../../../shared/ui';
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
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <MonthSpanFilter span={span} onChange={change} />
      </div>
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
              renderCard={(row) => (
                <p className="flex justify-between gap-2 rounded-md border border-line bg-surface p-3">
                  <AccountName account={row.account} />
                  <Side fen={row.closingFen} />
                </p>
              )}
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
      {difference === 0 ? say('balanced') : say('unbalanced', { amount: (difference / 100).toFixed(2) })}
    </Callout>
  );
}

function AccountName({ account }: { account: string }) {
  const say = financeMessages.useSay();
  return account === 'total' ? <b>{say('total')}</b> : <>{say(account as FinanceText)}</>;
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
