import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { invariants } from '../../../tools/src/stand/invariants.js';
import { type Bookings, openBookingDesk, rental, session } from './support/bookings.js';
import type { Person } from './support/builders.js';
import { Outages } from './support/outages.js';
import type { TestApp } from './support/test-app.js';

let t: TestApp;
let b: Bookings;
let o: Outages;
let people: Person[];
let manager: Person;
const now = '2030-03-01T02:00:00Z';

beforeAll(async () => {
  const desk = await openBookingDesk(now);
  ({ t, b, manager } = desk);
  people = [desk.member, desk.other, await t.given.aPerson('member', await t.given.aCompany())];
  o = new Outages(t, manager, '2030-03-10T02:00:00Z');
});
afterAll(() => t.close());

interface Step {
  readonly act: 'book' | 'rent' | 'announce' | 'decide' | 'answer' | 'cancel' | 'end' | 'change' | 'work' | 'hand-over';
  readonly instrument: number;
  readonly day: number;
  readonly days: number;
  readonly who: number;
  readonly way: 'swap' | 'move' | 'cancel' | 'stay';
}

const steps = fc.array(
  fc.record<Step>({
    act: fc.constantFrom<Step['act']>(
      'book',
      'book',
      'rent',
      'announce',
      'decide',
      'answer',
      'answer',
      'cancel',
      'end',
      'change',
      'work',
      'hand-over',
    ),
    instrument: fc.nat(2),
    day: fc.integer({ min: 1, max: 16 }),
    days: fc.integer({ min: 1, max: 9 }),
    who: fc.nat(2),
    way: fc.constantFrom('swap', 'move', 'cancel', 'stay'),
  }),
  { minLength: 30, maxLength: 50 },
);
const at = (day: number, hour: number): string => new Date(Date.UTC(2030, 2, 10 + day, hour)).toISOString();

/** What one run knows of what it made. */
class Run {
  readonly reservations: { id: number; who: Person }[] = [];
  readonly outages: { id: number; version: number }[] = [];
  readonly answers: [string, number, string][] = [];

  constructor(private readonly instruments: readonly number[]) {}

  async take(step: Step): Promise<void> {
    const done = await this.acts[step.act](step, this.instruments[step.instrument] ?? 0);
    if (done) this.answers.push([step.act, done.status, String((done.body as { code?: string }).code ?? '')]);
  }

  private readonly acts: Record<
    Step['act'],
    (s: Step, instrument: number) => Promise<{ status: number; body: unknown } | null>
  > = {
    book: (s, instrument) => this.reserve(s, session(instrument, at(s.day, 2), at(s.day, 2 + s.days))),
    rent: (s, instrument) =>
      this.reserve(s, rental(instrument, s.who === 0 ? '2030-03-01' : at(s.day, 0).slice(0, 10), 1)),
    announce: (s, instrument) => this.lay(s, instrument, {}),
    decide: (s, instrument) =>
      this.lay(s, instrument, {
        ask: undefined,
        resolutions: this.reservations.map(({ id }) => ({
          reservationId: id,
          action: s.way === 'swap' ? 'move' : s.way,
        })),
      }),
    answer: async (s) => {
      const { rows } = await t.database.owner.query<{ id: string }>(
        `SELECT c.reservation_id id FROM outage_case c JOIN outage u ON u.id = c.outage_id WHERE c.status = 'open' AND u.instrument_id = ANY($1)`,
        [this.instruments],
      );
      const asked = Number(rows[s.day % Math.max(1, rows.length)]?.id);
      const one = this.reservations.find(({ id }) => id === asked) ?? this.reservations[0];
      const own = s.days > 6 && s.way === 'move' ? { startsAt: at(s.day, 4) } : {};
      return one ? o.answer(one.who, one.id, { action: s.way, ...own }) : null;
    },
    cancel: async (s) => {
      const one = this.reservations[s.day % Math.max(1, this.reservations.length)];
      return one ? b.act(one.who, one.id, 'cancel') : null;
    },
    'hand-over': async (s) => {
      const one = this.reservations[s.day % Math.max(1, this.reservations.length)];
      return one ? b.act(manager, one.id, 'hand-over', { condition: 'good' }) : null;
    },
    end: async (s) => {
      const one = this.outages[s.day % Math.max(1, this.outages.length)];
      return one ? t.call(manager, 'POST', `/outages/${one.id}/cancel`) : null;
    },
    change: async (s) => {
      const one = this.outages[s.day % Math.max(1, this.outages.length)];
      const body = {
        version: one?.version,
        startsAt: at(s.day, 0),
        endsAt: at(s.day + s.days, 0),
        ask: { answerBy: at(0, 0) },
      };
      return one ? t.call(manager, 'PUT', `/outages/${one.id}`, { body }) : null;
    },
    work: async () => {
      await t.work();
      return null;
    },
  };

  private async reserve(s: Step, body: object): Promise<{ status: number; body: unknown }> {
    const who = people[s.who] ?? manager;
    const made = await b.reserve(who, body);
    if (made.status === 201) this.reservations.push({ id: made.body.id, who });
    return made;
  }

  private async lay(s: Step, instrument: number, given: object): Promise<{ status: number; body: unknown }> {
    const made = await o.announce(instrument, { startsAt: at(s.day, 0), endsAt: at(s.day + s.days, 0), ...given });
    if (made.status === 201) this.outages.push(made.body);
    return made;
  }
}

/** The rules of occupancy, outages and records, asked of the database itself. */
async function broken(): Promise<string[]> {
  const found: string[] = [];
  for (const { id, sql } of invariants) {
    const { rows } = await t.database.owner.query<{ v: string }>(sql);
    if (Number(rows[0]?.v) !== 0) found.push(id);
  }
  return found;
}

it('whatever staff, owners and time do at once, nothing overlaps, is lost or goes unanswered', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 1, max: 6 }), async (all, abreast) => {
      t.setClock(now);
      const category = `outages ${Math.random()}`;
      const instruments: number[] = [];
      for (let n = 0; n < 3; n++) instruments.push(await t.given.anInstrument({ category }));
      const run = new Run(instruments);
      for (let i = 0; i < all.length; i += abreast) {
        await Promise.all(all.slice(i, i + abreast).map((step) => run.take(step)));
      }
      await t.work();
      expect(run.answers.filter(([, status]) => status >= 500)).toEqual([]);
      expect(await broken()).toEqual([]);
      // Once the time for answers is over nobody is asked any more.
      t.setClock('2030-03-10T02:00:01Z');
      await t.work();
      const { rows } = await t.database.owner.query(
        `SELECT u.id FROM outage u WHERE u.instrument_id = ANY($1) AND u.status = 'announced'`,
        [instruments],
      );
      expect(rows).toEqual([]);
      expect(await broken()).toEqual([]);
    }),
    { numRuns: 6, endOnFailure: true },
  );
}, 180_000);
