import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useChargeKind } from '../../../shared/charge-kinds';
import { parkDateTime } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { Button, Callout, type Column, DataTable, EmptyState, Money, TextLink, toast } from '../../../shared/ui';
import { financeMessages } from './finance.messages';
import { recomputeKey, recomputeNow, recomputeQuery, type RecomputeReport } from './finance.queries';
import { Report } from './report';

type Row = RecomputeReport['items'][number] & { readonly key: string };

/** What the last recomputation of all issued lines found, and one at once. */
export function RecomputeView() {
  const say = financeMessages.useSay();
  const queries = useQueryClient();
  const query = useQuery(recomputeQuery);
  const now = useMutation({
    mutationFn: recomputeNow,
    onSuccess: (found) => {
      queries.setQueryData(recomputeKey, found);
      toast({ tone: 'ok', title: say('done') });
    },
    onError: (error) => toast({ tone: 'bad', title: say('failed'), detail: error.message }),
  });
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm text-mut">{say('recomputeDetail')}</p>
        <Button variant="secondary" onPress={() => now.mutate()} isPending={now.isPending}>
          {say('runNow')}
        </Button>
      </div>
      <Report query={query}>
        {({ report }) =>
          report ? (
            <Found report={report} />
          ) : (
            <EmptyState icon="check" title={say('neverRun')} detail={say('neverRunDetail')} />
          )
        }
      </Report>
    </>
  );
}

function Found({ report }: { report: RecomputeReport }) {
  const say = financeMessages.useSay();
  const columns = useColumns();
  const { endedAt, lines, pending, alarms, items } = report;
  return (
    <>
      <Callout
        tone={alarms === 0 ? 'ok' : 'bad'}
        title={alarms === 0 ? say('noAlarm') : say('alarms', { count: alarms })}
      >
        <p>
          {say('lastRun', { at: parkDateTime(endedAt) })} · {say('lines', { count: lines })}
          {pending > 0 && ` · ${say('pending', { count: pending })}`}
        </p>
      </Callout>
      {items.length > 0 && (
        <DataTable
          caption={say('recompute')}
          columns={columns}
          rows={items.map((item, i) => ({ ...item, key: String(i) }))}
          rowKey={(row) => row.key}
          renderCard={(row) => (
            <div className="rounded-md border border-line bg-surface p-3">
              <p className="font-medium">{say(row.kind)}</p>
              <Where row={row} />
            </div>
          )}
        />
      )}
    </>
  );
}

function Where({ row }: { row: Row }) {
  const say = financeMessages.useSay();
  const kindName = useChargeKind();
  const { invoiceId, invoiceNo, lineNo, sourceKind, sourceId, component, month } = row;
  const what = [component && kindName(component), month].filter(Boolean).join(' ');
  return (
    <>
      {invoiceId !== null && <TextLink href={`/invoices/${invoiceId}`}>{invoiceNo ?? ''}</TextLink>}
      {sourceKind === 'reservation' && (
        <TextLink href={`/reservations/${sourceId}`}>{say('reservation', { id: sourceId ?? 0 })}</TextLink>
      )}{' '}
      <span className="text-mut">
        {lineNo !== null && `${say('lineNo', { no: lineNo })} · `}
        {what}
      </span>
    </>
  );
}

function useColumns(): Column<Row>[] {
  const say = financeMessages.useSay();
  const name = useName();
  const amount = (fen: number | null) => (fen === null ? null : <Money fen={fen} />);
  return [
    { key: 'company', header: say('company'), isRowHeader: true, render: (row) => name(row.companyZh, row.companyEn) },
    { key: 'kind', header: say('kind'), render: (row) => say(row.kind) },
    { key: 'where', header: say('where'), render: (row) => <Where row={row} /> },
    { key: 'expected', header: say('expected'), align: 'right', render: (row) => amount(row.expectedFen) },
    { key: 'found', header: say('found'), align: 'right', render: (row) => amount(row.foundFen) },
  ];
}
