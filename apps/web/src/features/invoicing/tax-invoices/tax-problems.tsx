import { useLanguage } from '../../../shared/i18n/language';
import { Icon, TextLink } from '../../../shared/ui';
import { taxMessages } from './tax.messages';
import type { TaxProblem, TaxRow } from './tax.queries';

/** Where what is wrong can be mended. */
function mendHref(mend: NonNullable<TaxProblem['mend']>, row: Pick<TaxRow, 'invoiceId' | 'companyZh'>): string {
  if (mend === 'company') return `/people?q=${encodeURIComponent(row.companyZh)}`;
  if (mend === 'statement') return `/invoices/${row.invoiceId}`;
  return mend === 'rate' ? '/rates' : '/tax-invoices?tab=seller';
}

/** What the checks found: the field, what is wrong with it, and the way to it. */
export function TaxProblems({ row }: { row: TaxRow }) {
  const say = taxMessages.useSay();
  const lang = useLanguage();
  if (row.problems.length === 0)
    return (
      <span className="inline-flex items-center gap-1 text-ok">
        <Icon name="check-circle" size={16} />
        {say('ready')}
      </span>
    );
  return (
    <ul className="grid gap-1 text-sm">
      {row.problems.map((problem, index) => (
        <li key={index} className="flex items-start gap-1">
          <Icon
            name={problem.severity === 'error' ? 'x-circle' : 'alert'}
            size={14}
            className={problem.severity === 'error' ? 'mt-0.5 text-bad' : 'mt-0.5 text-warn'}
          />
          <span className="min-w-0">
            <span className="font-medium">
              {problem.field}
              {problem.lineNo !== null && ` · ${say('line', { no: problem.lineNo })}`}
            </span>{' '}
            {problem.message[lang]}{' '}
            {problem.mend && (
              <TextLink href={mendHref(problem.mend, row)} className="whitespace-nowrap underline!">
                {say(`mend_${problem.mend}`)}
              </TextLink>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Whether a statement may go into a file: nothing that a check refuses. */
export const isReady = (row: TaxRow): boolean => row.problems.every((problem) => problem.severity !== 'error');
