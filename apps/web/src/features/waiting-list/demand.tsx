import { useQuery } from '@tanstack/react-query';
import { parkDate } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { LoadFailed } from '../../shared/load-failed';
import { DataTable, EmptyState, TextLink, type Column } from '../../shared/ui';
import { waitingListMessages } from './waiting-list.messages';
import { demandQuery } from './waiting-list.queries';
import type { Demand, HoldTerms } from './waiting-list.types';

/** What is waited for, added up by instrument and category; and how long offers are held. */
export function DemandView() {
  const say = waitingListMessages.useSay();
  const columns = useColumns();
  const demand = useQuery(demandQuery);
  if (demand.isError && !demand.data)
    return (
      <LoadFailed
        title={say('failed')}
        error={demand.error}
        onRetry={() => void demand.refetch()}
        isRetrying={demand.isFetching}
      />
    );
  return (
    <div className="grid gap-4">
      <DataTable
        caption={say('demandLabel')}
        columns={columns}
        rows={demand.data?.items ?? []}
        rowKey={(one) => `${one.instrumentId ?? ''}:${one.nameZh}`}
        isLoading={demand.isPending}
        empty={<EmptyState icon="grid" title={say('demandEmpty')} detail={say('demandEmptyDetail')} />}
        renderCard={(one) => <DemandCard one={one} />}
      />
      {demand.data && <Terms terms={demand.data.terms} />}
    </div>
  );
}

function What({ one }: { one: Demand }) {
  const say = waitingListMessages.useSay();
  const name = useName();
  if (one.instrumentId === null)
    return (
      <span>
        {name(one.nameZh, one.nameEn)} <span className="text-xs text-mut">{say('demandAny')}</span>
      </span>
    );
  return (
    <TextLink href={`/i/${one.instrumentId}`}>
      {name(one.nameZh, one.nameEn)} <span className="num text-mut">{one.assetNo}</span>
    </TextLink>
  );
}

const hoursText = ({ sessionHours }: Demand): string =>
  sessionHours > 0 ? waitingListMessages.say('hours', { count: String(Math.round(sessionHours * 10) / 10) }) : '—';
const monthsText = ({ rentalMonths }: Demand): string =>
  rentalMonths > 0 ? waitingListMessages.say('monthsOf', { count: rentalMonths }) : '—';

function useColumns(): Column<Demand>[] {
  const say = waitingListMessages.useSay();
  const figure = (key: string, header: string, of: (one: Demand) => string | number): Column<Demand> => ({
    key,
    header,
    align: 'right',
    render: (one) => <span className="num">{of(one)}</span>,
  });
  return [
    { key: 'what', header: say('what'), isRowHeader: true, render: (one) => <What one={one} /> },
    figure('waiting', say('demandWaiting'), (one) => one.waiting),
    figure('missed', say('demandMissed'), (one) => one.missed),
    figure('companies', say('demandCompanies'), (one) => one.companies),
    figure('hours', say('demandHours'), hoursText),
    figure('months', say('demandMonths'), monthsText),
    figure('oldest', say('demandOldest'), (one) => parkDate(one.oldest)),
  ];
}

function DemandCard({ one }: { one: Demand }) {
  const say = waitingListMessages.useSay();
  const figures = [
    `${say('demandWaiting')} ${one.waiting}`,
    `${say('demandMissed')} ${one.missed}`,
    `${say('demandCompanies')} ${one.companies}`,
    ...[hoursText(one), monthsText(one)].filter((text) => text !== '—'),
  ];
  return (
    <article className="grid gap-1 rounded-md border border-line bg-surface p-3">
      <What one={one} />
      <p className="num text-sm text-mut">{figures.join(' · ')}</p>
    </article>
  );
}

/** How long an offer is held, and where that is set. */
function Terms({ terms: { sessionMinutes, rentalHours } }: { terms: HoldTerms }) {
  const say = waitingListMessages.useSay();
  return (
    <p className="flex flex-wrap gap-x-3 text-sm text-mut">
      <span className="num">{say('terms', { minutes: sessionMinutes, hours: rentalHours })}</span>
      <TextLink href="/settings">{say('changeTerms')}</TextLink>
    </p>
  );
}
