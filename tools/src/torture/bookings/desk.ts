import { randomUUID } from 'node:crypto';
import { type Answer, type Call, call } from '../../stand/http-client.js';
import type { SmallPark } from '../../stand/small-park.js';
import type { Lots } from '../lots.js';
import type { RigClock } from './rig-clock.js';
import type { Tally } from './tally.js';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** A reservation as the writers believe it to stand; others may have changed it meanwhile. */
export interface Known {
  readonly id: number;
  readonly tenant: number;
  readonly kind: 'rental' | 'session';
  readonly instrumentId: number;
  startsAt: number;
  endsAt: number;
  status: string;
  version: number;
}

/** What all writers share: the park, what they made in it, the clock. */
export interface Shared {
  readonly apiUrls: readonly string[];
  readonly park: SmallPark;
  /** A second member of each company, in the order of the tenants. */
  readonly colleagues: readonly number[];
  readonly clock: RigClock;
  readonly tally: Tally;
  readonly reservations: Known[];
  /** Other things that were made, by kind: outages, bundles, series, offers. */
  readonly made: Map<string, Made[]>;
  /** How a call is made, for a rig that writes down what it sees; plainly when left out. */
  readonly transport?: Transport;
}

export type Transport = (act: string, apiUrls: readonly string[], asked: Call, lots: Lots) => Promise<Answer>;

const plainly: Transport = (_, apiUrls, asked, lots) => call(lots.of(apiUrls), asked);

export interface Made {
  readonly id: number;
  readonly tenant: number;
  readonly body: Record<string, unknown>;
}

/** What is asked for: a session's hours, or a rental's first day and months. */
export interface Slot {
  readonly [field: string]: unknown;
  readonly kind: 'rental' | 'session';
  readonly instrumentId: number;
}

/** One writer: draws by its own lots, asks as a tenant or as the manager, remembers what came of it. */
export class Desk {
  constructor(
    readonly shared: Shared,
    readonly lots: Lots,
  ) {}

  /** Asks one of the processes; every answer counts. */
  async ask(
    act: string,
    token: string,
    path: string,
    body: unknown = {},
    { key = randomUUID(), method = 'POST' }: { key?: string; method?: Call['method'] } = {},
  ): Promise<Answer> {
    const answer = await this.send(act, { method, path, token, body, key });
    this.shared.tally.note(act, answer);
    return answer;
  }

  private send(act: string, asked: Call): Promise<Answer> {
    return (this.shared.transport ?? plainly)(act, this.shared.apiUrls, asked, this.lots);
  }

  asManager(act: string, path: string, body: unknown = {}, method?: Call['method']): Promise<Answer> {
    return this.ask(act, this.shared.park.manager.token, path, body, { method });
  }

  asTenant(act: string, tenant: number, path: string, body: unknown = {}, key?: string): Promise<Answer> {
    return this.ask(act, this.tenantToken(tenant), path, body, { key });
  }

  async look(act: string, token: string, path: string): Promise<Answer> {
    const answer = await this.send(act, { method: 'GET', path, token });
    this.shared.tally.note(act, answer);
    return answer;
  }

  tenantToken(tenant: number): string {
    return this.shared.park.tenants[tenant]?.token ?? '';
  }

  someTenant(): number {
    return this.lots.below(this.shared.park.tenants.length);
  }

  /** One of ours that fits, by a few draws; undefined when none was met. */
  some(fits: (known: Known) => boolean): Known | undefined {
    const { reservations } = this.shared;
    for (let draw = 0; draw < 24 && reservations.length > 0; draw++) {
      const drawn = this.lots.of(reservations);
      if (fits(drawn)) return drawn;
    }
    return undefined;
  }

  someMade(kind: string): Made | undefined {
    const made = this.shared.made.get(kind) ?? [];
    return made.length > 0 ? this.lots.of(made) : undefined;
  }

  keepMade(kind: string, made: Made): void {
    const known = this.shared.made.get(kind) ?? [];
    this.shared.made.set(kind, known);
    known.push(made);
    if (known.length > 400) known.shift();
  }

  dropMade(kind: string, made: Made): void {
    const known = this.shared.made.get(kind) ?? [];
    if (known.includes(made)) known.splice(known.indexOf(made), 1);
  }

  /** Remembers a reservation that was made; past a few hundred each new one pushes an old one out. */
  keep(known: Known): void {
    const { reservations } = this.shared;
    if (reservations.length < 600) reservations.push(known);
    else reservations[this.lots.below(reservations.length)] = known;
  }

  /** Notes what an answer says about a reservation; a final one is forgotten. */
  learn(known: Known, { status, body }: Answer): void {
    const current = (body.current ?? {}) as Record<string, unknown>;
    const said = status < 300 ? body : current;
    if (typeof said.version === 'number') known.version = said.version;
    if (typeof said.status === 'string') known.status = said.status;
    if (status < 300 && typeof body.endsAt === 'string') known.endsAt = Date.parse(body.endsAt);
    if (status === 404) this.shared.tally.fault(`reservation ${known.id} was acknowledged and is not there`);
    const gone = status === 404 || !['requested', 'confirmed', 'active', 'overdue'].includes(known.status);
    const { reservations } = this.shared;
    if (gone && reservations.includes(known)) reservations.splice(reservations.indexOf(known), 1);
  }

  now(): number {
    return this.shared.clock.now();
  }

  /** Of eight in ten sessions are asked, of the rest rentals from today; they meet in what outages and moves do. */
  forSessions(): readonly number[] {
    const { instruments } = this.shared.park;
    return instruments.slice(0, Math.ceil(instruments.length * 0.8));
  }

  forRentals(): readonly number[] {
    return this.shared.park.instruments.slice(this.forSessions().length);
  }

  /** A session on one of the next thousand quarter hours, or a rental: on its own instruments soon, on the others far ahead. */
  slot(): Slot {
    if (this.lots.below(5) > 0) {
      const [startsAt, endsAt] = this.hours();
      return { kind: 'session', instrumentId: this.lots.of(this.forSessions()), startsAt, endsAt };
    }
    const soon = this.lots.below(2) === 0;
    return {
      kind: 'rental',
      instrumentId: this.lots.of(soon ? this.forRentals() : this.shared.park.instruments),
      startsOn: this.day(soon ? this.lots.below(20) : 30 + this.lots.below(400)),
      months: 1 + this.lots.below(2),
    };
  }

  /** Start and end of a session; many begin at once, so that they can be handed over and run late. */
  hours(): [string, string] {
    const quarter = 15 * minuteMs;
    const ahead = this.lots.below(4) === 0 ? this.lots.below(8) : this.lots.below(1_000);
    const start = Math.ceil(this.now() / quarter) * quarter + ahead * quarter;
    const end = start + (2 + this.lots.below(6)) * quarter;
    return [new Date(start).toISOString(), new Date(end).toISOString()];
  }

  /** A day in the park (UTC+8) so many days after today. */
  day(ahead: number): string {
    return new Date(this.now() + 8 * hourMs + ahead * dayMs).toISOString().slice(0, 10);
  }
}
