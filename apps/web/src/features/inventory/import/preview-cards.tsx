import { useName } from '../../../shared/i18n/messages';
import { fieldOfKey, shownValue } from './change-words';
import { importMessages } from './import.messages';
import type { Import, ImportRow } from './import.types';
import { ProblemWords, VerdictBadge } from './verdict';

/** The rows on a phone: which instrument, what is wrong with it, what would change. */
export function PreviewCards({ of, rows }: { of: Import; rows: readonly ImportRow[] }) {
  const say = importMessages.useSay();
  return (
    <ul aria-label={say('tableLabel')} className="grid grid-cols-1 gap-2">
      {rows.map((row) => (
        <li key={row.rowNo} className="rounded-md border border-line bg-surface px-3.5 py-3">
          <div className="flex items-start justify-between gap-2">
            <span className="min-w-0">
              <span className="block font-medium">{textOf(of, row, 'nameZh') || '–'}</span>
              <span className="num block text-sm text-mut">
                {say('rowAt', { row: row.rowNo })} · {textOf(of, row, 'assetNo')}
              </span>
            </span>
            <VerdictBadge verdict={row.verdict} />
          </div>
          {row.problems.map((problem) => (
            <ProblemWords key={`${problem.cell}${problem.code}`} problem={problem} isWide />
          ))}
          {row.verdict === 'changed' && <Changes of={of} row={row} />}
        </li>
      ))}
    </ul>
  );
}

function textOf(of: Import, row: ImportRow, field: string): string {
  const cell = row.cells[of.mapping.indexOf(field)];
  return cell === null || cell === undefined ? '' : String(cell);
}

function Changes({ of, row }: { of: Import; row: ImportRow }) {
  const say = importMessages.useSay();
  const name = useName();
  const words = { yes: '✓', no: '✗', empty: say('nothing') };
  return (
    <dl className="num mt-1 grid gap-0.5 text-sm">
      {Object.entries(row.changes).map(([key, [was, becomes]]) => {
        const field = of.fields.find((one) => one.key === fieldOfKey(key));
        return (
          <div key={key} className="flex flex-wrap gap-x-2">
            <dt className="text-mut">{field ? name(field.labelZh, field.labelEn) : key}</dt>
            <dd>{say('becomes', { was: shownValue(key, was, words), becomes: shownValue(key, becomes, words) })}</dd>
          </div>
        );
      })}
    </dl>
  );
}
