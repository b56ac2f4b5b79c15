import type { History, Holding, Operation, State, Transaction } from './history.js';

/** A version of a source: by whom it was written, and when it can be seen. */
export interface Link {
  readonly state: State;
  /** Of a reservation, as last written. */
  readonly version: number | null;
  readonly status: string | null;
  readonly booked: Holding | null;
  /** Undefined of the beginning, when there was nothing. */
  readonly by: Transaction | undefined;
  /** From when it can be seen at the earliest, and from when it must be. */
  readonly can: number;
  readonly must: number;
}

/** All versions of all sources, each in order. */
export class Chains {
  readonly bySource = new Map<string, Link[]>();
  readonly operationOf = new Map<Transaction, Operation>();
  readonly transactionOf = new Map<string, Transaction>();
  private readonly onInstrument = new Map<number, Set<string>>();

  constructor(history: History) {
    const byKey = new Map(history.operations.flatMap((op) => (op.key === null ? [] : [[op.key, op] as const])));
    for (const transaction of [...history.transactions].sort((a, b) => a.order - b.order)) {
      const operation = transaction.key === null ? undefined : byKey.get(transaction.key);
      if (operation) this.operationOf.set(transaction, operation);
      if (transaction.key !== null) this.transactionOf.set(transaction.key, transaction);
      for (const state of transaction.states) this.add(state, transaction, operation);
    }
  }

  private add(state: State, by: Transaction, operation: Operation | undefined): void {
    const chain = this.bySource.get(state.source) ?? [nothing(state.source)];
    this.bySource.set(state.source, chain);
    const before = chain.at(-1) ?? nothing(state.source);
    const written = { version: state.version, status: state.status, booked: state.booked };
    const { version, status, booked } = state.version === null ? before : written;
    chain.push({ state, by, version, status, booked, ...seenFrom(operation) });
    for (const { instrument } of state.holdings) {
      const known = this.onInstrument.get(instrument) ?? new Set();
      this.onInstrument.set(instrument, known.add(state.source));
    }
  }

  sourcesOn(instruments: readonly number[]): Set<string> {
    return new Set(instruments.flatMap((instrument) => [...(this.onInstrument.get(instrument) ?? [])]));
  }

  chainOf(source: string): readonly Link[] {
    return this.bySource.get(source) ?? [nothing(source)];
  }

  /** The first and the last version that somebody could see between two moments. */
  visible(source: string, invoke: number, end: number): { chain: readonly Link[]; low: number; high: number } {
    const chain = this.chainOf(source);
    let low = 0;
    for (let i = chain.length - 1; i > 0 && low === 0; i--) if ((chain[i]?.must ?? Infinity) < invoke) low = i;
    let high = low;
    while (high + 1 < chain.length && (chain[high + 1]?.can ?? Infinity) < end) high++;
    return { chain, low, high };
  }
}

/** What was done can be seen from its call on, and must be from its answer on. */
function seenFrom(operation: Operation | undefined): { can: number; must: number } {
  if (!operation) return { can: -Infinity, must: Infinity };
  return { can: operation.invoke, must: operation.result === 'ok' ? operation.end : Infinity };
}

const nothing = (source: string): Link => ({
  state: { source, holdings: [], version: 0, status: null, booked: null },
  version: 0,
  status: null,
  booked: null,
  by: undefined,
  can: -Infinity,
  must: -Infinity,
});
