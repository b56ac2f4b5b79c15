import { useState } from 'react';
import { useLanguage } from '../../../shared/i18n/language';
import { LoadFailed } from '../../../shared/load-failed';
import { columnLetters } from '../../../shared/sheet/column-letters';
import { sheetCell, SheetRow, SheetTable, wrongCell } from '../../../shared/sheet/sheet-table';
import { PageFooter } from '../../../shared/page-footer';
import { Badge, cx, SegmentedControl, Skeleton, type Tone } from '../../../shared/ui';
import { usePages } from '../../../shared/use-pages';
import { bankKey, type Statement, type StatementRow } from './bank.queries';
import { statementMessages } from './statement.messages';

type Verdict = StatementRow['verdict'];
const tones: Record<Verdict, Tone> = { new: 'brand', known: 'off', skipped: 'plain', invalid: 'bad', pending: 'plain' };

/** The file itself with its own column letters and row numbers; what is wrong stands at its row and cell. */
export function StatementPreview({ of }: { of: Statement }) {
  const say = statementMessages.useSay();
  const { summary } = of;
  const [view, setView] = useState<Verdict | 'all'>(summary.invalid > 0 ? 'invalid' : 'all');
  const list = usePages<StatementRow>(
    [...bankKey, 'rows', of.id, of.mapping.join()],
    `/bank-statements/${of.id}/rows`,
    {
      verdict: view === 'all' ? undefined : view,
      limit: 50,
    },
  );
  const counts = (['new', 'known', 'skipped', 'invalid'] as const).filter((id) => summary[id] > 0 || id === view);
  return (
    <>
      <SegmentedControl
        label={say('verdict')}
        options={[
          { id: 'all', label: `${say('all')} ${of.totalRows}` },
          ...counts.map((id) => ({ id, label: `${say(id)} ${summary[id]}` })),
        ]}
        value={view}
        onChange={setView}
        className="mb-2 max-w-full overflow-x-auto"
      />
      {list.error && (
        <LoadFailed title={say('failed')} error={list.error} onRetry={list.retry} isRetrying={list.isRetrying} />
      )}
      {list.isPending && <Skeleton lines={8} lineHeight={34} />}
      {!list.isPending && !list.error && list.rows.length === 0 && (
        <p className="rounded-md border border-line bg-surface p-4 text-mut">{say('noRows')}</p>
      )}
      {list.rows.length > 0 && <Grid of={of} rows={list.rows} />}
      <PageFooter list={list} />
    </>
  );
}

function Grid({ of, rows }: { of: Statement; rows: readonly StatementRow[] }) {
  const say = statementMessages.useSay();
  return (
    <SheetTable
      label={say('table')}
      rowHead={say('rowNo')}
      verdictHead={say('verdict')}
      headers={of.headers}
      mapping={of.mapping}
    >
      {rows.map((row) => (
        <GridRow key={row.rowNo} of={of} row={row} />
      ))}
    </SheetTable>
  );
}

function GridRow({ of, row }: { of: Statement; row: StatementRow }) {
  const say = statementMessages.useSay();
  const lang = useLanguage();
  const verdict = (
    <>
      <Badge tone={tones[row.verdict]}>{say(row.verdict)}</Badge>
      {row.problems.map((problem) => (
        <span key={`${problem.cell ?? ''}${problem.code}`} className="block text-sm text-bad">
          {problem.cell} {problem.message[lang]}
        </span>
      ))}
    </>
  );
  return (
    <SheetRow rowNo={row.rowNo} isQuiet={row.verdict === 'skipped' || row.verdict === 'known'} verdict={verdict}>
      {of.headers.map((_, column) => {
        const cell = row.cells[column];
        const isWrong = row.problems.some((problem) => problem.column === column);
        return (
          <td
            key={columnLetters(column)}
            className={cx(
              sheetCell,
              isWrong && wrongCell,
              of.mapping[column] === null && 'text-mut',
              typeof cell === 'number' && 'num text-right',
            )}
          >
            <span className={cx('block', String(cell ?? '').length > 24 ? 'w-56' : 'whitespace-nowrap')}>
              {String(cell ?? '')}
            </span>
          </td>
        );
      })}
    </SheetRow>
  );
}
