import { useInfiniteQuery } from '@tanstack/react-query';
import { isStaff as isStaffRole, useSession } from '../../features/identity/session';
import { PriceLines } from '../../features/reservations/price-lines';
import { ViolationList } from '../../features/reservations/violation-list';
import { Alerts } from '../../features/waiting-list/alerts';
import { DemandView } from '../../features/waiting-list/demand';
import { EntryList } from '../../features/waiting-list/entry-list';
import { JoinForm } from '../../features/waiting-list/join-form';
import { OfferCard } from '../../features/waiting-list/offer-card';
import { waitingListMessages } from '../../features/waiting-list/waiting-list.messages';
import { entriesQuery, waitingListKey, type State } from '../../features/waiting-list/waiting-list.queries';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';
import { LoadFailed } from '../../shared/load-failed';
import { useSearchState } from '../../shared/search-state';
import { Button, PageHeader, SegmentedControl, Sheet } from '../../shared/ui';

type Tab = 'open' | 'over' | 'alerts' | 'demand';
const labels = { open: 'tabOpen', over: 'tabOver', alerts: 'tabAlerts', demand: 'tabDemand' } as const;
const wish = ['instrumentId', 'categoryId', 'kind', 'from', 'until', 'minutes', 'months', 'first', 'last'];
const prefilled = ['join', ...wish, 'runs', 'samples', 'extras'];
const none = Object.fromEntries(prefilled.map((key) => [key, undefined]));

/** What one waits for, what is held for one, and what one wants to hear of; ?join=1 is the form, filled in from the URL. */
export default function WaitingListPage() {
  const { member } = useSession();
  useLiveRefresh(['waiting-list', 'freed-alert'], waitingListKey);
  return isStaffRole(member.role) ? <StaffPage /> : <TenantPage />;
}

function TenantPage() {
  const say = waitingListMessages.useSay();
  const [search, change] = useSearchState();
  const join = (): void => change({ join: '1' });
  const done = (): void => change({ ...none, tab: undefined, state: undefined });
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: say('back'), href: '/reservations' }]}
        title={say('title')}
        actions={
          <Button variant="primary" icon="plus" onPress={join}>
            {say('join')}
          </Button>
        }
      />
      <Offers lookedFor={Number(search.entry)} />
      <Views tabs={['open', 'over', 'alerts']} onJoin={join} />
      {search.join && (
        <Sheet title={say('join')} isOpen onOpenChange={(open) => !open && change(none)}>
          <JoinForm search={search} onDone={done} />
        </Sheet>
      )}
    </>
  );
}

function StaffPage() {
  const say = waitingListMessages.useSay();
  return (
    <>
      <PageHeader title={say('titleStaff')} />
      <Views tabs={['open', 'over', 'demand']} />
    </>
  );
}

function Views({ tabs, onJoin }: { tabs: readonly Tab[]; onJoin?: () => void }) {
  const say = waitingListMessages.useSay();
  const [search, change] = useSearchState();
  const tab = tabs.find((one) => one === search.tab) ?? (search.state === 'over' ? 'over' : 'open');
  return (
    <>
      <div className="mb-3">
        <SegmentedControl
          label={say('tabs')}
          value={tab}
          onChange={(next) => change({ tab: next === 'open' ? undefined : next, state: undefined })}
          options={tabs.map((id) => ({ id, label: say(labels[id]) }))}
        />
      </div>
      {tab === 'alerts' && <Alerts />}
      {tab === 'demand' && <DemandView />}
      {(tab === 'open' || tab === 'over') && <Entries state={tab} isStaff={!onJoin} onJoin={onJoin} />}
    </>
  );
}

/** What is held for one's company stands above everything else. */
function Offers({ lookedFor }: { lookedFor: number }) {
  const say = waitingListMessages.useSay();
  const { data } = useInfiniteQuery(entriesQuery('open'));
  const offered = (data?.items ?? [])
    .flatMap((entry) => (entry.offer ? [{ entry, offer: entry.offer }] : []))
    .sort((a, b) => a.offer.expiresAt.localeCompare(b.offer.expiresAt));
  if (!data || offered.length === 0) return null;
  return (
    <section aria-label={say('offerTitle')} className="mb-4 grid gap-2">
      <p role="status" className="text-sm text-mut">
        {say('offerLead')}
      </p>
      {offered.map(({ entry, offer }) => (
        <OfferCard
          key={offer.id}
          {...{ entry, offer }}
          clockOffMs={data.clockOffMs}
          isLookedFor={entry.id === lookedFor}
          priceOf={({ lines }) => <PriceLines lines={lines} />}
          rulesOf={(violations) => (
            <ViolationList violations={violations} refusedTitle={say('rulesRefuse')} noticeTitle={say('rulesNote')} />
          )}
        />
      ))}
    </section>
  );
}

function Entries({ state, isStaff, onJoin }: { state: State; isStaff: boolean; onJoin?: () => void }) {
  const say = waitingListMessages.useSay();
  const entries = useInfiniteQuery(entriesQuery(state));
  if (entries.isError && !entries.data)
    return (
      <LoadFailed
        title={say('failed')}
        error={entries.error}
        onRetry={() => void entries.refetch()}
        isRetrying={entries.isFetching}
      />
    );
  return (
    <>
      <EntryList entries={entries.data?.items ?? []} isLoading={entries.isPending} {...{ state, isStaff, onJoin }} />
      {entries.hasNextPage && (
        <div className="flex justify-center py-3">
          <Button isPending={entries.isFetchingNextPage} onPress={() => void entries.fetchNextPage()}>
            {say('more')}
          </Button>
        </div>
      )}
    </>
  );
}
