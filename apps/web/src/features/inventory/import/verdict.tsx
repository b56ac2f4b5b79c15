import { useLanguage } from '../../../shared/i18n/language';
import { Icon, StatusBadge, cx } from '../../../shared/ui';
import { importMessages } from './import.messages';
import type { ImportProblem, Verdict } from './import.types';

const looks: Record<Verdict, string> = {
  new: 'available',
  changed: 'in-use',
  same: 'neutral',
  skipped: 'cancelled',
  invalid: 'failed',
  pending: 'pending',
};

/** What the import would do with a row. */
export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const say = importMessages.useSay();
  return <StatusBadge status={looks[verdict]}>{say(verdict)}</StatusBadge>;
}

/** What is wrong or odd about a cell, with the cell's name. */
export function ProblemWords({ problem, isWide = false }: { problem: ImportProblem; isWide?: boolean }) {
  const lang = useLanguage();
  const isError = problem.severity === 'error';
  return (
    <span
      className={cx(
        !isWide && 'w-48',
        'mt-0.5 flex items-start gap-1 text-left text-xs',
        isError ? 'text-bad' : 'text-warn',
      )}
    >
      <Icon name={isError ? 'x-circle' : 'alert'} size={13} className="mt-0.5 shrink-0" />
      <span>
        {problem.cell && <span className="num mr-1 font-semibold">{problem.cell}</span>}
        {problem.message[lang]}
      </span>
    </span>
  );
}
