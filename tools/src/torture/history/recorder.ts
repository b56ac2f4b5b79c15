import { setTimeout as wait } from 'node:timers/promises';
import { rentalPeriod, startOfDay } from '@parkbench/domain';
import { type Answer, type Call, call } from '../../stand/http-client.js';
import { textOf } from '../bookings/tally.js';
import type { Lots } from '../lots.js';
import { type Holding, type Look, type Operation, type Refusal, type Said, wordsOf } from './history.js';

const zone = 'Asia/Shanghai';
/** What a cut answer is asked for again, with the same key, before it is left unknown. */
const retries = 8;

type Fields = Readonly<Record<string, unknown>>;

/** Makes calls and writes down when each began and ended, what was asked and what was answered. */
export class Recorder {
  readonly operations: Operation[] = [];
  infos = 0;
  retried = 0;
  /** Faults that are not said to be passing. */
  faults = 0;
  private serial = 0;

  /** One call; when its answer is lost, two in three clients ask again under the same key, as a page does. */
  readonly transport = async (act: string, apiUrls: readonly string[], asked: Call, lots: Lots): Promise<Answer> => {
    const stamped = stampedWithKey(asked);
    const invoke = performance.now();
    const persistent = lots.below(3) > 0;
    let answer = await call(lots.of(apiUrls), stamped);
    for (let n = 0; isUnknown(answer) && persistent && n < retries; n++) {
      this.retried++;
      await wait(150 + lots.below(300));
      answer = await call(lots.of(apiUrls), stamped);
    }
    if (answer.status === 500) this.faults++;
    this.write(`${act}#${++this.serial}`, stamped, invoke, answer);
    // Whoever cannot be reached is not asked without pause.
    if (isUnknown(answer)) await wait(100);
    return answer;
  };

  private write(name: string, asked: Call, invoke: number, answer: Answer): void {
    const call = { name, invoke, end: performance.now(), key: asked.key ?? null, ...plain };
    if (isUnknown(answer)) this.infos++;
    if (asked.method === 'GET') {
      if (answer.status === 200) this.operations.push({ ...call, key: null, looks: looksIn(asked, answer.body) });
    } else if (isUnknown(answer)) this.operations.push({ ...call, end: Infinity, result: 'info' });
    else if (answer.status < 300)
      this.operations.push({
        ...call,
        said: speaksOfReservations(asked) ? saidIn(answer.body) : [],
        wants: wantsIn(asked),
      });
    else this.operations.push({ ...call, result: 'fail', refusal: refusalIn(asked, answer) });
  }
}

const plain = { result: 'ok', said: [], wants: {}, looks: [], refusal: null } as const;
const isUnknown = ({ status }: Answer): boolean => status === 0 || status >= 500;

/** What is asked for carries its key, so that the row tells whose it is. */
function stampedWithKey(asked: Call): Call {
  if (asked.method !== 'POST' || asked.path !== '/reservations') return asked;
  return { ...asked, body: { ...(asked.body as Fields), purpose: `key ${asked.key ?? ''}` } };
}

const statuses = /^(requested|confirmed|active|overdue|completed|cancelled|rejected|lapsed|no_show)$/;

/** Outages and places in a queue have ids and versions too. */
const speaksOfReservations = ({ path }: Call): boolean => path.startsWith('/reservations');

/** Every reservation that an answer speaks of, however deep. */
function saidIn(body: unknown): Said[] {
  if (typeof body !== 'object' || body === null) return [];
  const { id, version, status } = body as Fields;
  const reservation = typeof id === 'number' && typeof version === 'number' && statuses.test(textOf(status));
  if (reservation) return [{ source: `r${id}`, version, status: textOf(status) }];
  return Object.values(body).flatMap(saidIn);
}

const instant = (text: unknown): number | undefined => (typeof text === 'string' ? Date.parse(text) : undefined);

function wantedIn({ instrumentId, startsAt, endsAt, startsOn, months }: Fields): Partial<Holding> {
  const instrument = typeof instrumentId === 'number' ? { instrument: instrumentId } : {};
  if (typeof startsOn === 'string' && typeof months === 'number')
    return { ...instrument, ...rentalPeriod({ start: startsOn, months, zone }) };
  if (typeof startsOn === 'string') return { ...instrument, start: startOfDay(startsOn, zone) };
  const [start, end] = [instant(startsAt), instant(endsAt)];
  return { ...instrument, ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) };
}

/** What must have come of the first reservation that the answer speaks of. */
const wantsIn = ({ path, body }: Call): Partial<Holding> =>
  path === '/reservations' || path.endsWith('/move') ? wantedIn((body ?? {}) as Fields) : {};

function refusalIn({ path, body }: Call, answer: Answer): Refusal | null {
  if (answer.body.code !== 'slot_taken') return null;
  const own = /^\/reservations\/(\d+)\//.exec(path)?.[1];
  const asked = wantedIn((body ?? {}) as Fields);
  return {
    wanted: path === '/reservations' ? wholeOf(asked) : null,
    instrument: asked.instrument ?? null,
    taken: takenIn(answer),
    except: own === undefined ? null : `r${own}`,
  };
}

const wholeOf = ({ instrument, start, end }: Partial<Holding>): Holding | null =>
  instrument === undefined || start === undefined || end === undefined ? null : { instrument, start, end };

function takenIn({ body }: Answer): { start: number; end: number } | null {
  const { start, end } = (body.taken ?? {}) as Fields;
  const [from, to] = [instant(start), instant(end)];
  return from === undefined || to === undefined ? null : { start: from, end: to };
}

interface Busy {
  readonly start: string;
  readonly end: string;
  readonly reservationId?: number;
  readonly label?: string;
}

function looksIn({ method, path }: Call, body: Fields): Look[] {
  if (method !== 'GET') return [];
  const calendar = /^\/instruments\/(\d+)\/calendar\?from=(.*)&to=(.*)$/.exec(path);
  if (calendar) {
    const instrument = Number(calendar[1]);
    const holdings = (body.busy as Busy[]).flatMap(({ start, end, reservationId, label }): Named[] => {
      const source = reservationId === undefined ? label && `reason ${label}` : `r${reservationId}`;
      return source ? [{ source, instrument, start: Date.parse(start), end: Date.parse(end) }] : [];
    });
    return [lookOf([instrument], [calendar[2] ?? '', calendar[3] ?? ''], holdings, 1)];
  }
  const board = /^\/board\?from=(.*)&to=(.*)&limit=300$/.exec(path);
  if (board) return [lookAtBoard(body, [board[1] ?? '', board[2] ?? ''])];
  if (!/^\/reservations\/\d+$/.test(path)) return [];
  const { id, version, status } = body;
  return [{ of: 'reservation', source: `r${Number(id)}`, version: Number(version), status: textOf(status) }];
}

interface Named extends Holding {
  readonly source: string;
}

function lookAtBoard(body: Fields, window: readonly [string, string]): Look {
  const items = body.items as { id: number; occupancies: [number, number, string, number, string][] }[];
  const holdings = items.flatMap(({ id: instrument, occupancies }) =>
    occupancies.flatMap(([start, end, kind, source, label]): Named[] => {
      // What a waiting list or a case holds (`t`) has a number of its own, which is no reservation's.
      const named = kind === 'm' ? label && `reason ${label}` : kind !== 't' && `r${source}`;
      return named ? [{ source: named, instrument, start: start * 1_000, end: end * 1_000 }] : [];
    }),
  );
  return lookOf(
    items.map(({ id }) => id),
    window,
    holdings,
    1_000,
  );
}

function lookOf(
  instruments: readonly number[],
  [from, to]: readonly [string, string],
  holdings: readonly Named[],
  stepMs: number,
): Look {
  const bySource = new Map<string, Holding[]>();
  for (const { source, ...holding } of holdings) bySource.set(source, [...(bySource.get(source) ?? []), holding]);
  const seen = new Map([...bySource].map(([source, its]) => [source, wordsOf(its, stepMs)]));
  return { of: 'instruments', instruments, from: startOfDay(from, zone), to: startOfDay(to, zone), stepMs, seen };
}

/** Calendars name an outage by its reason; the evidence by its number. */
export function withOutages(operations: readonly Operation[], outages: ReadonlyMap<string, string>): Operation[] {
  const renamed = (source: string): string =>
    source.startsWith('reason ') ? (outages.get(source.slice(7)) ?? source) : source;
  return operations.map((op) => ({
    ...op,
    looks: op.looks.map((look) =>
      look.of === 'instruments'
        ? { ...look, seen: new Map([...look.seen].map(([source, words]) => [renamed(source), words])) }
        : look,
    ),
  }));
}
