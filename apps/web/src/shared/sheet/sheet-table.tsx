import type { ReactNode } from 'react';
import { cx } from '../ui';
import { columnLetters } from './column-letters';

export interface SheetTableProps {
  /** What the table is, for screen readers. */
  readonly label: string;
  /** Heads of the two columns before the sheet's own: the row's number and what becomes of it. */
  readonly rowHead: string;
  readonly verdictHead: string;
  readonly headers: readonly string[];
  /** The field of each column; null is left out. */
  readonly mapping: readonly (string | null)[];
  /** Keeps the verdict in sight when the sheet is scrolled sideways. */
  readonly keepsVerdict?: boolean;
  /** The rows, made of `SheetRow`. */
  readonly children: ReactNode;
}

const head = 'border-b border-line2 bg-sunken px-2.5 py-1.5 text-left font-medium whitespace-nowrap';
/** Look of every cell of the sheet. */
export const sheetCell = 'border-b border-line px-2.5 py-1.5 align-top';
/** Look of a cell that is wrong. */
export const wrongCell = 'bg-bad-soft outline-1 -outline-offset-1 outline-bad';

/** A spreadsheet as it was uploaded, with its own column letters and row numbers, so that a problem is found again in the file. */
export function SheetTable(props: SheetTableProps) {
  const { label, rowHead, verdictHead, headers, mapping, keepsVerdict, children } = props;
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className="overflow-x-auto rounded-md border border-line bg-surface outline-offset-2 outline-brand focus-visible:outline-2"
    >
      <table className="w-max min-w-full border-separate border-spacing-0 text-sm">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr>
            <th scope="col" className={cx(head, 'sticky left-0 z-10 w-12 min-w-12')}>
              {rowHead}
            </th>
            <th scope="col" className={cx(head, keepsVerdict && 'sticky left-12 z-10 border-r')}>
              {verdictHead}
            </th>
            {headers.map((header, column) => (
              <th
                key={columnLetters(column)}
                scope="col"
                className={cx(head, mapping[column] === null && 'opacity-60')}
              >
                <span className="num mr-1.5 text-xs text-mut">{columnLetters(column)}</span>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

export interface SheetRowProps {
  readonly rowNo: number;
  readonly isQuiet: boolean;
  readonly keepsVerdict?: boolean;
  /** What becomes of the row and what is wrong with it. */
  readonly verdict: ReactNode;
  /** The cells of the sheet. */
  readonly children: ReactNode;
}

export function SheetRow({ rowNo, isQuiet, keepsVerdict, verdict, children }: SheetRowProps) {
  return (
    <tr className={isQuiet ? 'text-mut' : undefined}>
      <th scope="row" className={cx(sheetCell, 'num sticky left-0 z-10 bg-surface text-left font-normal text-mut')}>
        {rowNo}
      </th>
      <td className={cx(sheetCell, keepsVerdict && 'sticky left-12 z-10 border-r bg-surface')}>{verdict}</td>
      {children}
    </tr>
  );
}
