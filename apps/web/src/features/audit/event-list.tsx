import { parkDateTime } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { LoadFailed } from '../../shared/load-failed';
import { PageFooter } from '../../shared/page-footer';
import { usePages } from '../../shared/use-pages';
import { type Column, DataTable, EmptyState, TextLink } from '../../shared/ui';
import { auditMessages } from './audit.messages';
import { type AuditEvent, type AuditFilter, auditKey } from './audit.queries';
import { ChangeList } from './change-list';

/** Pages of single things that managers have. */
const places: Readonly<Record<string, (id: number) => string>> = {
  reservation: (id) => `/reservations/${id}`,
  instrument: (id) => `/i/${id}`,
  invoice: (id) => `/invoices/${id}`,
  credit_note: (id) => `/credit-notes/${id}`,
  service_order: (id) => `/services?order=${id}`,
};

/** The events that fit, newest first, page by page. */
export function EventList({ filter, onClear }: { filter: AuditFilter; onClear: () => void }) {
  const say = auditMessages.useSay();
  const columns = useColumns();
  const list = usePages<AuditEvent>([...auditKey, 'events'], '/audit/events', filter);
  const { rows, error, retry, isRetrying, isPending } = list;
  if (error) return <LoadFailed title={say('failed')} error={error} onRetry={retry} isRetrying={isRetrying} />;
  const empty = Object.values(filter).some(Boolean) ? (
    <EmptyState icon="filter" title={say('noneFit')} action={{ label: say('clear'), onPress: onClear }} />
  ) : (
    <EmptyState icon="list" title={say('none')} detail={say('noneDetail')} />
  );
  return (
    <>
      <DataTable
        caption={say('title')}
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.id)}
        isLoading={isPending}
        empty={empty}
        renderCard={(row) => (
          <article className="rounded-md border border-line bg-surface px-3.5 py-2.5">
            <p className="num flex flex-wrap justify-between gap-x-3 text-xs text-mut">
              <span>{parkDateTime(row.at)}</span>
              <Seal row={row} />
            </p>
            <What row={row} />
            <Who row={row} />
          </article>
        )}
      />
      <PageFooter list={list} />
    </>
  );
}

function useColumns(): Column<AuditEvent>[] {
  const say = auditMessages.useSay();
  return [
    {
      key: 'when',
      header: say('when'),
      isRowHeader: true,
      render: (row) => <span className="num whitespace-nowrap">{parkDateTime(row.at)}</span>,
    },
    { key: 'who', header: say('who'), render: (row) => <Who row={row} />, width: '18%' },
    { key: 'what', header: say('what'), render: (row) => <What row={row} />, width: '58%' },
    { key: 'seal', header: say('seal'), align: 'right', render: (row) => <Seal row={row} /> },
  ];
}

/** Whoever did it; people of a company with the company. */
function Who({ row }: { row: AuditEvent }) {
  const say = auditMessages.useSay();
  const name = useName();
  return (
    <>
      <span className="block">{row.actorName ?? say('system')}</span>
      {isOwnAct(row) && <span className="block text-sm text-mut">{name(row.companyZh, row.companyEn)}</span>}
    </>
  );
}

/** Whether the company's own people did it; else it was done to the company. */
const isOwnAct = ({ companyId, actorRole }: AuditEvent): boolean =>
  companyId !== null && (actorRole === 'member' || actorRole === 'company_admin');

/** The act, the thing it was done to, why, and what became different. */
function What({ row }: { row: AuditEvent }) {
  const say = auditMessages.useSay();
  const name = useName();
  const { entity, entityId, subjectZh, subjectEn, reason } = row;
  const thing = subjectZh
    ? name(subjectZh, subjectEn)
    : say('numbered', { entity: name(row.entityZh, row.entityEn), id: String(entityId) });
  const place = places[entity]?.(entityId);
  return (
    <>
      <span className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{name(row.actionZh, row.actionEn)}</span>
        {place ? <TextLink href={place}>{thing}</TextLink> : <span>{thing}</span>}
        {row.companyId !== null && entity !== 'company' && !isOwnAct(row) && (
          <span className="text-mut">{name(row.companyZh, row.companyEn)}</span>
        )}
        <TextLink
          href={`/audit?entity=${encodeURIComponent(entity)}&id=${entityId}`}
          className="text-xs"
          aria-label={`${say('ofThis')}: ${thing}`}
        >
          {say('ofThis')}
        </TextLink>
      </span>
      {reason && <span className="block text-sm">{say('reason', { reason })}</span>}
      <ChangeList data={row.data} />
    </>
  );
}

function Seal({ row }: { row: AuditEvent }) {
  const say = auditMessages.useSay();
  return row.seq === null ? (
    <span className="text-xs text-mut">{say('notYet')}</span>
  ) : (
    <span className="num">{row.seq}</span>
  );
}
