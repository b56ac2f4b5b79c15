import type { ReactNode } from 'react';
import { TableBody } from './data-table-body';
import { TableHead } from './data-table-head';
import type { DataTableProps } from './data-table-types';
import { Skeleton } from './spinner';
import { cx, focusRing } from './styles';
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
  const { rows, empty, isLoading, renderCard, className } = props;
  const isDesktop = useIsDesktop();
  if (isLoading)
    return (
      <Skeleton
        lines={8}
        lineHeight={28}
        className={cx('rounded-md border border-line bg-surface p-[12px]', className)}
      />
    );
  if (rows.length === 0 && empty != null)
    return <div className={cx('rounded-md border border-line bg-surface', className)}>{empty}</div>;
  if (!isDesktop && renderCard) return <CardList {...props} renderCard={renderCard} />;
  return <NativeTable {...props} isWide={props.scrollX === true || !isDesktop} />;
}

function NativeTable<Row>(props: DataTableProps<Row> & { isWide: boolean }) {
  const { caption, columns, selection, onRowAction, footer, isWide, stickyHeader = true, className } = props;
  const columnCount = columns.length + (selection ? 1 : 0) + (onRowAction ? 1 : 0);
  const scrolls = isWide ? { role: 'region', 'aria-label': caption, tabIndex: 0 } : {};
  return (
    <div
      {...scrolls}
      className={cx('rounded-md border border-line bg-surface', isWide && cx('overflow-x-auto', focusRing), className)}
    >
      <table className="w-full border-separate border-spacing-0 text-sm">
        <caption className="sr-only">{caption}</caption>
        <TableHead {...props} sticky={stickyHeader && !isWide} />
        <TableBody {...props} columnCount={columnCount} />
        {footer != null && (
          <tfoot className="font-medium [&_td]:h-[36px] [&_td]:border-t [&_td]:border-line2 [&_td]:px-[12px]">
            {footer}
          </tfoot>
        )}
      </table>
    </div>
  );
}
