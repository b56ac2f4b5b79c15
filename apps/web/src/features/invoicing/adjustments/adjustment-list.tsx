import { useState } from 'react';
import { useChargeKind } from '../../../shared/charge-kinds';
import { monthName, parkDate } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { LoadFailed } from '../../../shared/load-failed';
import { PageFooter } from '../../../shared/page-footer';
import { usePages } from '../../../shared/use-pages';
import { Badge, Button, DataTable, EmptyState, Money, TextLink, type Column } from '../../../shared/ui';
import { type Adjustment, type AdjustmentFilter, adjustmentsKey, type ItemState } from './adjustments.queries';
import { adjustmentsMessages } from './adjustments.messages';
import { WithdrawAdjustment } from './withdraw-adjustment';

const looks = {
  open: { tone: 'warn', icon: 'clock' },
  invoiced: { tone: 'ok', icon: 'check' },
  withdrawn: { tone: 'off', icon: 'undo' },
} as const satisfies Record<ItemState, { tone: string; icon: string }>;

export interface AdjustmentListProps {
  readonly filter: AdjustmentFilter;
  /** Finance withdraws whatever was stated, the laboratory damages. */
  readonly canWithdraw: (kind: Adjustment['kind']) => boolean;
  readonly onAdd: () => void;
  readonly onClear: () => void;
}

/** What was stated besides reservations, newest first, with its reason and where it was billed. */
export function AdjustmentList({ filter, canWithdraw, onAdd, onClear }: AdjustmentListProps) {
  const say = adjustmentsMessages.useSay();
  const list = usePages<Adjustment>(adjustmentsKey, '/adjustments', filter);
  const { rows, error, retry, isRetrying, isPending } = list;
  const [leaving, setLeaving] = useState<Adjustment | null>(null);
  const withdraw = (row: Adjustment) =>
    row.state !== 'withdrawn' && canWithdraw(row.kind) ? () => setLeaving(row) : null;
  const columns = useColumns(withdraw);
  if (error) return <LoadFailed title={say('failed')} error={error} onRetry={retry} isRetrying={isRetrying} />;
  const empty = Object.values(filter).some(Boolean) ? (
    <EmptyState icon="filter" title={say('noneFit')} action={{ label: say('clear'), onPress: onClear }} />
  ) : (
    <EmptyState
      icon="yuan"
      title={say('none')}
      detail={say('noneDetail')}
      action={{ label: say('add'), onPress: onAdd }}
    />
  );
  return (
    <>
      <DataTable
        caption={say('title')}
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.id)}
        isLoading={isPending}
        empty={empty}
        renderCard={(row) => <AdjustmentCard row={row} onWithdraw={withdraw(row)} />}
      />
      <PageFooter list={list} />
      {leaving && <WithdrawAdjustment key={leaving.id} adjustment={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function StateBadge({ row }: { row: Adjustment }) {
  const say = adjustmentsMessages.useSay();
  return <Badge {...looks[row.state]}>{say(row.state)}</Badge>;
}

/** The reason as the company reads it, then where it comes from and who stated it. */
function What({ row }: { row: Adjustment }) {
  const say = adjustmentsMessages.useSay();
  const name = useName();
  const { reservationId, serviceOrderId, evidenceUrl, withdrawnReason } = row;
  return (
    <>
      <span className="block max-w-[46ch] break-words">{row.reason}</span>
      <span className="num flex flex-wrap gap-x-2 text-xs text-mut">
        {row.assetNo && <span>{`${name(row.instrumentZh, row.instrumentEn)} ${row.assetNo}`}</span>}
        {reservationId && (
          <TextLink href={`/reservations/${reservationId}`}>
            {say('reservation', { id: String(reservationId) })}
          </TextLink>
        )}
        {serviceOrderId && (
          <TextLink href={`/services?order=${serviceOrderId}`}>
            {say('order', { id: String(serviceOrderId).padStart(6, '0') })}
          </TextLink>
        )}
        {evidenceUrl && (
          <TextLink href={evidenceUrl} target="_blank" rel="noreferrer">
            {say('evidence')}
          </TextLink>
        )}
        <span>{say('recordedBy', { name: row.createdByName, date: parkDate(row.createdAt) })}</span>
      </span>
      {withdrawnReason && (
        <span className="block text-xs text-mut">{say('whyWithdrawn', { reason: withdrawnReason })}</span>
      )}
    </>
  );
}

function BilledOn({ row }: { row: Adjustment }) {
  return (
    <span className="grid">
      {row.invoices.map((invoice) => (
        <TextLink key={invoice.id} href={`/invoices/${invoice.id}`} className="num whitespace-nowrap">
          {invoice.number}
        </TextLink>
      ))}
    </span>
  );
}

function useColumns(withdraw: (row: Adjustment) => (() => void) | null): Column<Adjustment>[] {
  const say = adjustmentsMessages.useSay();
  const kindName = useChargeKind();
  const name = useName();
  return [
    { key: 'company', header: say('company'), isRowHeader: true, render: (row) => name(row.companyZh, row.companyEn) },
    {
      key: 'kind',
      header: say('kind'),
      render: (row) => <span className="whitespace-nowrap">{kindName(row.kind)}</span>,
    },
    { key: 'what', header: say('what'), render: (row) => <What row={row} />, width: '40%' },
    {
      key: 'month',
      header: say('month'),
      render: (row) => <span className="num whitespace-nowrap">{monthName(row.month)}</span>,
    },
    { key: 'state', header: say('state'), render: (row) => <StateBadge row={row} /> },
    { key: 'invoice', header: say('invoice'), render: (row) => <BilledOn row={row} /> },
    {
      key: 'amount',
      header: say('amount'),
      align: 'right',
      render: (row) => (
        <Money fen={row.amountFen} className={row.state === 'withdrawn' ? 'text-mut line-through' : 'font-medium'} />
      ),
    },
    {
      key: 'act',
      header: '',
      align: 'right',
      render: (row) => {
        const act = withdraw(row);
        return act && <WithdrawButton onPress={act} row={row} />;
      },
    },
  ];
}

function WithdrawButton({ onPress, row }: { onPress: () => void; row: Adjustment }) {
  const say = adjustmentsMessages.useSay();
  return (
    <Button size="sm" variant="ghost" onPress={onPress} aria-label={`${say('withdraw')}: ${row.reason}`}>
      {say('withdraw')}
    </Button>
  );
}

function AdjustmentCard({ row, onWithdraw }: { row: Adjustment; onWithdraw: (() => void) | null }) {
  const kindName = useChargeKind();
  const name = useName();
  return (
    <article className="rounded-md border border-line bg-surface px-3.5 py-2.5">
      <div className="flex items-baseline justify-between gap-3">
        <p className="font-medium">{name(row.companyZh, row.companyEn)}</p>
        <Money
          fen={row.amountFen}
          className={row.state === 'withdrawn' ? 'text-mut line-through' : 'text-lg font-semibold'}
        />
      </div>
      <p className="mb-1 flex flex-wrap items-center gap-2 text-sm text-mut">
        <span>{kindName(row.kind)}</span> <span className="num">{monthName(row.month)}</span> <StateBadge row={row} />
      </p>
      <What row={row} />
      <div className="mt-1 flex items-center justify-between gap-2">
        <BilledOn row={row} />
        {onWithdraw && <WithdrawButton onPress={onWithdraw} row={row} />}
      </div>
    </article>
  );
}
