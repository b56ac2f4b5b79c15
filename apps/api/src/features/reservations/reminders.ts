import { addDays, localDate, startOfDay } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { type DueWorkItem, schedule, unschedule } from '../../platform/due-work/due-work.js';

export interface Dated {
  readonly id: number;
  readonly kind: 'rental' | 'session';
  readonly startsAt: Date;
  readonly endsAt: Date;
}

const kinds = ['reservation.overdue', 'reservation.no-show', 'reservation.starts-soon', 'reservation.ends-soon'];
const daysBefore = [14, 7, 1];

/** What comes due of a request: it lapses when nobody has decided by then. */
export function lapseOf(id: number, holdExpiresAt: Date): DueWorkItem {
  return { kind: 'reservation.lapse', subjectId: id, dueAt: holdExpiresAt, dedupeKey: `reservation.lapse:${id}` };
}

/** What comes due of a confirmed reservation (rules §6); what lies behind `now` is not reminded of any more. */
export function remindersOf(reservation: Dated, zone: string, now: Date): DueWorkItem[] {
  const { id, kind, startsAt, endsAt } = reservation;
  const item = (what: string, dueAt: Date, of: string): DueWorkItem => ({
    kind: `reservation.${what}`,
    subjectId: id,
    dueAt,
    dedupeKey: `reservation.${what}:${id}:${of}`,
  });
  const endsOn = localDate(endsAt.getTime(), zone);
  const endings = kind === 'rental' ? daysBefore : [];
  const reminders = [
    item('starts-soon', new Date(startsAt.getTime() - 86_400_000), startsAt.toISOString()),
    ...endings.map((days) =>
      item('ends-soon', new Date(startOfDay(addDays(endsOn, -days), zone)), `${endsOn}:${days}`),
    ),
  ];
  // Asked at the start, it looks up then how long the park waits; most parks wait for ever.
  const noShow = kind === 'session' ? [item('no-show', startsAt, startsAt.toISOString())] : [];
  return [item('overdue', endsAt, endsAt.toISOString()), ...noShow, ...reminders.filter((one) => one.dueAt > now)];
}

/** Puts the reminders of a reservation to its present dates. */
export async function reschedule(tx: Tx, reservation: Dated, zone: string, now: Date): Promise<void> {
  await unschedule(tx, kinds, reservation.id);
  await schedule(tx, remindersOf(reservation, zone, now));
}

/** Takes back everything that would come due. */
export async function unscheduleAll(tx: Tx, id: number): Promise<void> {
  await unschedule(tx, [...kinds, 'reservation.lapse', 'reservation.late-return'], id);
}
