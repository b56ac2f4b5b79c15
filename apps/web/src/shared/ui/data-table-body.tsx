import { useId, type MouseEvent } from 'react';
import { alignClass, type Column, type DataTableProps } from './data-table-types';
import { Icon } from './icon';
import { useKitText } from './kit-text';
import { cx, focusRing } from './styles';

type TableParts<Row> = DataTableProps<Row> & { columnCount: number };

/** Clicks on what acts by itself, or that end a selection of text, do not open the row. */
function opensRow(event: MouseEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  const acts = target?.closest('a, button, input, label, select, textarea, [role="button"]');
  return !acts && !window.getSelection()?.toString();
}

/** The rows of a DataTable. */
export function TableBody<Row>(props: TableParts<Row>) {
  const { rows, rowKey, columnCount } = props;
  const text = useKitText();
  return (
    <tbody className="[&>tr:last-child>*]:border-b-0">
      {rows.length === 0 && (
        <tr>
          <td colSpan={columnCount} className="h-[72px] text-center text-mut">
            {text.noResults}
          </td>
        </tr>
      )}
      {rows.map((row) => (
        <TableRow key={rowKey(row)} row={row} {...props} />
      ))}
    </tbody>
  );
}

function TableRow<Row>(props: TableParts<Row> & { row: Row }) {
  const { row, rowKey, columns, onRowAction, activeKey, rowClassName, selection, density = 'normal' } = props;
  const id = useId();
  const key = rowKey(row);
  const isActive = activeKey === key;
  const named = columns.findIndex((column) => column.isRowHeader);
  const cell = cx('border-b border-line px-[12px] py-[3px]', density === 'compact' ? 'h-[32px]' : 'h-[36px]');
  return (
    <tr
      data-key={key}
      aria-current={isActive || undefined}
      onClick={onRowAction && ((event) => opensRow(event) && onRowAction(row))}
      className={cx(
        isActive ? 'bg-brand-soft' : 'hover:bg-sunken',
        onRowAction && 'cursor-pointer',
        rowClassName?.(row),
      )}
    >
      {selection && (
        <td className={cx(cell, 'w-[40px] px-[8px]')}>
          <RowBox row={row} id={key} selection={selection} />
        </td>
      )}
      {columns.map((column, index) => {
        const className = cx(cell, 'font-normal', columnClass(column));
        return index === Math.max(0, named) ? (
          <th key={column.key} id={`${id}-name`} scope="row" className={className}>
            {column.render(row)}
          </th>
        ) : (
          <td key={column.key} className={className}>
            {column.render(row)}
          </td>
        );
      })}
      {onRowAction && (
        <td className={cx(cell, 'w-[40px] px-[8px] text-right')}>
          <OpenButton id={id} label={props.rowActionLabel?.(row)} onOpen={() => onRowAction(row)} />
        </td>
      )}
    </tr>
  );
}

const columnClass = <Row,>({ align = 'left' }: Column<Row>): string =>
  cx(alignClass[align], align === 'right' && 'num whitespace-nowrap');

/** What the keyboard opens a row with; named after the row unless the caller names it. */
function OpenButton({ id, label, onOpen }: { id: string; label?: string; onOpen: () => void }) {
  const text = useKitText();
  return (
    <button
      type="button"
      id={`${id}-open`}
      aria-label={label ?? text.open}
      aria-labelledby={label ? undefined : `${id}-open ${id}-name`}
      onClick={onOpen}
      className={cx(
        'inline-grid size-[24px] place-items-center rounded text-mut hover:text-ink max-lg:size-[44px]',
        focusRing,
      )}
    >
      <Icon name="chevron-right" />
    </button>
  );
}

function RowBox<Row>({
  row,
  id,
  selection,
}: {
  row: Row;
  id: string;
  selection: NonNullable<DataTableProps<Row>['selection']>;
}) {
  return (
    <input
      type="checkbox"
      className="m-[4px] size-[16px] align-middle accent-brand scheme-light-dark max-lg:m-[14px]"
      aria-label={selection.rowLabel(row)}
      disabled={selection.isSelectable && !selection.isSelectable(row)}
      checked={selection.keys.has(id)}
      onChange={(event) => {
        const next = new Set(selection.keys);
        if (event.target.checked) next.add(id);
        else next.delete(id);
        selection.onChange(next);
      }}
    />
  );
}
