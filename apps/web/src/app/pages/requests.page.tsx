import { useState } from 'react';
import { StandingStrip } from '../../features/invoicing/standing-strip';
import { useNow } from '../../shared/use-now';
import { ExceptionDialog } from '../../features/reservations/requests/exception-dialog';
import { RejectDialog } from '../../features/reservations/requests/reject-dialog';
import { RequestDetail } from '../../features/reservations/requests/request-detail';
import { RequestsList } from '../../features/reservations/requests/requests-list';
import { requestsMessages } from '../../features/reservations/requests/requests.messages';
import { useRequestKeys } from '../../features/reservations/requests/use-request-keys';
import { useDecisions, useRequests } from '../../features/reservations/requests/use-requests';
import { waitText } from '../../features/reservations/requests/wait-text';
import type { ReservationRow } from '../../features/reservations/reservations.types';
import { LoadFailed } from '../../shared/load-failed';
import { useSearchState } from '../../shared/search-state';
import { Button, EmptyState, LinkButton, PageHeader, Sheet, Skeleton, useMedia } from '../../shared/ui';

type Requests = ReturnType<typeof useRequests>;

/** What waits for the lab's decision: list and detail, by mouse, finger or keys. */
export default function RequestsPage() {
  const say = requestsMessages.useSay();
  const requests = useRequests();
  const decisions = useDecisions();
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const { list, rows, total } = requests;
  const now = useNow();
  const chosen = rows.filter((row) => selected.has(row.id));
  const oldest = rows[0] && say('oldest', { wait: waitText(rows[0].createdAt, now, say) });
  return (
    <>
      <PageHeader
        title={say('title')}
        detail={list.data && [total > 0 && say('waiting', { count: total }), oldest].filter(Boolean).join(' · ')}
        actions={
          <>
            <span className="text-sm text-mut max-lg:hidden">{say('keys')}</span>
            <LinkButton href="/waiting-list">{say('waitingList')}</LinkButton>
            {chosen.length > 0 && (
              <Button
                variant="primary"
                isPending={decisions.approvingAll.isPending}
                onPress={() => decisions.approvingAll.mutate(chosen, { onSettled: () => setSelected(new Set()) })}
              >
                {say('approveSelected', { count: chosen.length })}
              </Button>
            )}
          </>
        }
      />
      {list.error && !list.data && (
        <LoadFailed
          title={say('loadFailed')}
          error={list.error}
          onRetry={() => void list.refetch()}
          isRetrying={list.isRefetching}
        />
      )}
      {list.isPending && <Skeleton lines={8} lineHeight={48} />}
      {list.data && total === 0 && <EmptyState icon="check" title={say('empty')} detail={say('emptyDetail')} />}
      {rows.length > 0 && <ListAndDetail {...{ requests, decisions, selected }} onSelect={setSelected} />}
    </>
  );
}

/** Which request is open: the one in the URL; when it was decided, the one that moved up to its place. */
function useOpened(rows: readonly ReservationRow[], isBeside: boolean) {
  const [{ id }, change] = useSearchState();
  const [place, setPlace] = useState(0);
  const found = rows.findIndex((row) => String(row.id) === id);
  const index = found >= 0 ? found : Math.min(place, rows.length - 1);
  if (found >= 0 && found !== place) setPlace(found);
  return {
    active: isBeside || found >= 0 ? rows[index] : undefined,
    open: (row: ReservationRow | undefined) => change({ id: row ? String(row.id) : '' }),
    step: (by: 1 | -1) => change({ id: String(rows[Math.min(Math.max(index + by, 0), rows.length - 1)]?.id ?? '') }),
  };
}

interface ListAndDetailProps {
  readonly requests: Requests;
  readonly decisions: ReturnType<typeof useDecisions>;
  readonly selected: ReadonlySet<number>;
  readonly onSelect: (ids: ReadonlySet<number>) => void;
}

function ListAndDetail({ requests, decisions, selected, onSelect }: ListAndDetailProps) {
  const say = requestsMessages.useSay();
  const isBeside = useMedia('(min-width: 1280px)');
  const { rows, verdicts, total, showMore } = requests;
  const { active, open, step } = useOpened(rows, isBeside);
  const [declining, setDeclining] = useState(false);
  const { approving, rejecting, exception, forgetException } = decisions;
  const approve = (): void => {
    if (active && !approving.isPending) approving.mutate({ row: active });
  };
  const decline = (): void => setDeclining(active !== undefined);
  useRequestKeys({ next: () => step(1), previous: () => step(-1), approve, reject: decline });
  const detail = active && (
    <RequestDetail
      key={active.id}
      row={active}
      standing={<StandingStrip companyId={active.companyId} />}
      isPending={approving.isPending}
      onApprove={approve}
      onReject={decline}
      isDesktop={isBeside}
    />
  );
  return (
    <div className="grid items-start gap-3 xl:grid-cols-[minmax(0,5fr)_minmax(0,8fr)]">
      <div className="grid min-w-0 gap-2">
        <RequestsList {...{ rows, verdicts, selected, onSelect, onOpen: open }} activeId={active?.id ?? null} />
        {total > rows.length && <Button onPress={showMore}>{say('more', { count: total - rows.length })}</Button>}
      </div>
      {isBeside && <div className="sticky top-16 max-h-[calc(100dvh-80px)] min-w-0 overflow-y-auto">{detail}</div>}
      {!isBeside && active && (
        <Sheet isOpen title={say('title')} size="lg" onOpenChange={(isOpen) => !isOpen && open(undefined)}>
          {detail}
        </Sheet>
      )}
      {exception && (
        <ExceptionDialog
          exception={exception}
          isPending={approving.isPending}
          onApprove={(override) => approving.mutate({ row: exception.row, ...override })}
          onClose={forgetException}
        />
      )}
      {declining && active && (
        <RejectDialog
          row={active}
          isPending={rejecting.isPending}
          onReject={(reason) => rejecting.mutate({ row: active, reason }, { onSettled: () => setDeclining(false) })}
          onClose={() => setDeclining(false)}
        />
      )}
    </div>
  );
}
