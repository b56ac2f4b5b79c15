import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { type OutboxEvent, OutboxRelay } from '../../platform/outbox/outbox-relay.js';
import { type Freed, noteFreed } from './note-freed.js';

/** How far ahead one looks where nobody says how far it went. */
const aheadMs = 31 * 86_400_000;

type Stretch = Omit<Freed, 'cause'>;
type Reading = (tx: Tx, event: OutboxEvent, now: Date) => Promise<readonly Stretch[]>;

/** All of a reservation that lies ahead. */
const whole: Reading = (tx, { payload }) =>
  tx.query(`SELECT instrument_id "instrumentId", starts_at start, ends_at "end" FROM reservation WHERE id = $1`, [
    payload.id,
  ]);

/** From its end as it is now: how far it once went does not matter to who looks for free time. */
const behindItsEnd: Reading = (tx, { payload }) =>
  tx.query(
    `SELECT instrument_id "instrumentId", ends_at start, ends_at + interval '31 days' "end" FROM reservation WHERE id = $1`,
    [payload.id],
  );

/** From now on: whoever had it has given it back. */
const fromNow: Reading = (_, { payload }, now) => {
  const instrumentId = payload['instrumentId'];
  const end = new Date(now.getTime() + aheadMs);
  return Promise.resolve(typeof instrumentId === 'number' ? [{ instrumentId, start: now, end }] : []);
};

/** The same of an event about the instrument itself. */
const backInService: Reading = (_, { payload: { id: instrumentId } }, now) =>
  Promise.resolve([{ instrumentId, start: now, end: new Date(now.getTime() + aheadMs) }]);

/** Where it was before; what stayed on its instrument does not name it again. */
const placeLeft: Reading = (_, { payload }) =>
  Promise.resolve(said({ instrumentId: payload['instrumentId'], ...(payload['from'] as object | undefined) }));

/** What the event itself says got free. */
const partFreed: Reading = (_, { payload }) => Promise.resolve(said(payload['freed']));

const outage: Reading = (tx, { payload }) =>
  tx.query(`SELECT instrument_id "instrumentId", starts_at start, ends_at "end" FROM outage WHERE id = $1`, [
    payload.id,
  ]);

/** The hours that the holder of a rental opened to all. */
const windows: Reading = (_, { payload }) => {
  const opened = Array.isArray(payload['windows']) ? (payload['windows'] as object[]) : [];
  return Promise.resolve(opened.flatMap((one) => said({ instrumentId: payload['instrumentId'], ...one })));
};

function said(of: unknown): Stretch[] {
  const { instrumentId, startsAt, endsAt } = (of ?? {}) as {
    instrumentId?: number;
    startsAt?: string;
    endsAt?: string;
  };
  return instrumentId && startsAt && endsAt ? [{ instrumentId, start: new Date(startsAt), end: new Date(endsAt) }] : [];
}

/** What frees time, and which. */
const freeing: Readonly<Record<string, Reading>> = {
  'reservation.cancelled': whole,
  'reservation.rejected': whole,
  'reservation.lapsed': whole,
  'reservation.no_show': whole,
  'reservation.shortened': behindItsEnd,
  'reservation.returned': fromNow,
  'reservation.moved': placeLeft,
  'reservation.resized': partFreed,
  'reservation.released': windows,
  'outage.ended': fromNow,
  'outage.cancelled': outage,
  'outage.changed': placeLeft,
  'instrument.status_changed': backInService,
};

/** Listens for what frees time and notes it for whoever waits; the note commits with "processed". */
@Injectable()
export class HearOfFreedTime implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    for (const [name, reading] of Object.entries(freeing)) {
      this.outbox.on(name, async (tx, event) => {
        const now = this.clock.now();
        for (const [i, freed] of (await reading(tx, event, now)).entries()) {
          await noteFreed(tx, { ...freed, cause: `outbox:${event.id}:${i}` }, { now });
        }
      });
    }
  }
}
