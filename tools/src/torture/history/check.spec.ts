import { describe, expect, it } from '@jest/globals';
import { check } from './check.js';
import { type History, type Holding, type Look, type Operation, type State, wordsOf } from './history.js';

/** A holding of an instrument from one hour to another. */
const hours = (instrument: number, start: number, end: number): Holding => ({ instrument, start, end });

const state = (source: string, version: number, status: string, ...holdings: Holding[]): State => ({
  source,
  version,
  status,
  holdings,
  booked: holdings[0] ?? null,
});

/** A command that was accepted and told what it made; its transaction is `did(name, …)`. */
const ok = (
  name: string,
  invoke: number,
  end: number,
  said: State[] = [],
  more: Partial<Operation> = {},
): Operation => ({
  name,
  invoke,
  end,
  result: 'ok',
  key: name,
  said: said.map(({ source, version, status }) => ({ source, version, status })),
  wants: {},
  looks: [],
  refusal: null,
  ...more,
});
const info = (name: string, invoke: number): Operation => ok(name, invoke, Infinity, [], { result: 'info' });
const refused = (name: string, invoke: number, end: number, wanted: Holding): Operation =>
  ok(name, invoke, end, [], {
    result: 'fail',
    refusal: { wanted, instrument: wanted.instrument, taken: null, except: null },
  });

/** Somebody looks at instruments and sees what each source holds there. */
const looks = (instruments: number[], seen: Record<string, Holding[]>): Look => ({
  of: 'instruments',
  instruments,
  from: 0,
  to: 100,
  stepMs: 1,
  seen: new Map(Object.entries(seen).map(([source, holdings]) => [source, wordsOf(holdings)])),
});
const reads = (name: string, invoke: number, end: number, ...seen: Look[]): Operation =>
  ok(name, invoke, end, [], { key: null, looks: seen });

let order = 0;
const did = (key: string | null, ...states: State[]): History['transactions'][number] => ({
  order: ++order,
  key,
  states,
});

function history(
  operations: Operation[],
  transactions: History['transactions'],
  madeBy: Record<string, string> = {},
): History {
  return { operations, transactions, madeBy: new Map(Object.entries(madeBy)) };
}
const kinds = (h: History): string[] => [...new Set(check(h).anomalies.map((anomaly) => anomaly.kind))];

const a1 = state('r1', 1, 'confirmed', hours(1, 9, 10));
const b1 = state('r2', 1, 'confirmed', hours(1, 11, 12));

describe('a history that cannot have happened', () => {
  it('lost update: two changes from the same version', () => {
    const moved = state('r1', 2, 'confirmed', hours(1, 13, 14));
    const also = state('r1', 2, 'confirmed', hours(1, 15, 16));
    const h = history(
      [ok('create', 0, 1, [a1]), ok('move', 2, 5, [moved]), ok('move too', 2, 6, [also])],
      [did('create', a1), did('move', moved), did('move too', also)],
    );
    expect(kinds(h)).toContain('lost update');
  });

  it('double booking: two hold the same hour', () => {
    const twin = state('r2', 1, 'confirmed', hours(1, 9, 11));
    const h = history([ok('a', 0, 5, [a1]), ok('b', 0, 5, [twin])], [did('a', a1), did('b', twin)]);
    expect(kinds(h)).toEqual(['double booking']);
  });

  it('stale read: a calendar without what was acknowledged before it was asked', () => {
    const h = history([ok('a', 0, 5, [a1]), reads('calendar', 6, 7, looks([1], {}))], [did('a', a1)]);
    expect(kinds(h)).toEqual(['stale read']);
  });

  it('phantom refusal: taken, though nobody had it', () => {
    const h = history(
      [ok('a', 0, 5, [a1]), refused('b', 6, 7, hours(1, 10, 11)), refused('c', 6, 7, hours(2, 9, 10))],
      [did('a', a1)],
    );
    expect(check(h).anomalies.map((anomaly) => anomaly.text)).toEqual(['b', 'c']);
    expect(kinds(h)).toEqual(['phantom refusal']);
  });

  it('fractured read: half of an exchange of two instruments', () => {
    const [a, b] = [state('r1', 1, 'confirmed', hours(1, 9, 10)), state('r2', 1, 'confirmed', hours(2, 9, 10))];
    const [a2, b2] = [state('r1', 2, 'confirmed', hours(2, 9, 10)), state('r2', 2, 'confirmed', hours(1, 9, 10))];
    const seen = looks([1, 2], { r1: [hours(2, 9, 10)], r2: [hours(2, 9, 10)] });
    const h = history(
      [ok('a', 0, 1, [a]), ok('b', 0, 1, [b]), ok('swap', 2, 9, [a2]), reads('board', 3, 8, seen)],
      [did('a', a), did('b', b), did('swap', a2, b2)],
    );
    expect(kinds(h)).toEqual(['cycle']);
  });

  it('lost acknowledgement: what was confirmed is not there', () => {
    expect(kinds(history([ok('a', 0, 5, [a1])], []))).toEqual(['lost acknowledgement']);
  });

  it('resurrected cancel: what was cancelled holds again', () => {
    const [gone, back] = [state('r1', 2, 'cancelled'), state('r1', 3, 'confirmed', hours(1, 9, 10))];
    const h = history(
      [ok('a', 0, 1, [a1]), ok('cancel', 2, 3, [gone]), ok('move', 2, 5, [back])],
      [did('a', a1), did('cancel', gone), did('move', back)],
    );
    expect(kinds(h)).toContain('risen from the dead');
  });

  it('info applied twice: the answer was lost, the booking is there two times', () => {
    const again = state('r2', 1, 'confirmed', hours(1, 11, 12));
    const h = history([info('a', 0)], [did('a', a1), did('a', again)], { r1: 'a', r2: 'a' });
    expect(kinds(h)).toEqual(['applied twice']);
  });

  it('real-time inversion: what began after another had ended came before it', () => {
    const late = state('r1', 3, 'confirmed', hours(1, 15, 16));
    const early = state('r1', 2, 'confirmed', hours(1, 13, 14));
    const h = history(
      [ok('a', 0, 1, [a1]), ok('first', 2, 3, [late]), ok('second', 4, 5, [early])],
      [did('a', a1), did('second', early), did('first', late)],
    );
    expect(kinds(h)).toEqual(['cycle']);
  });

  it('write skew over two instruments: each looked where the other wrote', () => {
    const [one, two] = [state('r1', 1, 'confirmed', hours(1, 9, 10)), state('r2', 1, 'confirmed', hours(2, 9, 10))];
    const h = history(
      [ok('one', 0, 5, [one], { looks: [looks([2], {})] }), ok('two', 0, 5, [two], { looks: [looks([1], {})] })],
      [did('one', one), did('two', two)],
    );
    expect(kinds(h)).toEqual(['cycle']);
  });

  it('cycle: two readers see two writers in different orders', () => {
    const h = history(
      [
        ok('a', 0, 9, [a1]),
        ok('b', 0, 9, [b1]),
        reads('sees a', 1, 8, looks([1], { r1: [hours(1, 9, 10)] })),
        reads('sees b', 1, 8, looks([1], { r2: [hours(1, 11, 12)] })),
      ],
      [did('a', a1), did('b', b1)],
    );
    expect(kinds(h)).toEqual(['cycle']);
  });

  it('phantom row: a booking that nobody asked for, in the database or in a calendar', () => {
    expect(kinds(history([], [did(null, a1)]))).toEqual(['nobody asked for it']);
    const seen = looks([1], { r9: [hours(1, 9, 10)] });
    expect(kinds(history([reads('calendar', 0, 1, seen)], []))).toEqual(['phantom']);
  });

  it('and some more: refused yet done, another answer, another place, a read from the future', () => {
    const other = state('r1', 1, 'requested', hours(1, 9, 10));
    const wants = { wants: { start: 8 } };
    expect(kinds(history([refused('a', 0, 1, hours(1, 9, 10))], [did('a', a1)]))).toContain('refused, yet it happened');
    expect(kinds(history([ok('a', 0, 1, [other])], [did('a', a1)]))).toEqual(['another answer']);
    expect(kinds(history([ok('a', 0, 1, [a1], wants)], [did('a', a1)]))).toEqual(['another answer']);
    const early = reads('calendar', 0, 1, looks([1], { r1: [hours(1, 9, 10)] }));
    expect(kinds(history([early, ok('a', 2, 3, [a1])], [did('a', a1)]))).toEqual(['read before it was written']);
  });
});

describe('a history that can have happened', () => {
  it('shows what is under way or does not, but to all in the same order', () => {
    const h = history(
      [
        ok('a', 0, 9, [a1]),
        ok('b', 0, 9, [b1]),
        reads('nothing', 1, 8, looks([1], {})),
        reads('only a', 1, 8, looks([1], { r1: [hours(1, 9, 10)] })),
        reads('both', 5, 8, looks([1], { r1: [hours(1, 9, 10)], r2: [hours(1, 11, 12)] })),
      ],
      [did('a', a1), did('b', b1)],
    );
    expect(check(h).anomalies).toEqual([]);
  });

  it('lets what was cut off happen or not', () => {
    const seen = reads('calendar', 7, 8, looks([1], { r1: [hours(1, 9, 10)] }));
    expect(check(history([info('a', 0), info('b', 0), seen], [did('a', a1)], { r1: 'a' })).anomalies).toEqual([]);
  });

  it('refuses for what was there at any moment of the asking', () => {
    const gone = state('r1', 2, 'cancelled');
    const transactions = [did('a', a1), did('cancel', gone)];
    const during = refused('during', 2, 4, hours(1, 9, 10));
    const after = refused('after', 6, 7, hours(1, 9, 10));
    const [a, cancel] = [ok('a', 0, 1, [a1]), ok('cancel', 3, 5, [gone])];
    expect(check(history([a, cancel, during], transactions)).anomalies).toEqual([]);
    expect(kinds(history([a, cancel, after], transactions))).toEqual(['phantom refusal']);
  });

  it('exchanges two instruments at one moment', () => {
    const [a, b] = [state('r1', 1, 'confirmed', hours(1, 9, 10)), state('r2', 1, 'confirmed', hours(2, 9, 10))];
    const [a2, b2] = [state('r1', 2, 'confirmed', hours(2, 9, 10)), state('r2', 2, 'confirmed', hours(1, 9, 10))];
    const board = reads('board', 3, 8, looks([1, 2], { r1: [hours(2, 9, 10)], r2: [hours(1, 9, 10)] }));
    const one: Look = { of: 'reservation', source: 'r1', version: 2, status: 'confirmed' };
    const h = history(
      [ok('a', 0, 1, [a]), ok('b', 0, 1, [b]), ok('swap', 2, 9, [a2]), board, reads('show', 7, 8, one)],
      [did('a', a), did('b', b), did('swap', a2, b2)],
    );
    expect(check(h).anomalies).toEqual([]);
  });
});
