import { alignClass, type Column, type DataTableProps, type TableSort } from './data-table-types';
import { Icon } from './icon';
import { useKitText } from './kit-text';
import { cx, focusRing } from './styles';

/** A column's heading; a button when the column sorts. */
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

/** Chooses every row in sight that may be chosen. */
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
      className="m-[4px] size-[16px] align-middle accent-brand scheme-light-dark max-lg:m-[14px]"
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

/** The headings; they stay under the application's bar while the page scrolls. */
export function TableHead<Row>(props: DataTableProps<Row> & { sticky: boolean }) {
  const { columns, rows, rowKey, sort, onSortChange, selection, onRowAction, sticky } = props;
  const text = useKitText();
  const side = cx(
    'h-[34px] w-[40px] border-b border-line bg-sunken px-[8px] text-left first:rounded-tl-md last:rounded-tr-md',
    sticky && 'sticky top-12 z-10',
  );
  return (
    <thead>
      <tr>
        {selection && (
          <th scope="col" className={side}>
            <SelectAll rows={rows} rowKey={rowKey} selection={selection} />
          </th>
        )}
        {columns.map((column) => (
          <HeaderCell key={column.key} column={column} sort={sort} onSortChange={onSortChange} sticky={sticky} />
        ))}
        {onRowAction && (
          <th scope="col" className={side}>
            <span className="sr-only">{text.actions}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}
