import { Button, type ButtonVariant, type IconName } from '../../../shared/ui';
import type { Action, Reservation } from '../reservations.types';
import { CancelDialog } from './cancel-dialog';
import { ExtendSheet } from './extend-sheet';
import { MoveSheet } from './move-sheet';
import { recordMessages } from './record.messages';
import { ReturnSheet } from './return-sheet';

const acts = ['extend', 'return', 'move', 'cancel'] as const satisfies readonly Action[];
type Act = (typeof acts)[number];

const looks: Record<Act, { icon: IconName; variant: ButtonVariant }> = {
  extend: { icon: 'plus', variant: 'primary' },
  return: { icon: 'undo', variant: 'secondary' },
  move: { icon: 'calendar', variant: 'secondary' },
  cancel: { icon: 'x', variant: 'secondary' },
};

export interface ReservationActionsProps {
  readonly reservation: Reservation;
  /** The act that is open; it stands in the URL, so that a reminder can lead to it. */
  readonly open: string | undefined;
  readonly onOpen: (act: Act | undefined) => void;
}

/** What may be done with a reservation now, as the API says. */
export function ReservationActions({ reservation, open, onOpen }: ReservationActionsProps) {
  const say = recordMessages.useSay();
  const allowed = acts.filter((act) => reservation.allowed.includes(act));
  const current = allowed.find((act) => act === open);
  const sheet = { reservation, onClose: () => onOpen(undefined) };
  return (
    <>
      {allowed.map((act) => (
        <Button key={act} {...looks[act]} className="max-lg:flex-1" onPress={() => onOpen(act)}>
          {say(act)}
        </Button>
      ))}
      {current === 'extend' && <ExtendSheet {...sheet} />}
      {current === 'return' && <ReturnSheet {...sheet} />}
      {current === 'move' && <MoveSheet {...sheet} />}
      {current === 'cancel' && <CancelDialog {...sheet} />}
    </>
  );
}
