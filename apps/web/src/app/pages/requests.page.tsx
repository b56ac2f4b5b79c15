import { useState } from 'react';
import { RejectDialog } from '../../features/reservations/requests/reject-dialog';
import { RequestDetail } from '../../features/reservations/requests/request-detail';
import { RequestsList } from '../../features/reservations/requests/requests-list';
import { requestsMessages } from '../../features/reservations/requests/requests.messages';
import { useRequestKeys } from '../../features/reservations/requests/use-request-keys';
import { useRequests } from '../../features/reservations/requests/use-requests';
import { LoadFailed } from '../../shared/load-failed';
import { useSearchState } from '../../shared/search-state';
import { Button, EmptyState, PageHeader, Sheet, useIsDesktop } from '../../shared/ui';

/** What waits for the lab's decision: list and detail, by mouse, finger or keys. */
export default function RequestsPage() {
  const say = requestsMessages.useSay();
  const [{ id }, change] = useSearchState();
  const desktop = useIsDesktop();
  const { list, approving, rejecting, approvingAll } = useRequests();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [declining, setDeclining] = useState(false);
  const rows = [...(list.data?.items ?? [])].sort((a, b) => a.createdAt.localeCompare(b.createdAt));
  const index = Math.max(
    0,
    rows.findIndex((row) => String(row.id) === id),
  );
  const active = desktop ? rows[index] : rows.find((row) => String(row.id) === id);
  const open = (row: { id: number } | undefined): void => change({ id: row ? String(row.id) : '' });
  const approveActive = (): void => {
    if (active) approving.mutate(active);
  };
  useRequestKeys({
    next: () => open(rows[Math.min(index + 1, rows.length - 1)]),
    previous: () => open(rows[Math.max(index - 1, 0)]),
    approve: approveActive,
    reject: () => setDeclining(active !== undefined),
  });
  const chosen = rows.filter((row) => selected.has(String(row.id)));
  const detail = active && (
    <RequestDetail
      key={active.id}
      row={active}
      isPending={approving.isPending}
      onApprove={approveActive}
      onReject={() => setDeclining(true)}
    />
  );
  return (
    <>
      <PageHeader
        title={say('title')}
        detail={list.data ? say('waiting', { count: rows.length }) : undefined}
        actions={
          <>
            <span className="text-sm text-mut max-lg:hidden">{say('keys')}</span>
            {chosen.length > 0 && (
              <Button
                variant="primary"
                isPending={approvingAll.isPending}
                onPress={() => approvingAll.mutate(chosen, { onSuccess: () => setSelected(new Set()) })}
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
      {list.data && rows.length === 0 && <EmptyState icon="check" title={say('empty')} detail={say('emptyDetail')} />}
      {(list.isPending || rows.length > 0) && (
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
          <RequestsList
            rows={rows}
            activeId={active?.id ?? null}
            onOpen={(rowId) => open({ id: rowId })}
            selected={selected}
            onSelect={setSelected}
            isLoading={list.isPending}
          />
          {desktop && <div className="sticky top-16">{detail}</div>}
        </div>
      )}
      {!desktop && active && (
        <Sheet isOpen title={say('title')} onOpenChange={() => open(undefined)}>
          {detail}
        </Sheet>
      )}
      {declining && active && (
        <RejectDialog
          row={active}
          isPending={rejecting.isPending}
          onReject={(reason) => rejecting.mutate({ row: active, reason }, { onSettled: () => setDeclining(false) })}
          onClose={() => setDeclining(false)}
        />
      )}
    </>
  );
}
