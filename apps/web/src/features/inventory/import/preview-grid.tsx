import { cx } from '../../../shared/ui';
import { changesByField, shownValue } from './change-words';
import { columnLetters } from './column-letters';
import { importMessages } from './import.messages';
import type { Import, ImportCell, ImportProblem, ImportRow } from './import.types';
import { ProblemWords, VerdictBadge } from './verdict';

/** The sheet itself with its own column letters and row numbers, so that a problem is found again in Excel. */
export function PreviewGrid({ of, rows }: { of: Import; rows: readonly ImportRow[] }) {
  const say = importMessages.useSay();
  return (
    <div
      role="region"
      aria-label={say('tableLabel')}
      tabIndex={0}
      className="overflow-x-auto rounded-md border border-line bg-surface outline-offset-2 outline-brand focus-visible:outline-2"
    >
      <table className="w-max min-w-full border-separate border-spacing-0 text-sm">
        <caption className="sr-only">{say('tableLabel')}</caption>
        <thead>
          <tr>
            <th scope="col" className={cx(head, 'sticky left-0 z-10')}>
              {say('rowNo')}
            </th>
            <th scope="col" className={head}>
              {say('verdict')}
            </th>
            {of.headers.map((header, column) => (
              <th
                key={columnLetters(column)}
                scope="col"
                className={cx(head, of.mapping[column] === null && 'opacity-60')}
              >
                <span className="num mr-1.5 text-xs text-mut">{columnLetters(column)}</span>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <GridRow key={row.rowNo} of={of} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const head = 'border-b border-line2 bg-sunken px-2.5 py-1.5 text-left font-medium whitespace-nowrap';
const body = 'border-b border-line px-2.5 py-1.5 align-top';

function GridRow({ of, row }: { of: Import; row: ImportRow }) {
  const changes = changesByField(row);
  const whole = row.problems.filter((problem) => problem.column === null);
  return (
    <tr className={row.verdict === 'skipped' ? 'text-mut' : undefined}>
      <th scope="row" className={cx(body, 'num sticky left-0 z-10 bg-surface text-left font-normal text-mut')}>
        {row.rowNo}
      </th>
      <td className={body}>
        <VerdictBadge verdict={row.verdict} />
        {whole.map((problem) => (
          <ProblemWords key={problem.code} problem={problem} />
        ))}
      </td>
      {of.headers.map((_, column) => {
        const field = of.mapping[column] ?? null;
        return (
          <GridCell
            key={columnLetters(column)}
            cell={row.cells[column] ?? null}
            isLeftOut={field === null}
            problems={row.problems.filter((problem) => problem.column === column)}
            change={field === null ? undefined : changes.get(field)}
            isNew={row.verdict === 'new'}
          />
        );
      })}
    </tr>
  );
}

interface GridCellProps {
  readonly cell: ImportCell;
  readonly isLeftOut: boolean;
  readonly problems: readonly ImportProblem[];
  readonly change: { key: string; was: unknown; becomes: unknown } | undefined;
  readonly isNew: boolean;
}

function GridCell({ cell, isLeftOut, problems, change, isNew }: GridCellProps) {
  const isWrong = problems.some((problem) => problem.severity === 'error');
  const tone = isWrong
    ? 'bg-bad-soft outline-1 -outline-offset-1 outline-bad'
    : problems.length > 0
      ? 'bg-warn-soft'
      : change && !isNew
        ? 'bg-brand-soft'
        : '';
  const isNumber = typeof cell === 'number';
  const text = cell === null ? '' : String(cell);
  return (
    <td className={cx(body, tone, isLeftOut && 'text-mut opacity-60', isNumber && 'num text-right')}>
      <span className={cx('block', text.length > 20 ? 'w-56' : 'whitespace-nowrap')}>{text}</span>
      {problems.map((problem) => (
        <ProblemWords key={problem.code} problem={problem} />
      ))}
      {change && <Change change={change} isNew={isNew} isBlank={cell === null || cell === ''} />}
    </td>
  );
}

function Change({
  change,
  isNew,
  isBlank,
}: {
  change: NonNullable<GridCellProps['change']>;
  isNew: boolean;
  isBlank: boolean;
}) {
  const say = importMessages.useSay();
  const words = { yes: '✓', no: '✗', empty: say('nothing') };
  if (isNew) {
    if (!isBlank || change.key !== 'monthlyFen') return null;
    return (
      <span className="block text-xs text-mut">
        {say('blankDefault', { value: shownValue(change.key, change.becomes, words) })}
      </span>
    );
  }
  return (
    <span className="block text-left text-xs text-brand-strong">
      {say('was', { value: shownValue(change.key, change.was, words) })}
    </span>
  );
}
