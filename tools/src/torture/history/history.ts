/** A stretch of an instrument that is held; milliseconds since 1970, half open. */
export interface Holding {
  readonly instrument: number;
  readonly start: number;
  readonly end: number;
}

/** What one committed transaction left of one source: a reservation (`r12`) or an outage (`o3`). */
export interface State {
  readonly source: string;
  readonly holdings: readonly Holding[];
  /** Of a reservation, where the transaction wrote it. */
  readonly version: number | null;
  readonly status: string | null;
  /** What was agreed, without turnaround. */
  readonly booked: Holding | null;
}

/** A committed transaction, by the database's own evidence. */
export interface Transaction {
  /** Grows along everything that had to wait for one another; between others it says nothing. */
  readonly order: number;
  /** Of the command that it carried out, by the key that was stored in it. */
  readonly key: string | null;
  readonly states: readonly State[];
}

/** What somebody was shown, all of it at one moment. */
export type Look =
  | {
      readonly of: 'instruments';
      readonly instruments: readonly number[];
      readonly from: number;
      readonly to: number;
      /** In what steps times were shown: 1, or 1000 where only seconds were. */
      readonly stepMs: number;
      /** What each source was seen to hold there, in the words of `wordsOf`. */
      readonly seen: ReadonlyMap<string, string>;
    }
  | { readonly of: 'reservation'; readonly source: string; readonly version: number; readonly status: string };

/** "Taken": of what, and by which stretch, if it was named. */
export interface Refusal {
  /** Null where the request does not say all of it. */
  readonly wanted: Holding | null;
  readonly instrument: number | null;
  /** To a tenant what others have is one stretch where it touches. */
  readonly taken: { readonly start: number; readonly end: number } | null;
  /** What the one who was refused holds is not in the way. */
  readonly except: string | null;
}

/** What an accepted command was told about a source. */
export interface Said {
  readonly source: string;
  readonly version: number | null;
  readonly status: string | null;
}

/** One call of one client, on one monotonic clock. */
export interface Operation {
  readonly name: string;
  readonly invoke: number;
  /** Infinity of an `info`: it may take effect at any time, or never. */
  readonly end: number;
  readonly result: 'ok' | 'fail' | 'info';
  /** Null of what only reads. */
  readonly key: string | null;
  readonly said: readonly Said[];
  /** What the first that it speaks of must have become; what is undefined was not asked for. */
  readonly wants: Partial<Holding>;
  readonly looks: readonly Look[];
  readonly refusal: Refusal | null;
}

export interface History {
  readonly operations: readonly Operation[];
  readonly transactions: readonly Transaction[];
  /** The key of the request that asked for a source, as stored in the source itself. */
  readonly madeBy: ReadonlyMap<string, string>;
}

export interface Anomaly {
  readonly kind: string;
  readonly text: string;
}

/** Holdings as a text that two of them share only when they are the same, as far as the steps tell. */
export function wordsOf(holdings: readonly Holding[], stepMs = 1): string {
  const shown = (time: number): number => Math.round(time / stepMs);
  return holdings
    .map(({ instrument, start, end }) => `${instrument}:${shown(start)}-${shown(end)}`)
    .sort()
    .join(' ');
}

export const overlap = (a: Holding, b: Holding): boolean =>
  a.instrument === b.instrument && a.start < b.end && b.start < a.end;
