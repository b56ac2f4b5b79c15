import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { parkDateTime } from '../../shared/format/format';
import { LoadFailed } from '../../shared/load-failed';
import { PageFooter } from '../../shared/page-footer';
import { Button, Card, DataTable, Money, Switch, TextLink, toast, type Column } from '../../shared/ui';
import { usePages } from '../../shared/use-pages';
import { balanceMessages } from './balance.messages';
import { balanceQuery, useAutomaticBalance, type Balance, type BalanceMovement } from './balance.queries';
import { useMethodName } from './invoice-status';
import { invoicingKey, type PaymentMethod } from './invoicing.queries';
import { RefundDialog } from './refund-dialog';

export interface BalancePanelProps {
  /** Null: the tenant's own. */
  readonly companyId: number | null;
  /** Finance refunds and says whether new invoices use the balance; a tenant reads. */
  readonly isFinance: boolean;
}

/** What a company has to its credit, and every movement that made it so. */
export function BalancePanel({ companyId, isFinance }: BalancePanelProps) {
  const say = balanceMessages.useSay();
  const [isRefunding, setRefunding] = useState(false);
  const { data, error, refetch } = useQuery(balanceQuery(companyId));
  if (error && !data) return <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const most = data.balanceFen + data.refundsPayableFen;
  return (
    <Card
      title={say('title')}
      className="mb-3"
      flush
      actions={
        isFinance &&
        companyId !== null &&
        most > 0 && <Button onPress={() => setRefunding(true)}>{say('refundAct')}</Button>
      }
    >
      <Facts data={data} {...{ companyId, isFinance }} />
      {data.items.length > 0 && <Movements companyId={companyId} />}
      {isRefunding && companyId !== null && (
        <RefundDialog companyId={companyId} mostFen={most} onClose={() => setRefunding(false)} />
      )}
    </Card>
  );
}

function Facts({ data, companyId, isFinance }: BalancePanelProps & { data: Balance }) {
  const say = balanceMessages.useSay();
  const automatic = useAutomaticBalance();
  const choose = async (useAutomatically: boolean): Promise<void> => {
    if (companyId === null) return;
    await automatic.mutateAsync({ companyId, useAutomatically });
    toast({ title: say('saved'), tone: 'ok' });
  };
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2 px-4 pb-3">
      <p>
        <Money fen={data.balanceFen} align="inline" className="text-xl font-semibold" />
        {data.refundsPayableFen > 0 && (
          <span className="ml-4 text-mut">
            {say('payable')} <Money fen={data.refundsPayableFen} align="inline" />
          </span>
        )}
        <span className="block text-sm text-mut">{say('explain')}</span>
      </p>
      {isFinance && companyId !== null ? (
        <Switch
          isSelected={data.useAutomatically}
          isDisabled={automatic.isPending}
          onChange={(on) => void choose(on).catch(() => undefined)}
        >
          {say('automatic')}
        </Switch>
      ) : (
        <p className="text-sm text-mut">{say(data.useAutomatically ? 'automaticOn' : 'automaticOff')}</p>
      )}
    </div>
  );
}

function Movements({ companyId }: { companyId: number | null }) {
  const say = balanceMessages.useSay();
  const columns = useColumns();
  const list = usePages<BalanceMovement>([...invoicingKey, 'movements'], '/balance', {
    companyId: companyId ?? undefined,
    limit: 10,
  });
  if (list.error) return <LoadFailed title={say('failed')} error={list.error} onRetry={list.retry} />;
  return (
    <div className="border-t border-line px-4 pb-3">
      <DataTable
        caption={say('movements')}
        columns={columns}
        rows={list.rows}
        rowKey={(row) => String(row.id)}
        isLoading={list.isPending}
        density="compact"
        stickyHeader={false}
        renderCard={(row) => <Movement row={row} />}
        className="border-0"
      />
      <PageFooter list={list} />
    </div>
  );
}

const known = new Set([
  'payment',
  'payment_reversed',
  'allocation',
  'credit_balance',
  'credit_note',
  'credit_allocation',
  'deposit_set_off',
] as const);
type Known = typeof known extends Set<infer K> ? K : never;

function useWhat(): (row: BalanceMovement) => string {
  const say = balanceMessages.useSay();
  return ({ kind, amountFen, method }) => {
    if (kind === 'refund') return say(amountFen < 0 ? 'refund' : 'refundBack');
    if (kind === 'payment' && method === 'prepaid') return say('prepaidPayment');
    return say(known.has(kind as Known) ? (kind as Known) : 'otherKind');
  };
}

/** What moved the balance, with the invoice or the bank's reference and the reason. */
function What({ row }: { row: BalanceMovement }) {
  const what = useWhat();
  const methodName = useMethodName();
  const isMoney = row.kind === 'payment' && row.method !== null && row.method !== 'prepaid';
  const details = [isMoney && methodName(row.method as PaymentMethod), row.reference, row.reason].filter(Boolean);
  return (
    <span className="min-w-0 break-words">
      {what(row)} {row.invoiceId !== null && <TextLink href={`/invoices/${row.invoiceId}`}>{row.invoiceNo}</TextLink>}
      {details.length > 0 && row.invoiceId === null && <span className="num text-mut"> {details.join(' · ')}</span>}
    </span>
  );
}

function useColumns(): Column<BalanceMovement>[] {
  const say = balanceMessages.useSay();
  return [
    {
      key: 'at',
      header: say('at'),
      render: (row) => <span className="num whitespace-nowrap">{parkDateTime(row.at)}</span>,
    },
    { key: 'what', header: say('what'), isRowHeader: true, render: (row) => <What row={row} /> },
    { key: 'amount', header: say('amount'), align: 'right', render: (row) => <Money fen={row.amountFen} /> },
    {
      key: 'after',
      header: say('after'),
      align: 'right',
      render: (row) => <Money fen={row.afterFen} className="text-mut" />,
    },
  ];
}

function Movement({ row }: { row: BalanceMovement }) {
  const say = balanceMessages.useSay();
  return (
    <article className="flex items-start justify-between gap-3 border-b border-line py-2">
      <p className="min-w-0">
        <What row={row} />
        <span className="num block text-sm text-mut">{parkDateTime(row.at)}</span>
      </p>
      <p className="shrink-0 text-right">
        <Money fen={row.amountFen} />
        <span className="block text-sm text-mut">
          {say('after')} <Money fen={row.afterFen} align="inline" />
        </span>
      </p>
    </article>
  );
}
