import type { Chains, Link } from './chains.js';
import {
  type Anomaly,
  type History,
  type Holding,
  type Operation,
  overlap,
  type Transaction,
  wordsOf,
} from './history.js';

/** What was acknowledged is there once, what was refused is not, what is unknown at most once; nothing is there that nobody asked for. */
export function checkPresence(history: History, chains: Chains): Anomaly[] {
  const names = new Map(history.operations.flatMap(({ key, name }) => (key === null ? [] : [[key, name] as const])));
  const nameOf = (key: string): string => names.get(key) ?? key;
  const wrong = history.operations.flatMap(({ key, result, name }): Anomaly[] => {
    const present = key !== null && chains.transactionOf.has(key);
    if (result === 'fail' && present) return [{ kind: 'refused, yet it happened', text: name }];
    return result === 'ok' && key !== null && !present ? [{ kind: 'lost acknowledgement', text: name }] : [];
  });
  const unasked = history.transactions.filter(({ key }) => key === null || !names.has(key));
  const keys = history.transactions.flatMap(({ key }) => key ?? []);
  const again = new Set([...twice(keys), ...twice([...history.madeBy.values()])]);
  return [
    ...wrong,
    ...unasked.map(({ states }) => ({ kind: 'nobody asked for it', text: states.map((s) => s.source).join(', ') })),
    ...[...again].map((key) => ({ kind: 'applied twice', text: nameOf(key) })),
  ];
}

function twice(values: readonly string[]): Set<string> {
  const seen = new Set<string>();
  return new Set(values.filter((value) => seen.has(value) || !seen.add(value)));
}

/** What a command was told is what its transaction wrote, and what was written is what it asked for. */
export function checkAnswers(history: History, chains: Chains): Anomaly[] {
  return history.operations.flatMap((op) => {
    const transaction = op.result === 'ok' && op.key !== null ? chains.transactionOf.get(op.key) : undefined;
    return transaction ? differences(op, transaction).map((text) => ({ kind: 'another answer', text })) : [];
  });
}

function differences({ name, said, wants }: Operation, { states }: Transaction): string[] {
  return said.flatMap((told, place) => {
    const state = states.find((one) => one.source === told.source);
    if (!state) return [`${name} speaks of ${told.source}, which it did not write`];
    const wrong = [
      ...(differ(told.version, state.version) ? [`is version ${told.version}, written was ${state.version}`] : []),
      ...(differ(told.status, state.status) ? [`is ${told.status}, written was ${state.status}`] : []),
      ...(place === 0 ? unlike(wants, state.booked) : []),
    ];
    return wrong.map((text) => `${name}: ${told.source} ${text}`);
  });
}

/** Where both are known. */
const differ = (told: unknown, written: unknown): boolean => told !== null && written !== null && told !== written;

function unlike(wants: Partial<Holding>, booked: Holding | null): string[] {
  if (!booked) return [];
  return (['instrument', 'start', 'end'] as const)
    .filter((field) => wants[field] !== undefined && wants[field] !== booked[field])
    .map((field) => `was asked for with ${field} ${wants[field]}, written was ${booked[field]}`);
}

const final = new Set(['rejected', 'lapsed', 'cancelled', 'completed', 'no_show']);

/** Each reservation's versions count up by one whenever its state or place changes, and nothing follows an end. */
export function checkVersions(chains: Chains): Anomaly[] {
  return [...chains.bySource.values()].flatMap((chain) =>
    chain.flatMap((link, i) => {
      const before = chain[i - 1];
      const follows = before && link.state.version !== null && !isAsBefore(link, before);
      return follows ? wrongStep(link, before, chains) : [];
    }),
  );
}

function wrongStep(link: Link, before: Link, chains: Chains): Anomaly[] {
  const operation = link.by && chains.operationOf.get(link.by);
  const words = ({ version, status }: Link): string => `version ${version} ${status}`;
  const text = `${link.state.source}: ${words(link)} after ${words(before)}, by ${operation?.name ?? 'nobody'}`;
  const isNext = link.version === (before.version ?? 0) + 1;
  return [
    ...(isNext ? [] : [{ kind: 'lost update', text }]),
    ...(final.has(before.status ?? '') ? [{ kind: 'risen from the dead', text }] : []),
  ];
}

/** Something beside was noted (what was released, to which series it belongs): nothing that others decide by. */
const isAsBefore = (link: Link, before: Link): boolean =>
  link.version === before.version &&
  link.status === before.status &&
  wordsOf(link.booked ? [link.booked] : []) === wordsOf(before.booked ? [before.booked] : []);

interface Held extends Holding {
  readonly source: string;
  readonly by: Transaction;
}

/** An edge: what the first did was there when the second acted. */
export type Edge = readonly [from: Transaction, to: Transaction];

/** Plays all transactions in order: no two sources ever hold the same time; who takes what another gave up comes after it. */
export function replay(history: History): { anomalies: Anomaly[]; edges: Edge[] } {
  const anomalies: Anomaly[] = [];
  const edges: Edge[] = [];
  const held = new Map<string, readonly Held[]>();
  const standing = new Map<number, Set<Held>>();
  const freed = new Map<number, Held[]>();
  const on = (instrument: number): Set<Held> => {
    const there = standing.get(instrument) ?? new Set<Held>();
    standing.set(instrument, there);
    return there;
  };
  const free = (old: Held, by: Transaction): void => {
    on(old.instrument).delete(old);
    const list = freed.get(old.instrument) ?? [];
    freed.set(old.instrument, list);
    // What was given up long ago comes before by the clock alone.
    if (list.push({ ...old, by }) > 1_000) list.shift();
  };
  const take = (one: Held): void => {
    const other = [...on(one.instrument)].find((theirs) => theirs.source !== one.source && overlap(one, theirs));
    if (other)
      anomalies.push({ kind: 'double booking', text: `${one.source} and ${other.source} on ${one.instrument}` });
    for (const gone of freed.get(one.instrument) ?? [])
      if (gone.by !== one.by && overlap(one, gone)) edges.push([gone.by, one.by]);
    on(one.instrument).add(one);
  };
  for (const by of [...history.transactions].sort((a, b) => a.order - b.order)) {
    for (const { source } of by.states) {
      for (const old of held.get(source) ?? []) free(old, by);
      held.delete(source);
    }
    for (const { source, holdings } of by.states) {
      const mine = holdings.map((holding) => ({ ...holding, source, by }));
      mine.forEach(take);
      if (mine.length > 0) held.set(source, mine);
    }
  }
  return { anomalies, edges };
}
