import type { Person } from './builders.js';
import { type Answer, startTestApp, type TestApp } from './test-app.js';

export interface Outcome {
  readonly id: number;
  readonly status: string;
  readonly version: number;
  readonly code: string;
  readonly [extra: string]: unknown;
}

/** Reserving and changing as people do it, with a key of its own for every command. */
export class Bookings {
  private static keys = 0;

  constructor(private readonly t: TestApp) {}

  static key(): string {
    return `a-key-of-a-test-${++Bookings.keys}`;
  }

  reserve<T = Outcome>(who: Person, body: object, key = Bookings.key()): Promise<Answer<T>> {
    return this.t.call<T>(who, 'POST', '/reservations', { body, key });
  }

  /** Reserves and expects to have it. */
  async have(who: Person, body: object): Promise<Outcome> {
    const { status, body: made } = await this.reserve(who, body);
    if (status !== 201) throw new Error(`${status} ${JSON.stringify(made)}`);
    return made;
  }

  act<T = Outcome>(
    who: Person,
    id: number,
    action: string,
    body: object = {},
    key = Bookings.key(),
  ): Promise<Answer<T>> {
    return this.t.call<T>(who, 'POST', `/reservations/${id}/${action}`, { body, key });
  }

  async status(id: number): Promise<string> {
    return String((await this.row('SELECT status FROM reservation WHERE id = $1', [id])).status);
  }

  /** What is taken for a reservation, as instants; null when nothing is. */
  async taken(id: number, kind = 'reservation'): Promise<[string, string] | null> {
    const { rows } = await this.t.database.owner.query<{ s: Date; e: Date }>(
      'SELECT lower(period) s, upper(period) e FROM occupancy WHERE source_kind = $1 AND source_id = $2',
      [kind, id],
    );
    return rows[0] ? [rows[0].s.toISOString(), rows[0].e.toISOString()] : null;
  }

  /** What is still to come due for a reservation, in order. */
  async due(id: number): Promise<string[]> {
    const { rows } = await this.t.database.owner.query<{ kind: string; due_at: Date }>(
      'SELECT kind, due_at FROM due_work WHERE subject_id = $1 AND done_at IS NULL ORDER BY due_at',
      [id],
    );
    return rows.map((r) => `${r.kind.replace('reservation.', '')} ${r.due_at.toISOString()}`);
  }

  async row(sql: string, parameters: unknown[] = []): Promise<Record<string, unknown>> {
    return (await this.t.database.owner.query(sql, parameters)).rows[0] as Record<string, unknown>;
  }
}

export const rental = (instrumentId: number, startsOn: string, months: number): object => ({
  kind: 'rental',
  instrumentId,
  startsOn,
  months,
});
export const session = (instrumentId: number, startsAt: string, endsAt: string): object => ({
  kind: 'session',
  instrumentId,
  startsAt,
  endsAt,
});

/** A park without limits that get in the way, two tenants of different companies and a manager. */
export async function openBookingDesk(
  now: string,
): Promise<{ t: TestApp; b: Bookings; member: Person; other: Person; manager: Person }> {
  const t = await startTestApp(now);
  const quotas = [{ unit: 'hours', per: 'week', of: 'company', on: 'park', limit: 160 }];
  await t.given.aPark('Asia/Shanghai', { rules: { maxOpenOfCompany: 10_000, quotas } });
  return {
    t,
    b: new Bookings(t),
    member: await t.given.aPerson('member', await t.given.aCompany()),
    other: await t.given.aPerson('member', await t.given.aCompany()),
    manager: await t.given.aPerson('manager'),
  };
}
