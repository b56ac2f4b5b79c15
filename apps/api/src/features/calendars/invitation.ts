import type { Tx } from '../../platform/database/database.js';
import type { Park } from '../../platform/park-settings.js';
import { calendarText, type Mailbox } from './calendar-text.js';
import {
  eventColumns,
  eventJoins,
  type Language,
  type ReservationFacts,
  reservationEvent,
} from './reservation-event.js';

/** What a mail carries so that the event goes into the reader's calendar, or out of it. */
export interface Invitation {
  readonly method: 'REQUEST' | 'CANCEL' | 'PUBLISH';
  readonly text: string;
}

export interface Invited {
  readonly reservationId: number;
  readonly method: 'REQUEST' | 'CANCEL';
  /** It goes on, but without this person. */
  readonly isWithdrawn?: boolean;
  readonly organizer: Mailbox;
  readonly attendee: Mailbox;
  readonly language: Language;
}

/**
 * The invitation to a reservation as it stands now; the same UID in every mail and feed, a higher SEQUENCE with every
 * change. Null when it stands otherwise by now (called off before the confirmation left): that has a mail of its own.
 */
export async function invitationFor(tx: Tx, park: Park, invited: Invited): Promise<Invitation | null> {
  const { reservationId, method, isWithdrawn, organizer, attendee, language } = invited;
  const [found] = await tx.query<ReservationFacts>(`SELECT ${eventColumns} ${eventJoins} WHERE r.id = $1`, [
    reservationId,
  ]);
  if (!found) return null;
  const stands = reservationEvent(found, language, park.timeZone, 'plain');
  const event = isWithdrawn ? { ...stands, status: 'CANCELLED' as const } : stands;
  if ((event.status === 'CANCELLED') !== (method === 'CANCEL')) return null;
  const text = calendarText({
    zone: park.timeZone,
    events: [event],
    invitation: { method, organizer, attendee },
  });
  return { method, text };
}

/** All sessions of series at once, as they stand now; what was given up is among them, so that calendars take it out. */
export async function seriesPublication(
  tx: Tx,
  park: Park,
  { seriesIds, organizer, language }: { seriesIds: readonly number[]; organizer: Mailbox; language: Language },
): Promise<Invitation | null> {
  const rows = await tx.query<ReservationFacts>(
    `SELECT ${eventColumns} ${eventJoins} WHERE r.series_id = ANY($1) ORDER BY r.starts_at, r.id`,
    [seriesIds],
  );
  if (rows.length === 0) return null;
  const events = rows.map((row) => reservationEvent(row, language, park.timeZone, 'plain'));
  const text = calendarText({ zone: park.timeZone, events, invitation: { method: 'PUBLISH', organizer } });
  return { method: 'PUBLISH', text };
}
