import { DueWork } from '../../src/platform/due-work/due-work.js';
import type { Bookings } from './bookings.js';
import type { Person } from './builders.js';
import { ReservationModel } from './reservation-model.js';
import {
  type Ask,
  type Booking,
  dayOf,
  hourMs,
  type Instrument,
  textOf,
  type Verdict,
} from './reservation-model.parts.js';
import type { TestApp } from './test-app.js';

/** Half past nine in Shanghai: what is booked begins on the hour, so that nothing happens at the very same moment. */
export const begin = Date.parse('2026-03-02T01:30:00Z');
export const holdHours = 25;

/** Where the sequences are run, by whom. */
export interface ModelDesk {
  readonly t: TestApp;
  readonly b: Bookings;
  readonly tenants: readonly Person[];
  readonly manager: Person;
  /** How often each command was accepted. */
  readonly accepted: Map<string, number>;
}

/** One drawn step: which command, and what it is about; the numbers are read against what there is by then. */
export type Drawn = readonly [command: number, which: number, a: number, b: number];

/** One sequence on three instruments of its own. */
export class ModelRun {
  readonly model = new ReservationModel(begin, holdHours * hourMs);
  private readonly said: string[] = [];

  private constructor(
    private readonly desk: ModelDesk,
    private readonly instruments: readonly Instrument[],
  ) {}

  static async start(desk: ModelDesk): Promise<ModelRun> {
    const { t } = desk;
    t.setClock(new Date(begin).toISOString());
    const make = async (approval: boolean, minutes: number): Promise<Instrument> => ({
      id: await t.given.anInstrument({
        approval_required: approval,
        before_minutes: minutes,
        after_minutes: minutes,
      }),
      approval,
      turnaroundMs: minutes * 60_000,
    });
    return new ModelRun(desk, [await make(false, 0), await make(false, 10), await make(true, 0)]);
  }

  async step([command, which, a, c]: Drawn): Promise<void> {
    const { bookings, outages, now } = this.model;
    // Mostly one whose turn it is; one in four is any, and one in eight is tried by somebody of another company.
    const pick = (fits: (one: Booking) => boolean): Booking | undefined => {
      const fitting = c % 4 === 0 ? [] : bookings.filter(fits);
      const from = fitting.length > 0 ? fitting : bookings;
      return from[which % Math.max(from.length, 1)];
    };
    const is =
      (...statuses: string[]) =>
      (one: Booking): boolean =>
        statuses.includes(one.status);
    const instrument = this.instruments[which % this.instruments.length] as Instrument;
    const outage = outages[which % Math.max(outages.length, 1)];
    const by = (one: Booking): number => (a % 8 === 0 ? 1 - one.owner : one.owner);
    const ahead = pick(is('requested', 'confirmed'));
    const rented = pick((one) => one.ask.kind === 'rental' && is('confirmed', 'active')(one));
    if (command < 28 || !ahead || !rented) return this.reserve(a % 2, instrument, this.ask(command % 3 === 0, a, c));
    if (command < 36) return this.move(ahead, by(ahead), { ask: this.ask(ahead.ask.kind === 'rental', a, c) });
    if (command < 41) return this.move(ahead, by(ahead), { instrument: this.instruments[a % 3], ask: ahead.ask });
    if (command < 46) return this.extend(rented, by(rented), 1 + (a % 3));
    if (command < 51) return this.shorten(rented, by(rented), Math.max(dayOf(rented.start), dayOf(now)) + (a % 50) - 2);
    if (command < 56) return this.act(ahead, by(ahead), 'cancel', {}, () => this.model.cancel(ahead, by(ahead)));
    if (command < 62)
      return this.decide(pick(is('requested')) ?? ahead, a % 4 === 0 ? 'rejected' : 'confirmed', c % 5 === 0 ? 1 : 0);
    const begun = pick((one) => begins(one, now) && one.ask.kind === 'session') ?? ahead;
    if (command < 66) return this.act(begun, by(begun), 'start', {}, () => this.model.begin(begun, by(begun)));
    if (command < 70) return this.asManager('hand-over', pick((one) => begins(one, now)) ?? ahead);
    const running = pick((one) => is('active', 'overdue')(one) && one.ask.kind === 'session') ?? ahead;
    if (command < 72) return this.act(running, by(running), 'stop', {}, () => this.model.stop(running, by(running)));
    const inTime = pick((one) => is('active')(one) && one.ask.kind === 'session' && one.end > now) ?? running;
    if (command < 75) return this.resize(inTime, by(inTime), 1 + (a % 4));
    if (command < 77) return this.asManager('take-back', pick(is('active', 'overdue')) ?? ahead);
    if (command < 79) return this.asManager('no-show', pick((one) => begins(one, now)) ?? ahead);
    if (command < 81) return this.layOutage(instrument, a, c);
    if (command < 83 && outage) return this.cancelOutage(outage);
    if (command < 86) return this.bundle(a % 2, this.ask(false, a, c), which);
    return this.pass(([2, 2, 4, 24, 240][a % 5] ?? 2) * hourMs);
  }

  /** Sessions in the next two days, rentals from the next forty; a few in the past. */
  private ask(rental: boolean, a: number, c: number): Ask {
    const { now } = this.model;
    if (rental) return { kind: 'rental', day: dayOf(now) + (a % 42) - 1, months: 1 + (c % 4) };
    const start = Math.floor(now / hourMs) * hourMs + ((a % (a % 2 ? 8 : 48)) - 1) * hourMs;
    return { kind: 'session', start, end: start + (1 + (c % 4)) * hourMs };
  }

  private async reserve(owner: number, instrument: Instrument, ask: Ask): Promise<void> {
    const expected = this.model.reserve(owner, instrument, ask);
    const body = { instrumentId: instrument.id, ...wordsOf(ask) };
    const answer = await this.desk.b.reserve(this.desk.tenants[owner] as Person, body);
    this.compare(`${owner} reserves ${JSON.stringify(body)}`, expected, answer);
    if (expected === 'ok') Object.assign(this.model.bookings.at(-1) ?? {}, { id: answer.body.id });
  }

  /** The same hours on two instruments at once; ahead, as of several refusals a bundle names one or the other. */
  private async bundle(owner: number, drawn: Ask, which: number): Promise<void> {
    if (drawn.kind !== 'session') return;
    const ask = { ...drawn, start: drawn.start + 2 * hourMs, end: drawn.end + 2 * hourMs };
    const two = this.instruments.filter((_, i) => i !== which % 3);
    const items = two.map(({ id }) => ({ ...wordsOf(ask), instrumentId: id }));
    const expected = this.model.bundle(owner, two, ask);
    const options = { body: { items }, key: `bundle-key-${two[0]?.id}-${this.said.length}` };
    const who = this.desk.tenants[owner] as Person;
    const answer = await this.desk.t.call<BundleAnswer>(who, 'POST', '/reservations/bundles', options);
    this.compare(`${owner} bundles ${JSON.stringify(items)}`, expected, answer);
    if (expected !== 'ok') return;
    for (const { item, id } of answer.body.reservations ?? [])
      Object.assign(this.model.bookings.at(item - 2) ?? {}, { id });
  }

  private resize(booking: Booking, by: number, hours: number): Promise<void> {
    const end = Math.floor(this.model.now / hourMs + hours) * hourMs;
    const body = { endsAt: new Date(end).toISOString() };
    return this.act(booking, by, 'resize', body, () => this.model.resize(booking, by, end));
  }

  private move(booking: Booking, by: number, to: { instrument?: Instrument; ask: Ask }): Promise<void> {
    const { kind: _, ...place } = wordsOf(to.ask);
    const body = { ...place, ...(to.instrument ? { instrumentId: to.instrument.id } : {}) };
    return this.act(booking, by, 'move', body, () => this.model.move(booking, by, to));
  }

  private extend(booking: Booking, by: number, months: number): Promise<void> {
    return this.act(booking, by, 'extend', { months }, () => this.model.extend(booking, by, months));
  }

  private shorten(booking: Booking, by: number, day: number): Promise<void> {
    const body = { returnedOn: textOf(day) };
    return this.act(booking, by, 'shorten', body, () => this.model.shorten(booking, by, day));
  }

  private async act(booking: Booking, by: number, path: string, body: object, expect: () => Verdict): Promise<void> {
    const expected = expect();
    const answer = await this.desk.b.act(this.desk.tenants[by] as Person, booking.id, path, body);
    this.compare(`${by} ${path} ${booking.id} ${JSON.stringify(body)}`, expected, answer);
  }

  private async decide(booking: Booking, status: 'confirmed' | 'rejected', off: number): Promise<void> {
    const version = booking.version + off;
    const expected = this.model.decide(booking, status, version);
    const path = status === 'confirmed' ? 'approve' : 'reject';
    const answer = await this.desk.b.act(this.desk.manager, booking.id, path, { version, reason: '不合适' });
    this.compare(`manager ${path} ${booking.id} at ${version}`, expected, answer);
  }

  private async asManager(path: 'hand-over' | 'take-back' | 'no-show', booking: Booking): Promise<void> {
    const commands = { 'hand-over': 'handOver', 'take-back': 'takeBack', 'no-show': 'noShow' } as const;
    const expected = this.model[commands[path]](booking);
    this.compare(`manager ${path} ${booking.id}`, expected, await this.desk.b.act(this.desk.manager, booking.id, path));
  }

  private async layOutage(instrument: Instrument, a: number, c: number): Promise<void> {
    const start = Math.ceil(this.model.now / hourMs) * hourMs + (a % 60) * hourMs;
    const held = { start, end: start + (1 + (c % 5)) * hourMs };
    const expected = this.model.layOutage(instrument, held);
    const [startsAt, endsAt] = [new Date(held.start).toISOString(), new Date(held.end).toISOString()];
    const body = { instrumentId: instrument.id, kind: 'maintenance', startsAt, endsAt, reason: '检修' };
    const key = `outage-key-${instrument.id}-${this.said.length}`;
    const answer = await this.desk.t.call<{ id: number; code: string }>(this.desk.manager, 'POST', '/outages', {
      body,
      key,
    });
    this.compare(`outage ${JSON.stringify(body)}`, expected, answer);
    if (expected === 'ok') Object.assign(this.model.outages.at(-1) ?? {}, { id: answer.body.id });
  }

  private async cancelOutage(outage: { id: number } & Parameters<ReservationModel['cancelOutage']>[0]): Promise<void> {
    const expected = this.model.cancelOutage(outage);
    const key = `outage-key-${outage.id}-cancel-${this.said.length}`;
    const answer = await this.desk.t.call<{ code: string }>(this.desk.manager, 'POST', `/outages/${outage.id}/cancel`, {
      key,
    });
    this.compare(`cancel outage ${outage.id}`, expected, answer);
  }

  private async pass(ms: number): Promise<void> {
    this.model.pass(ms);
    const { t } = this.desk;
    t.setClock(new Date(this.model.now).toISOString());
    // Whoever hears of events is not what this is about; now and then they hear of them all the same.
    if ((this.instruments[0]?.id ?? 0) % 8 === 0) await t.work();
    else await t.app.get(DueWork).drain();
    this.said.push(`${ms / hourMs} hours pass`);
  }

  private compare(what: string, expected: Verdict, answer: { status: number; body: { code?: string } }): void {
    const said = answer.status < 300 ? 'ok' : (answer.body.code ?? String(answer.status));
    this.said.push(`${new Date(this.model.now).toISOString().slice(5, 16)} ${what}: ${said}`);
    const command = /[a-z-]{4,}/.exec(what.replace('manager ', ''))?.[0] ?? what;
    const { accepted } = this.desk;
    accepted.set(command, (accepted.get(command) ?? 0) + (said === 'ok' ? 1 : 0));
    if (said !== expected)
      throw new Error(`expected ${expected}, after\n${this.said.join('\n')}\n${JSON.stringify(answer.body)}`);
  }

  /** Everything that stands in the database about these instruments is what stands in the model. */
  async agree(): Promise<void> {
    const { rows } = await this.desk.t.database.owner.query<Row>(standing, [this.instruments.map((i) => i.id)]);
    const { bookings, outages } = this.model;
    const totals = new Map(bookings.map((one) => [`reservation ${one.id}`, one.totalFen]));
    const actual = rows.map((row) =>
      lineOf({ ...row, start: +row.start, end: +row.end, fen: totals.get(row.source) === null ? null : row.fen }),
    );
    const expected = [
      ...bookings.map(({ id, status, version, instrument, start, end, totalFen }) =>
        lineOf({
          source: `reservation ${id}`,
          what: `${status} v${version}`,
          instrument: instrument.id,
          start,
          end,
          fen: totalFen,
        }),
      ),
      ...bookings.map((one) => ({ source: `reservation ${one.id}`, ...one })).flatMap(heldLine),
      ...outages.map((one) => ({ source: `outage ${one.id}`, ...one })).flatMap(heldLine),
    ];
    if (actual.sort().join('\n') === expected.sort().join('\n')) return;
    const [only, missing] = [actual.filter((l) => !expected.includes(l)), expected.filter((l) => !actual.includes(l))];
    throw new Error(
      `after\n${this.said.join('\n')}\nthe database says\n${only.join('\n')}\nthe model\n${missing.join('\n')}`,
    );
  }
}

const standing = `
  SELECT 'reservation ' || id source, status || ' v' || version what, instrument_id::int instrument, starts_at start, ends_at "end", total_fen::int fen
  FROM reservation WHERE instrument_id = ANY($1)
  UNION ALL
  SELECT source_kind || ' ' || source_id, 'holds', instrument_id::int, lower(period), upper(period), null
  FROM occupancy WHERE instrument_id = ANY($1)`;

interface BundleAnswer {
  readonly code?: string;
  readonly reservations?: readonly { readonly item: number; readonly id: number }[];
}

interface Row {
  readonly source: string;
  readonly what: string;
  readonly instrument: number;
  readonly start: Date;
  readonly end: Date;
  readonly fen: number | null;
}

const begins = (one: Booking, now: number): boolean => one.status === 'confirmed' && one.start <= now;

/** To the minute: a test takes some moments itself. */
const lineOf = (line: {
  source: string;
  what: string;
  instrument: number;
  start: number;
  end: number;
  fen: number | null;
}): string =>
  `${line.source} ${line.what} on ${line.instrument} ${minute(line.start)}–${minute(line.end)} ${line.fen ?? ''}`;
const minute = (at: number): string => new Date(at).toISOString().slice(0, 16);

function heldLine({
  source,
  instrument,
  held,
}: {
  source: string;
  instrument: Instrument;
  held: Booking['held'];
}): string[] {
  return held ? [lineOf({ source, what: 'holds', instrument: instrument.id, ...held, fen: null })] : [];
}

function wordsOf(ask: Ask): Record<string, unknown> {
  if (ask.kind === 'rental') return { kind: 'rental', startsOn: textOf(ask.day), months: ask.months };
  return { kind: 'session', startsAt: new Date(ask.start).toISOString(), endsAt: new Date(ask.end).toISOString() };
}
