import { useName } from '../../shared/i18n/messages';
import { Button, Callout, TextLink } from '../../shared/ui';
import { billingRunMessages } from './billing-run.messages';
import { useRetryCompany, type Cockpit, type CompanyMonth } from './billing-run.queries';

/** Companies that could not be billed, why, and the way to try each again. */
export function FailedCompanies({ cockpit }: { cockpit: Cockpit }) {
  const say = billingRunMessages.useSay();
  const failed = cockpit.companies.filter((company) => company.status === 'failed');
  if (failed.length === 0) return null;
  return (
    <section id="failed">
      <Callout tone="bad" title={say('failedTitle', { count: failed.length })} className="mb-3">
        <p>{say(cockpit.state === 'open' ? 'failedPreview' : 'failedDetail')}</p>
        <ul className="mt-2 divide-y divide-line rounded border border-line bg-surface">
          {failed.map((company) => (
            <Failed
              key={company.companyId}
              company={company}
              month={cockpit.month}
              canRetry={cockpit.state === 'invoiced'}
            />
          ))}
        </ul>
      </Callout>
    </section>
  );
}

/** The reservation that a reason names. */
const reservationIn = (reason: string | null): string | undefined => /^reservation (\d+)/.exec(reason ?? '')?.[1];

function Failed({ company, month, canRetry }: { company: CompanyMonth; month: string; canRetry: boolean }) {
  const say = billingRunMessages.useSay();
  const name = useName()(company.nameZh, company.nameEn);
  const retry = useRetryCompany(month);
  const reservation = reservationIn(company.reason);
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 px-3 py-2">
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{name}</span>
        <span className="block break-words text-sm text-mut">{company.reason}</span>
        {reservation && (
          <TextLink href={`/reservations/${reservation}`} className="text-sm">
            {say('toReservation', { id: reservation })}
          </TextLink>
        )}
        {retry.error && (
          <span className="block text-sm text-bad" role="alert">
            {retry.error.message}
          </span>
        )}
      </span>
      {canRetry && (
        <Button
          size="sm"
          icon="refresh"
          aria-label={say('retryOf', { company: name })}
          isPending={retry.isPending}
          onPress={() => retry.mutate(company.companyId)}
        >
          {say('retry')}
        </Button>
      )}
    </li>
  );
}
