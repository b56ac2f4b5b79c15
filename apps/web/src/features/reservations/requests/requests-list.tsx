import { parkDateTime } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { DataTable, Money } from '../../../shared/ui';
import type { ReservationRow } from '../reservations.types';
import { periodOf } from './request-period';
import { requestsMessages } from './requests.messages';

export interface RequestsListProps {
  readonly rows: readonly ReservationRow[];
  readonly activeId: number | null;
  readonly onOpen: (id: number) => void;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (keys: Set<string>) => void;
  readonly isLoading: boolean;
}

/** The requests that wait, the oldest first. */
export function RequestsList({ rows, activeId, onOpen, selected, onSelect, isLoading }: RequestsListProps) {
  const say = requestsMessages.useSay();
  const name = useName();
  return (
    <DataTable
      caption={say('title')}
      isLoading={isLoading}
      rows={[...rows]}
      rowKey={(row) => String(row.id)}
      activeKey={activeId === null ? undefined : String(activeId)}
      onRowAction={(row) => onOpen(row.id)}
      selection={{
        keys: selected as Set<string>,
        onChange: onSelect,
        rowLabel: (row) => say('select', { name: row.instrumentZh }),
        allLabel: say('selectAll'),
      }}
      columns={[
        {
          key: 'instrument',
          header: say('instrument'),
          isRowHeader: true,
          render: (row) => (
            <>
              <span className="font-medium">{name(row.instrumentZh, row.instrumentEn)}</span>
              <span className="block text-xs text-mut">
                {row.assetNo} · {row.companyZh}
              </span>
            </>
          ),
        },
        { key: 'period', header: say('period'), render: (row) => <span className="num">{periodOf(row, say)}</span> },
        { key: 'total', header: say('total'), align: 'right', render: (row) => <Money fen={row.totalFen} /> },
        {
          key: 'held',
          header: say('held'),
          render: (row) => <span className="num">{row.holdExpiresAt ? parkDateTime(row.holdExpiresAt) : '—'}</span>,
        },
      ]}
      renderCard={(row) => (
        <button
          type="button"
          onClick={() => onOpen(row.id)}
          className="grid w-full gap-0.5 rounded-md border border-line bg-surface p-3 text-left"
        >
          <span className="flex justify-between gap-2">
            <span className="font-medium">{name(row.instrumentZh, row.instrumentEn)}</span>
            <Money fen={row.totalFen} align="inline" />
          </span>
          <span className="text-sm text-mut">{row.companyZh}</span>
          <span className="num text-sm">{periodOf(row, say)}</span>
        </button>
      )}
    />
  );
}
