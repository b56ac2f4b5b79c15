import { Chains } from './chains.js';
import { checkAnswers, checkPresence, checkVersions, type Edge, replay } from './check-effects.js';
import { checkLooks, checkRefusals, type Seen } from './check-looks.js';
import { Graph } from './graph.js';
import type { Anomaly, History, Operation, Transaction } from './history.js';

/** What was found, and how much there was to find it in. */
export interface Verdict {
  readonly anomalies: readonly Anomaly[];
  /** How many times a source was looked at. */
  readonly looks: number;
  /** Of them those during which it changed, so that only the order of all can tell. */
  readonly open: number;
}

/**
 * Whether everything that clients saw can have happened one after the other, each between its call and its answer
 * (strict serializability), and is what the database holds. No anomalies: it can.
 */
export function check(history: History): Verdict {
  const chains = new Chains(history);
  const { anomalies: overlaps, edges } = replay(history);
  const { anomalies: looked, seen, looks } = checkLooks(history.operations, chains);
  const anomalies = [
    ...checkPresence(history, chains),
    ...checkAnswers(history, chains),
    ...checkVersions(chains),
    ...overlaps,
    ...looked,
    ...checkRefusals(history.operations, chains),
    ...new Order(history, chains).check(edges, seen),
  ];
  return { anomalies, looks, open: seen.length };
}

/** Everything that must come before something else, drawn as a graph: what comes before itself cannot have happened. */
class Order {
  private readonly graph = new Graph();
  private readonly names: string[] = [];
  private readonly ofOperation = new Map<Operation, number>();
  private readonly ofTransaction = new Map<Transaction, number>();

  constructor(
    { operations, transactions }: History,
    private readonly chains: Chains,
  ) {
    for (const op of operations) this.ofOperation.set(op, this.node(op.name));
    // An operation and its transaction are one node: they happen at the same moment.
    for (const transaction of transactions) {
      const op = chains.operationOf.get(transaction);
      const name = transaction.states.map((s) => s.source).join();
      this.ofTransaction.set(transaction, (op && this.ofOperation.get(op)) ?? this.node(name));
    }
  }

  check(slots: readonly Edge[], seen: readonly Seen[]): Anomaly[] {
    for (const chain of this.chains.bySource.values())
      for (let i = 2; i < chain.length; i++) this.edge(this.at(chain[i - 1]?.by), this.at(chain[i]?.by));
    for (const [from, to] of slots) this.edge(this.at(from), this.at(to));
    for (const { by, after, before } of seen) {
      this.edge(this.at(after), this.ofOperation.get(by));
      this.edge(this.ofOperation.get(by), this.at(before));
    }
    clockwise(this.graph, this.ofOperation, () => this.node(''));
    return this.graph.knots().map((knot) => ({ kind: 'cycle', text: this.words(knot) }));
  }

  private node(name: string): number {
    this.names.push(name);
    return this.graph.add();
  }

  private at(transaction: Transaction | undefined): number | undefined {
    return transaction && this.ofTransaction.get(transaction);
  }

  private edge(from: number | undefined, to: number | undefined): void {
    if (from !== undefined && to !== undefined) this.graph.edge(from, to);
  }

  private words(knot: readonly number[]): string {
    const start = knot.find((one) => this.names[one] !== '') ?? 0;
    const cycle = this.graph.cycleIn(knot, start).flatMap((one) => this.names[one] || []);
    return [...cycle, this.names[start]].join(' → ');
  }
}

/** What ended before another began comes before it; posts along the clock keep that to a few edges each. */
function clockwise(graph: Graph, operations: ReadonlyMap<Operation, number>, post: () => number): void {
  const ended = [...operations].filter(([op]) => op.end !== Infinity).sort(([a], [b]) => a.end - b.end);
  const posts: { readonly time: number; readonly node: number }[] = [];
  for (const [op, node] of ended) {
    const here = post();
    graph.edge(node, here);
    const before = posts.at(-1);
    if (before) graph.edge(before.node, here);
    posts.push({ time: op.end, node: here });
  }
  for (const [op, node] of operations) {
    let [low, high] = [0, posts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((posts[middle]?.time ?? Infinity) < op.invoke) low = middle + 1;
      else high = middle;
    }
    const last = posts[low - 1];
    if (last) graph.edge(last.node, node);
  }
}
