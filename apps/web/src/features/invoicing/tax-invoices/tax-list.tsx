import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { monthName, parkDateTime } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { LoadFailed } from '../../../shared/load-failed';
import { Badge, Button, Checkbox, type Column, DataTable, EmptyState, Money, TextLink } from '../../../shared/ui';
import { ExportBar } from './export-bar';
import { KindDialog } from './kind-dialog';
import { NumberDialog } from './number-dialog';
import { ReleaseDialog } from './release-dialog';
import { taxMessages } from './tax.messages';
import { taxListQuery, type TaxFilter, type TaxRow } from './tax.queries';
import { isReady, TaxProblems } from './tax-problems';
import { TaxStateBadge } from './tax-state-badge';

interface Opened {
  readonly act: 'number' | 'release' | 'kind';
  readonly row: TaxRow;
}

/** The statements of one tab; those to be issued are selected here and exported together. */
export function TaxList({ filter, hasTemplate }: { filter: TaxFilter; hasTemplate: boolean }) {
  const say = taxMessages.useSay();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<Opened | null>(null);
  const columns = useColumns(filter.state, setOpened);
  const found = useInfiniteQuery(taxListQuery(filter));
  if (found.error && !found.data)
    return <LoadFailed title={say('failed')} error={found.error} onRetry={() => void found.refetch()} />;
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  const selected = rows.filter((row) => chosen.has(String(row.invoiceId)) && isReady(row));
  const selection = {
    keys: chosen,
    onChange: setChosen,
    rowLabel: (row: TaxRow) => say('select', { number: row.number }),
    allLabel: say('selectAll'),
    isSelectable: isReady,
  };
  return (
    <>
      {filter.state === 'open' && (
        <ExportBar selected={selected} hasTemplate={hasTemplate} onExported={() => setChosen(new Set())} />
      )}
      <DataTable
        caption={say('list')}
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.invoiceId)}
        isLoading={found.isPending}
        selection={filter.state === 'open' ? selection : undefined}
        empty={<EmptyState icon="invoice" title={say(`none_${filter.state}`)} detail={say('noneDetail')} />}
        renderCard={(row) => (
          <TaxCard row={row} tab={filter.state} onOpen={setOpened}>
            {filter.state === 'open' && isReady(row) && (
              <Checkbox
                isSelected={chosen.has(String(row.invoiceId))}
                onChange={(isChosen) => setChosen(toggled(chosen, String(row.invoiceId), isChosen))}
              >
                {say('select', { number: row.number })}
              </Checkbox>
            )}
          </TaxCard>
        )}
      />
      {found.hasNextPage && (
        <div className="mt-3 text-center">
          <Button isPending={found.isFetchingNextPage} onPress={() => void found.fetchNextPage()}>
            {say('more')}
          </Button>
        </div>
      )}
      {opened && <OpenedDialog {...opened} onClose={() => setOpened(null)} />}
    </>
  );
}

type OnOpen = (opened: Opened) => void;
interface ActsProps {
  readonly row: TaxRow;
  readonly tab: TaxFilter['state'];
  readonly onOpen: OnOpen;
}

/** A selection with one more, or one less. */
function toggled(chosen: ReadonlySet<string>, key: string, isChosen: boolean): ReadonlySet<string> {
  const next = new Set(chosen);
  if (isChosen) next.add(key);
  else next.delete(key);
  return next;
}

function OpenedDialog({ act, row, onClose }: Opened & { onClose: () => void }) {
  if (act === 'number') return <NumberDialog row={row} onClose={onClose} />;
  return act === 'release' ? <ReleaseDialog row={row} onClose={onClose} /> : <KindDialog row={row} onClose={onClose} />;
}

function useColumns(tab: TaxFilter['state'], onOpen: OnOpen): Column<TaxRow>[] {
  const say = taxMessages.useSay();
  const name = useName();
  const common: Column<TaxRow>[] = [
    {
      key: 'number',
      header: say('number'),
      render: (row) => (
        <>
          <TextLink href={`/invoices/${row.invoiceId}`} className="num whitespace-nowrap">
            {row.number}
          </TextLink>
          <span className="num block text-sm text-mut">{monthName(row.month)}</span>
        </>
      ),
    },
    { key: 'company', header: say('company'), render: (row) => name(row.companyZh, row.companyEn) },
    { key: 'kind', header: say('kind'), render: (row) => <Kind row={row} tab={tab} onOpen={onOpen} /> },
    { key: 'gross', header: say('gross'), align: 'right', render: (row) => <Money fen={row.grossFen} /> },
  ];
  if (tab === 'open')
    return [
      ...common,
      { key: 'checks', header: say('checks'), width: '40%', render: (row) => <TaxProblems row={row} /> },
      {
        key: 'acts',
        header: <span className="sr-only">{say('acts')}</span>,
        render: (row) => <Acts row={row} tab={tab} onOpen={onOpen} />,
      },
    ];
  const batch: Column<TaxRow> = {
    key: 'batch',
    header: say('batch'),
    render: (row) => <span className="num">{batchOf(row)}</span>,
  };
  const acts: Column<TaxRow> = {
    key: 'acts',
    header: <span className="sr-only">{say('acts')}</span>,
    render: (row) => <Acts row={row} tab={tab} onOpen={onOpen} />,
  };
  return tab === 'exported' ? [...common, batch, acts] : [...common, ...issuedColumns(say), acts];
}

const issuedColumns = (say: ReturnType<typeof taxMessages.useSay>): Column<TaxRow>[] => [
  { key: 'state', header: say('state'), render: (row) => <TaxStateBadge state={row.state} /> },
  {
    key: 'taxNumber',
    header: say('taxNumber'),
    render: (row) => (
      <span className="num">
        {row.taxNumber}
        <span className="block text-sm text-mut">{row.issuedOn}</span>
      </span>
    ),
  },
  {
    key: 'red',
    header: say('red'),
    align: 'right',
    render: (row) => row.redFen > 0 && <Money fen={-row.redFen} />,
  },
];

const batchOf = (row: TaxRow): string =>
  row.batchId === null || row.exportedAt === null ? '' : `#${row.batchId} · ${parkDateTime(row.exportedAt)}`;

/** 专票 or 普票; while nothing is exported it can be changed for the company. */
function Kind({ row, tab, onOpen }: ActsProps) {
  const say = taxMessages.useSay();
  if (tab !== 'open') return <Badge>{say(row.kind)}</Badge>;
  return (
    <Button variant="ghost" size="sm" icon="edit" onPress={() => onOpen({ act: 'kind', row })}>
      {say(row.kind)}
    </Button>
  );
}

function Acts({ row, tab, onOpen }: ActsProps) {
  const say = taxMessages.useSay();
  if (tab === 'open' && row.grossFen <= 0) return null;
  return (
    <span className="flex justify-end gap-1 max-lg:justify-start">
      <Button variant="ghost" size="sm" onPress={() => onOpen({ act: 'number', row })}>
        {say(tab === 'issued' ? 'changeNumber' : 'typeNumber')}
      </Button>
      {tab === 'exported' && (
        <Button variant="ghost" size="sm" onPress={() => onOpen({ act: 'release', row })}>
          {say('release')}
        </Button>
      )}
    </span>
  );
}

function TaxCard({ row, tab, onOpen, children }: ActsProps & { children: ReactNode }) {
  const name = useName();
  return (
    <div className="grid gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <TextLink href={`/invoices/${row.invoiceId}`} className="num">
          {row.number}
        </TextLink>
        <Money fen={row.grossFen} className="font-medium" />
      </div>
      <div className="text-mut">
        {name(row.companyZh, row.companyEn)} · <span className="num">{monthName(row.month)}</span>
      </div>
      {tab === 'open' && <TaxProblems row={row} />}
      {tab === 'exported' && <span className="num text-sm">{batchOf(row)}</span>}
      {tab === 'issued' && (
        <div className="flex flex-wrap items-center gap-2">
          <TaxStateBadge state={row.state} />
          <span className="num">{row.taxNumber}</span>
          <span className="num text-sm text-mut">{row.issuedOn}</span>
          {row.redFen > 0 && <Money fen={-row.redFen} align="inline" />}
        </div>
      )}
      <div className="flex flex-wrap items-center gap-1">
        <Kind row={row} tab={tab} onOpen={onOpen} />
        <Acts row={row} tab={tab} onOpen={onOpen} />
      </div>
      {children}
    </div>
  );
}
