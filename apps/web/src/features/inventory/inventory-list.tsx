import { useState } from 'react';
import { useName } from '../../shared/i18n/messages';
import { LoadFailed } from '../../shared/load-failed';
import {
  Button,
  DataTable,
  EmptyState,
  IconButton,
  Menu,
  Money,
  TextLink,
  type Column,
  type MenuEntry,
} from '../../shared/ui';
import { queryText } from '../../shared/query-text';
import { PageFooter } from '../../shared/page-footer';
import { type CountedPage, usePages } from '../../shared/use-pages';
import { KindDialog } from './kind-dialog';
import { CalibrationDate, InstrumentStatusBadge, OpenModes } from './instrument-facts';
import { inventoryMessages } from './inventory.messages';
import { inventoryKey, type InventoryFilter } from './inventory.queries';
import type { InventoryRow } from './inventory.types';

export interface InventoryListProps {
  readonly filter: InventoryFilter;
  readonly onEdit: (row: InventoryRow) => void;
  readonly onStatus: (row: InventoryRow) => void;
  readonly onKind: (kind: string) => void;
  readonly onClear: () => void;
}

/** The records of all instruments, 50 a page; cards on a phone. */
export function InventoryList({ filter, onEdit, onStatus, onKind, onClear }: InventoryListProps) {
  const say = inventoryMessages.useSay();
  const name = useName();
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const [isGrouping, setGrouping] = useState(false);
  const list = usePages<InventoryRow, CountedPage<InventoryRow>>([...inventoryKey, 'list'], '/inventory', {
    ...filter,
    limit: 50,
  });
  const editHref = (row: InventoryRow): string => `/inventory${queryText({ ...filter, edit: row.id })}`;
  const columns = useColumns({ onEdit, onStatus, onKind, editHref });
  if (list.error) {
    return <LoadFailed title={say('failed')} error={list.error} onRetry={list.retry} isRetrying={list.isRetrying} />;
  }
  const isFiltered = Object.values(filter).some(Boolean);
  return (
    <>
      {keys.size > 0 && (
        <div className="mb-2 max-lg:hidden">
          <Button icon="copy" onPress={() => setGrouping(true)}>
            {say('setKind', { count: keys.size })}
          </Button>
        </div>
      )}
      <DataTable
        caption={say('title')}
        columns={columns}
        rows={list.rows}
        rowKey={(row) => String(row.id)}
        isLoading={list.isPending}
        selection={{
          keys,
          onChange: setKeys,
          rowLabel: (row) => say('select', { name: `${name(row.nameZh, row.nameEn)} ${row.assetNo}` }),
          allLabel: say('selectAll'),
        }}
        empty={<NoInstruments isFiltered={isFiltered} onClear={onClear} />}
        renderCard={(row) => <InstrumentCard row={row} onEdit={onEdit} onStatus={onStatus} editHref={editHref} />}
      />
      <PageFooter list={list}>{list.page && say('count', { count: list.page.total })}</PageFooter>
      {isGrouping && (
        <KindDialog
          ids={[...keys].map(Number)}
          kind={list.rows.find((row) => keys.has(String(row.id)))?.kind ?? ''}
          onClose={() => setGrouping(false)}
          onDone={() => {
            setGrouping(false);
            setKeys(new Set());
          }}
        />
      )}
    </>
  );
}

interface ActsOn {
  readonly onEdit: (row: InventoryRow) => void;
  readonly onStatus: (row: InventoryRow) => void;
}
interface Links extends ActsOn {
  readonly onKind?: (kind: string) => void;
  readonly editHref: (row: InventoryRow) => string;
}

function useColumns({ editHref, onKind, ...acts }: Links): Column<InventoryRow>[] {
  const say = inventoryMessages.useSay();
  const name = useName();
  return [
    {
      key: 'assetNo',
      header: say('assetNo'),
      render: (row) => (
        <TextLink href={editHref(row)} className="num whitespace-nowrap">
          {row.assetNo}
        </TextLink>
      ),
    },
    {
      key: 'name',
      header: say('name'),
      render: (row) => (
        <span className="block min-w-40 py-1">
          <span className="block font-medium">{name(row.nameZh, row.nameEn)}</span>
          <span className="block text-xs text-mut">{[row.manufacturer, row.model].filter(Boolean).join(' · ')}</span>
        </span>
      ),
    },
    {
      key: 'category',
      header: say('category'),
      render: (row) => (
        <span className="block">
          {name(row.categoryZh, row.categoryEn)}
          <button
            type="button"
            className="block min-h-6 text-left text-xs text-mut underline decoration-line2 outline-brand hover:text-ink focus-visible:outline-2"
            onClick={() => onKind?.(row.kind)}
          >
            {say('kindOf', { kind: row.kind })}
          </button>
        </span>
      ),
    },
    { key: 'location', header: say('location'), render: (row) => row.location || '–' },
    { key: 'opens', header: say('opens'), render: (row) => <OpenModes row={row} /> },
    { key: 'value', header: say('value'), align: 'right', render: (row) => <Money fen={row.originalValueFen} /> },
    {
      key: 'calibration',
      header: say('calibration'),
      render: (row) => <CalibrationDate until={row.calibrationValidUntil} />,
    },
    { key: 'status', header: say('status'), render: (row) => <InstrumentStatusBadge status={row.status} /> },
    {
      key: 'acts',
      header: <span className="sr-only">{say('more')}</span>,
      width: '44px',
      render: (row) => <Acts row={row} {...acts} />,
    },
  ];
}

function Acts({ row, onEdit, onStatus }: ActsOn & { row: InventoryRow }) {
  const say = inventoryMessages.useSay();
  const name = useName();
  const items: MenuEntry[] = [
    { id: 'edit', label: say('edit'), icon: 'edit', onAction: () => onEdit(row) },
    { id: 'status', label: say('setStatus'), icon: 'wrench', onAction: () => onStatus(row) },
    { id: 'open', label: say('open'), icon: 'microscope', href: `/i/${row.id}`, startsGroup: true },
    { id: 'prices', label: say('prices'), icon: 'tag', href: `/rates?instrument=${row.id}` },
  ];
  const label = say('actionsOf', { name: name(row.nameZh, row.nameEn) });
  return <Menu label={label} items={items} trigger={<IconButton size="sm" icon="more" label={label} />} />;
}

function InstrumentCard({ row, editHref, ...acts }: Links & { row: InventoryRow }) {
  const name = useName();
  return (
    <article className="rounded-md border border-line bg-surface px-3.5 py-3">
      <div className="flex items-start justify-between gap-2">
        <div className="min-w-0">
          <TextLink href={editHref(row)} className="font-medium">
            {name(row.nameZh, row.nameEn)}
          </TextLink>
          <p className="truncate text-sm text-mut">{[row.manufacturer, row.model].filter(Boolean).join(' · ')}</p>
        </div>
        <Acts row={row} {...acts} />
      </div>
      <div className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        <InstrumentStatusBadge status={row.status} />
        <OpenModes row={row} />
      </div>
      <div className="mt-1 flex items-baseline justify-between gap-2 text-sm">
        <span className="num text-mut">{[row.assetNo, row.location].filter(Boolean).join(' · ')}</span>
        <Money fen={row.originalValueFen} />
      </div>
    </article>
  );
}

function NoInstruments({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const say = inventoryMessages.useSay();
  if (isFiltered) {
    return (
      <EmptyState
        icon="filter"
        title={say('noneFit')}
        detail={say('noneFitDetail')}
        action={{ label: say('clear'), onPress: onClear }}
      />
    );
  }
  return (
    <EmptyState
      icon="list"
      title={say('none')}
      detail={say('noneDetail')}
      action={{ label: say('import'), href: '/inventory/import' }}
    />
  );
}
