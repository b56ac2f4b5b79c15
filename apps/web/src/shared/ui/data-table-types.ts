import type { ReactNode } from 'react';

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
