import { useState } from 'react';
import { useLanguage } from '../../../shared/i18n/language';
import { LoadFailed } from '../../../shared/load-failed';
import { Badge, cx, Pagination, SegmentedControl, Skeleton, type Tone } from '../../../shared/ui';
import { usePages } from '../../../shared/use-pages';
import { bankKey, type Statement, type StatementRow } from './bank.queries';
import { columnLetters } from './column-letters';
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
      <Pagination {...list.pagination}>
        {list.index > 0 || list.pagination.hasNext ? say('pageOf', { page: list.index + 1 }) : null}
      </Pagination>
    </>
  );
}

const head = 'border-b border-line2 bg-sunken px-2.5 py-1.5 text-left font-medium whitespace-nowrap';
const body = 'border-b border-line px-2.5 py-1.5 align-top';

function Grid({ of, rows }: { of: Statement; rows: readonly StatementRow[] }) {
  const say = statementMessages.useSay();
  return (
    <div
      role="region"
      aria-label={say('table')}
      tabIndex={0}
      className="overflow-x-auto rounded-md border border-line bg-surface outline-offset-2 outline-brand focus-visible:outline-2"
    >
      <table className="w-max min-w-full border-separate border-spacing-0 text-sm">
        <caption className="sr-only">{say('table')}</caption>
        <thead>
          <tr>
            <th scope="col" className={cx(head, 'sticky left-0 z-10 w-12 min-w-12')}>
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

function GridRow({ of, row }: { of: Statement; row: StatementRow }) {
  const say = statementMessages.useSay();
  const lang = useLanguage();
  return (
    <tr className={row.verdict === 'skipped' || row.verdict === 'known' ? 'text-mut' : undefined}>
      <th scope="row" className={cx(body, 'num sticky left-0 z-10 bg-surface text-left font-normal text-mut')}>
        {row.rowNo}
      </th>
      <td className={body}>
        <Badge tone={tones[row.verdict]}>{say(row.verdict)}</Badge>
        {row.problems.map((problem) => (
          <span key={`${problem.cell ?? ''}${problem.code}`} className="block text-sm text-bad">
            {problem.cell} {problem.message[lang]}
          </span>
        ))}
      </td>
      {of.headers.map((_, column) => {
        const cell = row.cells[column];
        const isWrong = row.problems.some((problem) => problem.column === column);
        return (
          <td
            key={columnLetters(column)}
            className={cx(
              body,
              isWrong && 'bg-bad-soft outline-1 -outline-offset-1 outline-bad',
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
    </tr>
  );
}
