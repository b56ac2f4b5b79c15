import type { ReactNode } from 'react';
import { TableBody, type TableParts } from './data-table-body';
import { HeaderCell, SelectAll } from './data-table-head';
import type { DataTableProps } from './data-table-types';
import { useKitText } from './kit-text';
import { Skeleton } from './spinner';
import { cx } from './styles';
import { useIsDesktop } from './use-media';

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
