import { lazy, Suspense } from 'react';
import { Button, type ButtonVariant, type IconName } from '../../../shared/ui';
import type { Action, Reservation } from '../reservations.types';
import { CancelDialog } from './cancel-dialog';
import { type ActProps, ExtendSheet } from './extend-sheet';
import { MoveSheet } from './move-sheet';
import { recordMessages } from './record.messages';
import { ResizeSheet } from './resize-sheet';
import { ReturnSheet } from './return-sheet';
import { sessionChangeMessages } from './session-change.messages';
import { TransferSheet } from './transfer-sheet';

const acts = ['resize', 'extend', 'return', 'move', 'transfer', 'cancel'] as const satisfies readonly Action[];
type Act = (typeof acts)[number];

const looks: Record<Act, { icon: IconName; variant: ButtonVariant }> = {
  resize: { icon: 'clock', variant: 'secondary' },
  transfer: { icon: 'users', variant: 'secondary' },
  extend: { icon: 'plus', variant: 'primary' },
  return: { icon: 'undo', variant: 'secondary' },
  move: { icon: 'calendar', variant: 'secondary' },
  cancel: { icon: 'x', variant: 'secondary' },
};

const MoveSeriesSheet = lazy(() => import('../series/move-series-sheet'));
const CancelSeriesDialog = lazy(() => import('../series/cancel-series-dialog'));

export interface ReservationActionsProps {
  readonly reservation: Reservation;
  /** The act that is open; it stands in the URL, so that a reminder can lead to it. */
  readonly open: string | undefined;
  readonly onOpen: (act: Act | undefined) => void;
  /** Only these, where there is no room for all. */
  readonly only?: readonly Act[];
}

/** What may be done with a reservation now, as the API says. */
export function ReservationActions({ reservation, open, onOpen, only = acts }: ReservationActionsProps) {
  const say = recordMessages.useSay();
  const sayChange = sessionChangeMessages.useSay();
  const allowed = only.filter((act) => reservation.allowed.includes(act));
  // What the lab does at the hand-over comes first then.
  const isAtLab = reservation.allowed.includes('hand_over') || reservation.allowed.includes('take_back');
  const current = allowed.find((act) => act === open);
  const sheet = { reservation, onClose: () => onOpen(undefined) };
  return (
    <>
      {allowed.map((act) => (
        <Button
          key={act}
          {...looks[act]}
          variant={isAtLab ? 'secondary' : looks[act].variant}
          className="max-lg:flex-1"
          onPress={() => onOpen(act)}
        >
          {act === 'resize' || act === 'transfer' ? sayChange(act) : say(act)}
        </Button>
      ))}
      {current === 'extend' && <ExtendSheet {...sheet} />}
      {current === 'resize' && <ResizeSheet {...sheet} />}
      {current === 'transfer' && <TransferSheet {...sheet} />}
      {current === 'return' && <ReturnSheet {...sheet} />}
      {current === 'move' && <Move {...sheet} />}
      {current === 'cancel' && <Cancel {...sheet} />}
    </>
  );
}

/** The series of a session, and its day there. */
const seriesOf = ({ seriesId, seriesDate }: Reservation): { seriesId: number; date: string } | null =>
  seriesId && seriesDate ? { seriesId, date: seriesDate } : null;

/** Of a series it is asked first which of its sessions are meant. */
function Move(sheet: ActProps) {
  const series = seriesOf(sheet.reservation);
  if (!series) return <MoveSheet {...sheet} />;
  return (
    <Suspense>
      <MoveSeriesSheet {...sheet} {...series} />
    </Suspense>
  );
}

function Cancel(sheet: ActProps) {
  const series = seriesOf(sheet.reservation);
  if (!series) return <CancelDialog {...sheet} />;
  return (
    <Suspense>
      <CancelSeriesDialog {...sheet} {...series} />
    </Suspense>
  );
}
