import { useLanguage } from '../../../shared/i18n/language';
import { columnLetters } from '../../../shared/sheet/column-letters';
import { sheetCell, SheetRow, SheetTable, wrongCell } from '../../../shared/sheet/sheet-table';
import { cx, Icon } from '../../../shared/ui';
import { changesByField, shownValue } from './change-words';
import { importMessages } from './import.messages';
import type { Import, ImportCell, ImportProblem, ImportRow } from './import.types';
import { ProblemWords, VerdictBadge } from './verdict';

/** The sheet itself with its own column letters and row numbers, so that a problem is found again in Excel. */
export function PreviewGrid({ of, rows }: { of: Import; rows: readonly ImportRow[] }) {
  const say = importMessages.useSay();
  return (
    <SheetTable
      label={say('tableLabel')}
      rowHead={say('rowNo')}
      verdictHead={say('verdict')}
      headers={of.headers}
      mapping={of.mapping}
      keepsVerdict
    >
      {rows.map((row) => (
        <GridRow key={row.rowNo} of={of} row={row} />
      ))}
    </SheetTable>
  );
}

function GridRow({ of, row }: { of: Import; row: ImportRow }) {
  const changes = changesByField(row);
  const verdict = (
    <>
      <VerdictBadge verdict={row.verdict} />
      {row.problems.map((problem) => (
        <ProblemWords key={`${problem.cell}${problem.code}`} problem={problem} />
      ))}
    </>
  );
  return (
    <SheetRow rowNo={row.rowNo} isQuiet={row.verdict === 'skipped'} keepsVerdict verdict={verdict}>
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
    </SheetRow>
  );
}

interface GridCellProps {
  readonly cell: ImportCell;
  readonly isLeftOut: boolean;
  readonly problems: readonly ImportProblem[];
  readonly change: { key: string; was: unknown; becomes: unknown } | undefined;
  readonly isNew: boolean;
}

const isError = (problem: ImportProblem): boolean => problem.severity === 'error';

function toneOf({ problems, change, isNew }: GridCellProps): string {
  if (problems.some(isError)) return wrongCell;
  if (problems.length > 0) return 'bg-warn-soft';
  return change && !isNew ? 'bg-brand-soft' : '';
}

function GridCell(props: GridCellProps) {
  const { cell, isLeftOut, problems, change, isNew } = props;
  const text = cell === null ? '' : String(cell);
  const look = cx(
    sheetCell,
    toneOf(props),
    isLeftOut && 'text-mut opacity-60',
    typeof cell === 'number' && 'num text-right',
  );
  return (
    <td className={look}>
      <span className={cx('block', text.length > 20 ? 'w-56' : 'whitespace-nowrap')}>{text}</span>
      {problems.length > 0 && <Sign problems={problems} />}
      {change && <Change change={change} isNew={isNew} isBlank={text === ''} />}
    </td>
  );
}

/** Marks the cell; the words stand at the row's beginning, where they are seen without scrolling. */
function Sign({ problems }: { problems: readonly ImportProblem[] }) {
  const lang = useLanguage();
  const isWrong = problems.some(isError);
  return (
    <Icon
      name={isWrong ? 'x-circle' : 'alert'}
      size={14}
      label={problems.map((problem) => problem.message[lang]).join(' · ')}
      className={isWrong ? 'text-bad' : 'text-warn'}
    />
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
