import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../../../shared/api/client';
import type { Chosen } from '../../../shared/instrument-field';
import { toast } from '../../../shared/ui';
import { change, reservationQuery, reservationsKey } from '../reservations.queries';
import type { Quote, Reservation } from '../reservations.types';
import type { Draft } from './board-draft';
import { isSameTarget, moveBody, type Target, targetNow, targetOf } from './board-move';
import { actMessages } from './board-act.messages';

/** The form that is open: a reservation, and where it is to go. */
export interface MoveForm {
  readonly reservation: Reservation;
  readonly target: Target;
  /** The other instrument it goes to, by name. */
  readonly other?: Chosen;
}

export interface BoardMove {
  readonly form: MoveForm | null;
  readonly isBusy: boolean;
  /** Puts a draft where it was dropped: at once where nothing is in the way and the price stays, else by the form. */
  readonly drop: (draft: Draft, to: Chosen) => void;
  readonly openForm: (reservationId: number) => void;
  readonly closeForm: () => void;
}

/** Moves reservations on the board. What is done at once can be undone for ten seconds. */
export function useBoardMove(): BoardMove {
  const queries = useQueryClient();
  const [form, setForm] = useState<MoveForm | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { say } = actMessages;
  const read = (id: number): Promise<Reservation> => queries.fetchQuery({ ...reservationQuery(id), staleTime: 0 });
  const send = async (id: number, body: object): Promise<void> => {
    await change(id, 'move', body);
    await queries.invalidateQueries({ queryKey: reservationsKey });
  };
  const undo = (reservation: Reservation): void => {
    const back = moveBody(targetNow(reservation), { ...reservation, instrumentId: -1 });
    send(reservation.id, back).catch((error: Error) =>
      toast({ title: say('undoFailed'), detail: error.message, tone: 'bad' }),
    );
  };
  const settle = async (draft: Draft, to: Chosen): Promise<void> => {
    const reservation = await read(draft.block?.source ?? 0);
    const target = targetOf(reservation, draft, to.id);
    if (isSameTarget(target, targetNow(reservation))) return;
    const body = moveBody(target, reservation);
    const preview = await post<Quote>(`/reservations/${reservation.id}/move-preview`, body).catch(() => null);
    const isPlain = preview?.free && preview.violations.length === 0 && preview.totalFen === reservation.totalFen;
    if (!isPlain) return setForm({ reservation, target, other: to });
    try {
      await send(reservation.id, { ...body, quoteId: preview.quoteId });
      toast({ title: say('moved'), tone: 'ok', undo: () => undo(reservation) });
    } catch {
      setForm({ reservation, target, other: to });
    }
  };
  const guarded = (work: Promise<void>): void => {
    setBusy(true);
    work
      .catch((error: Error) => toast({ title: say('failed'), detail: error.message, tone: 'bad' }))
      .finally(() => setBusy(false));
  };
  return {
    form,
    isBusy,
    drop: (draft, to) => guarded(settle(draft, to)),
    openForm: (id) => guarded(read(id).then((reservation) => setForm({ reservation, target: targetNow(reservation) }))),
    closeForm: () => setForm(null),
  };
}
