import { AuditFilters } from '../../features/audit/audit-filters';
import { auditMessages } from '../../features/audit/audit.messages';
import type { AuditFilter } from '../../features/audit/audit.queries';
import { ChainCard } from '../../features/audit/chain-card';
import { EventList } from '../../features/audit/event-list';
import { env } from '../../shared/env';
import { useLanguage } from '../../shared/i18n/language';
import { queryText } from '../../shared/query-text';
import { useSearchState } from '../../shared/search-state';
import { LinkButton, PageHeader } from '../../shared/ui';

const nothing = { q: '', from: '', to: '', by: '', kind: '', entity: '', id: '' };

/** Who did what in the park, whether any of it was changed since, and all of it as a sheet. */
export default function AuditPage() {
  const say = auditMessages.useSay();
  const language = useLanguage();
  const [{ q, from, to, by, kind, entity, id }, change] = useSearchState();
  const filter: AuditFilter = { q, from, to, by, kind, entity, id };
  const clear = (): void => change(nothing);
  return (
    <>
      <PageHeader
        title={say('title')}
        actions={
          <LinkButton
            icon="download"
            target="_blank"
            href={`${env.apiBase}/audit/events.xlsx${queryText({ ...filter, lang: language })}`}
          >
            {say('export')}
          </LinkButton>
        }
      />
      <p className="mb-3 max-w-[80ch] text-sm text-mut">{say('intro')}</p>
      <ChainCard />
      <AuditFilters filter={filter} onChange={change} onClear={clear} />
      <EventList filter={filter} onClear={clear} />
    </>
  );
}
