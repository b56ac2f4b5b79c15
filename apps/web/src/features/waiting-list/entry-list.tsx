import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { parkDateTime } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import {
  Button,
  ConfirmDialog,
  DataTable,
  EmptyState,
  StatusBadge,
  TextLink,
  toast,
  type Column,
} from '../../shared/ui';
import { wantedText } from './entry-words';
import { waitingListMessages } from './waiting-list.messages';
import { decline, leave, waitingListKey, type State } from './waiting-list.queries';
import type { Entry } from './waiting-list.types';

const looks: Readonly<Record<Entry['status'], string>> = {
  waiting: 'pending',
  offered: 'held',
  booked: 'confirmed',
  left: 'cancelled',
  ended: 'expired',
};
const targets = {
  instrument: 'targetInstrument',
  equivalent: 'targetEquivalent',
  category: 'targetCategory',
} as const;

export interface EntryListProps {
  readonly entries: readonly Entry[];
  readonly state: State;
  readonly isStaff: boolean;
  readonly isLoading: boolean;
  readonly onJoin?: () => void;
}

/** What is waited for, by the company or for staff by all. */
export function EntryList({ entries, state, isStaff, isLoading, onJoin }: EntryListProps) {
  const say = waitingListMessages.useSay();
  const [leaving, setLeaving] = useState<Entry | null>(null);
  const columns = useColumns({ isStaff, state, onLeave: setLeaving });
  const isOpen = state === 'open';
  return (
    <>
      <DataTable
        caption={say('listLabel')}
        columns={columns}
        rows={entries}
        rowKey={(one) => String(one.id)}
        isLoading={isLoading}
        empty={
          <EmptyState
            icon="clock"
            title={say(!isOpen ? 'emptyOver' : isStaff ? 'emptyStaff' : 'emptyOpen')}
            detail={isOpen && !isStaff ? say('emptyOpenDetail') : undefined}
            action={isOpen && onJoin ? { label: say('join'), onPress: onJoin } : undefined}
          />
        }
        renderCard={(one) => <EntryCard entry={one} isStaff={isStaff} onLeave={setLeaving} />}
      />
      {leaving && <Leaving entry={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function useColumns({
  isStaff,
  state,
  onLeave,
}: {
  isStaff: boolean;
  state: State;
  onLeave: (entry: Entry) => void;
}): Column<Entry>[] {
  const say = waitingListMessages.useSay();
  const company: Column<Entry> = { key: 'who', header: say('who'), render: (one) => <Who entry={one} /> };
  const place: Column<Entry> = {
    key: 'place',
    header: say('place'),
    render: (one) => <span className="num whitespace-nowrap">{placeText(one)}</span>,
  };
  return [
    { key: 'what', header: say('what'), isRowHeader: true, render: (one) => <What entry={one} /> },
    { key: 'wants', header: say('wants'), render: (one) => <span className="num">{wantedText(one)}</span> },
    ...(isStaff ? [company] : []),
    ...(state === 'open' ? [place] : []),
    { key: 'status', header: say('status'), render: (one) => <Standing entry={one} /> },
    {
      key: 'acts',
      header: <span className="sr-only">{say('acts')}</span>,
      align: 'right',
      render: (one) => <Acts entry={one} isStaff={isStaff} onLeave={onLeave} />,
    },
  ];
}

const placeText = ({ position }: Entry): string =>
  position === null ? '' : waitingListMessages.say('position', { position });

function What({ entry }: { entry: Entry }) {
  const say = waitingListMessages.useSay();
  const name = useName();
  const { target, instrumentId, assetNo } = entry;
  return (
    <span className="grid">
      {instrumentId === null ? (
        <span>{name(entry.categoryZh, entry.categoryEn)}</span>
      ) : (
        <TextLink href={`/i/${instrumentId}`}>
          {name(entry.instrumentZh, entry.instrumentEn)} <span className="num text-mut">{assetNo}</span>
        </TextLink>
      )}
      <span className="text-xs text-mut">{say(targets[target])}</span>
    </span>
  );
}

function Who({ entry }: { entry: Entry }) {
  const name = useName();
  return (
    <span className="grid">
      {name(entry.companyZh, entry.companyEn)}
      <span className="text-xs text-mut">{entry.memberName}</span>
    </span>
  );
}

function Standing({ entry }: { entry: Entry }) {
  const say = waitingListMessages.useSay();
  const isOpen = entry.status === 'waiting' || entry.status === 'offered';
  return (
    <span className="grid justify-items-start gap-0.5">
      <StatusBadge status={looks[entry.status]}>{say(entry.status)}</StatusBadge>
      {isOpen && (
        <span className="num text-xs whitespace-nowrap text-mut">
          {say('waitsUntil', { time: parkDateTime(entry.waitsUntil) })}
        </span>
      )}
      {entry.letGo > 0 && <span className="text-xs text-mut">{say('letGo', { count: entry.letGo })}</span>}
    </span>
  );
}

function Acts({ entry, isStaff, onLeave }: { entry: Entry; isStaff: boolean; onLeave: (entry: Entry) => void }) {
  const say = waitingListMessages.useSay();
  if (entry.reservationId !== null)
    return <TextLink href={`/reservations/${entry.reservationId}`}>{say('openReservation')}</TextLink>;
  if (isStaff) return entry.offer && <Withdraw entry={entry} offerId={entry.offer.id} />;
  if (entry.status !== 'waiting' && entry.status !== 'offered') return null;
  return (
    <Button size="sm" aria-label={say('leaveOf', { what: wantedText(entry) })} onPress={() => onLeave(entry)}>
      {say('leave')}
    </Button>
  );
}

/** Staff need the time themselves. */
function Withdraw({ entry, offerId }: { entry: Entry; offerId: number }) {
  const say = waitingListMessages.useSay();
  const queries = useQueryClient();
  const withdrawing = useMutation({
    mutationFn: () => decline(entry.id, offerId),
    onSuccess: () => toast({ tone: 'ok', title: say('withdrawn') }),
    onError: (error) => toast({ tone: 'bad', title: error.message }),
    onSettled: () => void queries.invalidateQueries({ queryKey: waitingListKey }),
  });
  return (
    <Button size="sm" isPending={withdrawing.isPending} onPress={() => withdrawing.mutate()}>
      {say('withdraw')}
    </Button>
  );
}

function Leaving({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const say = waitingListMessages.useSay();
  const queries = useQueryClient();
  const leaving = useMutation({
    mutationFn: () => leave(entry.id),
    onSuccess: () => toast({ tone: 'ok', title: say('leftDone') }),
    onError: (error) => toast({ tone: 'bad', title: error.message }),
    onSettled: () => {
      onClose();
      void queries.invalidateQueries({ queryKey: waitingListKey });
    },
  });
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={say('leaveTitle')}
      confirmLabel={say('leave')}
      cancelLabel={say('stay')}
      isPending={leaving.isPending}
      consequence={say('leaveDetail')}
      onConfirm={() => leaving.mutate()}
    />
  );
}

function EntryCard({ entry, isStaff, onLeave }: { entry: Entry; isStaff: boolean; onLeave: (entry: Entry) => void }) {
  return (
    <article className="grid gap-1 rounded-md border border-line bg-surface p-3">
      <div className="flex items-start justify-between gap-2">
        <What entry={entry} />
        <span className="num shrink-0 font-semibold">{placeText(entry)}</span>
      </div>
      <p className="num text-sm">{wantedText(entry)}</p>
      {isStaff && <Who entry={entry} />}
      <div className="mt-1 flex items-center justify-between gap-2">
        <Standing entry={entry} />
        <Acts entry={entry} isStaff={isStaff} onLeave={onLeave} />
      </div>
    </article>
  );
}
