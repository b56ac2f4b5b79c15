import type { ReactNode } from 'react';
import { TableBody, type TableParts } from './data-table-body';
import { useKitText } from './kit-text';
import { Icon } from './icon';
import { Skeleton } from './spinner';
import { cx, focusRing } from './styles';
import { useIsDesktop } from './use-media';

export interface Column<Row> {
  key: string;
  header: ReactNode;
  render: (row: Row) => ReactNode;
  align?: 'left' | 'right' | 'center';
  /** Any CSS width. */
  width?: string;
  /** Makes the header a button that sorts. */
  isSortable?: boolean;
  /** The column that names the row; the first unless told. */
  isRowHeader?: boolean;
}

export interface TableSort {
  key: string;
  direction: 'ascending' | 'descending';
}

export interface TableSelection<Row> {
  keys: ReadonlySet<string>;
  onChange: (keys: Set<string>) => void;
  /** Spoken name of a row's box. */
  rowLabel: (row: Row) => string;
  allLabel: string;
  isSelectable?: (row: Row) => boolean;
}

export interface DataTableProps<Row> {
  /** Says what the table lists; read by screen readers. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** A click anywhere in the row, and a button at its end for the keyboard. */
  onRowAction?: (row: Row) => void;
  /** Name of that button; 'open' unless told. */
  rowActionLabel?: (row: Row) => string;
  /** The row shown in the detail beside the list. */
  activeKey?: string;
  rowClassName?: (row: Row) => string | undefined;
  sort?: TableSort;
  onSortChange?: (sort: TableSort) => void;
  selection?: TableSelection<Row>;
  /** In place of the rows when there are none. */
  empty?: ReactNode;
  isLoading?: boolean;
  /** A row of sums: one <tr> or several. */
  footer?: ReactNode;
  /** Below 1024 px: one card per row instead of the table. */
  renderCard?: (row: Row) => ReactNode;
  density?: 'normal' | 'compact';
  /** The header stays under the application's bar; turn off inside dialogs. */
  stickyHeader?: boolean;
  /** Scrolls sideways when columns do not fit; the header then does not stick. */
  scrollX?: boolean;
  className?: string;
}

export const alignClass = { left: 'text-left', right: 'text-right', center: 'text-center' } as const;

function HeaderCell<Row>({
  column,
  sort,
  onSortChange,
  sticky,
}: {
  column: Column<Row>;
  sort?: TableSort;
  onSortChange?: (sort: TableSort) => void;
  sticky: boolean;
}) {
  const direction = sort?.key === column.key ? sort.direction : undefined;
  const isSortable = column.isSortable && onSortChange;
  return (
    <th
      scope="col"
      style={{ width: column.width }}
      aria-sort={isSortable ? (direction ?? 'none') : undefined}
      className={cx(
        'h-[34px] border-b border-line bg-sunken px-[12px] text-sm font-normal whitespace-nowrap text-mut first:rounded-tl-md last:rounded-tr-md',
        sticky && 'sticky top-12 z-10',
        alignClass[column.align ?? 'left'],
      )}
    >
      {isSortable ? (
        <button
          type="button"
          onClick={() =>
            onSortChange({ key: column.key, direction: direction === 'ascending' ? 'descending' : 'ascending' })
          }
          className={cx(
            'inline-flex min-h-[26px] items-center gap-[3px] rounded hover:text-ink',
            direction && 'font-medium text-ink',
            focusRing,
          )}
        >
          {column.header}
          <Icon
            name={direction === 'ascending' ? 'arrow-up' : direction === 'descending' ? 'arrow-down' : 'sort'}
            size={13}
          />
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}

function CardList<Row>({
  caption,
  rows,
  rowKey,
  renderCard,
}: Pick<DataTableProps<Row>, 'caption' | 'rows' | 'rowKey'> & { renderCard: (row: Row) => ReactNode }) {
  return (
    <ul aria-label={caption} className="flex flex-col gap-[8px]">
      {rows.map((row) => (
        <li key={rowKey(row)}>{renderCard(row)}</li>
      ))}
    </ul>
  );
}

/** Records as a native table, 36 px a row; on a phone as cards. Only one of the two is in the page. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, empty, isLoading, renderCard, sort, onSortChange, selection, onRowAction, footer } =
    props;
  const { stickyHeader = true, scrollX = false, className } = props;
  const isDesktop = useIsDesktop();
  const text = useKitText();
  const isEmpty = rows.length === 0;

  if (isLoading)
    return (
      <Skeleton
        lines={8}
        lineHeight={28}
        className={cx('rounded-md border border-line bg-surface p-[12px]', className)}
      />
    );
  if (isEmpty && empty != null)
    return <div className={cx('rounded-md border border-line bg-surface', className)}>{empty}</div>;
  if (!isDesktop && renderCard) return <CardList {...props} renderCard={renderCard} />;

  const sticky = stickyHeader && !scrollX && isDesktop;
  const parts: TableParts<Row> = {
    ...props,
    columnCount: columns.length + (selection ? 1 : 0) + (onRowAction ? 1 : 0),
  };
  const sideHeader = cx(
    'h-[34px] border-b border-line bg-sunken px-[8px] text-left first:rounded-tl-md last:rounded-tr-md',
    sticky && 'sticky top-12 z-10',
  );
  return (
    <div
      className={cx(
        'rounded-md border border-line bg-surface',
        (scrollX || !isDesktop) && 'overflow-x-auto',
        className,
      )}
    >
      <table className="w-full border-separate border-spacing-0 text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {selection && (
              <th scope="col" className={cx(sideHeader, 'w-[40px]')}>
                <SelectAll rows={rows} rowKey={props.rowKey} selection={selection} />
              </th>
            )}
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} sort={sort} onSortChange={onSortChange} sticky={sticky} />
            ))}
            {onRowAction && (
              <th scope="col" className={cx(sideHeader, 'w-[40px]')}>
                <span className="sr-only">{text.actions}</span>
              </th>
            )}
          </tr>
        </thead>
        <TableBody {...parts} />
        {footer != null && (
          <tfoot className="font-medium [&_td]:h-[36px] [&_td]:border-t [&_td]:border-line2 [&_td]:px-[12px]">
            {footer}
          </tfoot>
        )}
      </table>
    </div>
  );
}

function SelectAll<Row>({
  rows,
  rowKey,
  selection,
}: Required<Pick<DataTableProps<Row>, 'rows' | 'rowKey' | 'selection'>>) {
  const able = rows.filter((row) => selection.isSelectable?.(row) ?? true).map(rowKey);
  const chosen = able.filter((key) => selection.keys.has(key)).length;
  return (
    <input
      type="checkbox"
      aria-label={selection.allLabel}
      className="size-[16px] accent-brand"
      disabled={able.length === 0}
      checked={chosen > 0 && chosen === able.length}
      ref={(box) => {
        if (box) box.indeterminate = chosen > 0 && chosen < able.length;
      }}
      onChange={(event) => {
        const rest = [...selection.keys].filter((key) => !able.includes(key));
        selection.onChange(new Set(event.target.checked ? [...rest, ...able] : rest));
      }}
    />
  );
}
