import { useLanguage } from '../../shared/i18n/language';
import { useName } from '../../shared/i18n/messages';
import { Button, Callout, TextLink } from '../../shared/ui';
import { billingRunMessages } from './billing-run.messages';
import { useRetryCompany, type Cockpit, type FailedCompany } from './billing-run.queries';
import { cockpitMessages } from './cockpit.messages';

const shown = 5;

/** Companies that could not be billed: why in a clerk's words, the way to what must be mended, and trying each again. */
export function FailedCompanies({ cockpit }: { cockpit: Cockpit }) {
  const say = billingRunMessages.useSay();
  const sayMore = cockpitMessages.useSay();
  const { run } = cockpit;
  if (!run || run.status === 'cancelled' || run.failedCount === 0) return null;
  const canRetry = cockpit.state === 'invoiced' || cockpit.state === 'review';
  return (
    <section id="failed">
      <Callout tone="bad" title={say('failedTitle', { count: run.failedCount })} className="mb-3">
        <p>{say('failedDetail')}</p>
        <ul className="mt-2 divide-y divide-line rounded border border-line bg-surface">
          {run.failed.slice(0, shown).map((company) => (
            <Failed key={company.companyId} company={company} month={cockpit.month} canRetry={canRetry} />
          ))}
        </ul>
        {run.failedCount > shown && <p className="mt-2">{sayMore('moreFailed', { count: run.failedCount - shown })}</p>}
      </Callout>
    </section>
  );
}

function Failed({ company, month, canRetry }: { company: FailedCompany; month: string; canRetry: boolean }) {
  const say = billingRunMessages.useSay();
  const sayMore = cockpitMessages.useSay();
  const lang = useLanguage();
  const name = useName()(company.companyZh, company.companyEn);
  const { message, link } = company.failure;
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 px-3 py-2 text-ink">
      <div className="min-w-0 flex-1 basis-72">
        <p className="font-medium">{name}</p>
        <p>{message[lang]}</p>
        <details className="text-sm text-mut">
          <summary className="w-fit max-lg:py-2">{sayMore('original')}</summary>
          <span lang="en" className="break-words">
            {company.reason}
          </span>
        </details>
      </div>
      <div className="flex items-center gap-3">
        {link && (
          <TextLink href={link} className="inline-flex items-center underline! max-lg:min-h-11">
            {sayMore('mend')}
          </TextLink>
        )}
        {canRetry && (
          <RetryButton month={month} companyId={company.companyId} label={say('retryOf', { company: name })} />
        )}
      </div>
    </li>
  );
}

/** Bills one company again; in review it makes its draft anew. */
export function RetryButton({ month, companyId, label }: { month: string; companyId: number; label: string }) {
  const say = billingRunMessages.useSay();
  const retry = useRetryCompany(month);
  return (
    <span>
      <Button
        size="sm"
        icon="refresh"
        aria-label={label}
        isPending={retry.isPending}
        onPress={() => retry.mutate(companyId)}
      >
        {say('retry')}
      </Button>
      {retry.error && (
        <span className="block text-sm text-bad" role="alert">
          {retry.error.message}
        </span>
      )}
    </span>
  );
}
