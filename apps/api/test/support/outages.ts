import { Bookings, session } from './bookings.js';
import type { Person } from './builders.js';
import type { Answer, TestApp } from './test-app.js';

export interface OutageMade {
  readonly id: number;
  readonly caseNo: string;
  readonly status: string;
  readonly code: string;
  readonly version: number;
}

/** What the owner of a reservation sees of an outage. */
export interface OwnCase {
  readonly caseNo: string;
  readonly status: string;
  readonly answerBy: string;
  readonly defaultAction: string;
  readonly action: string | null;
  readonly abatedFen: number;
  readonly choices: readonly {
    readonly action: string;
    readonly instrument: { readonly id: number } | null;
    readonly totalFen: number | null;
    readonly abatedFen: number;
    readonly abatedDays: number;
  }[];
}

/** Outages as staff lay them and owners answer them: nine days of April unless a test says otherwise. */
export class Outages {
  private categories = 0;

  constructor(
    private readonly t: TestApp,
    private readonly manager: Person,
    private readonly answerBy: string,
  ) {}

  announce(instrumentId: number, given: object = {}): Promise<Answer<OutageMade>> {
    const body = {
      instrumentId,
      kind: 'maintenance',
      startsAt: '2026-04-01T00:00:00+08:00',
      endsAt: '2026-04-10T00:00:00+08:00',
      reason: '更换泵密封圈',
      ask: { answerBy: this.answerBy },
      ...given,
    };
    return this.t.call<OutageMade>(this.manager, 'POST', '/outages', { body });
  }

  answer(who: Person, id: number, body: object): Promise<Answer<{ code: string; status: string }>> {
    return this.t.call(who, 'POST', `/reservations/${id}/outage-case/answer`, { body, key: Bookings.key() });
  }

  async ownCase(who: Person, id: number): Promise<OwnCase | null> {
    return (await this.t.call<{ case: OwnCase | null }>(who, 'GET', `/reservations/${id}/outage-case`)).body.case;
  }

  async stands(id: number): Promise<string> {
    const { rows } = await this.t.database.owner.query<{ status: string }>('SELECT status FROM outage WHERE id = $1', [
      id,
    ]);
    return String(rows[0]?.status);
  }

  /** Everything that is taken of an instrument: [kind, source, start, end], in order. */
  async taken(instrumentId: number): Promise<[string, number, string, string][]> {
    const { rows } = await this.t.database.owner.query<{ k: string; i: string; s: Date; e: Date }>(
      'SELECT source_kind k, source_id i, lower(period) s, upper(period) e FROM occupancy WHERE instrument_id = $1 ORDER BY lower(period)',
      [instrumentId],
    );
    return rows.map((r) => [r.k, Number(r.i), r.s.toISOString().slice(0, 16), r.e.toISOString().slice(0, 16)]);
  }

  /** Two instruments that can stand in for each other, and for no other test's. */
  async twins(): Promise<[number, number]> {
    const category = `停机征询${++this.categories}`;
    return [await this.t.given.anInstrument({ category }), await this.t.given.anInstrument({ category })];
  }
}

/** Two hours of a morning in April. */
export const inApril = (instrumentId: number, day: number): object => {
  const date = `2026-04-${String(day).padStart(2, '0')}`;
  return session(instrumentId, `${date}T02:00:00Z`, `${date}T04:00:00Z`);
};
