/** A directed graph over numbered nodes. */
export class Graph {
  private readonly next: number[][] = [];

  add(): number {
    return this.next.push([]) - 1;
  }

  edge(from: number, to: number): void {
    if (from !== to) this.next[from]?.push(to);
  }

  /** The groups of more than one node in which each can be reached from each. */
  knots(): number[][] {
    const search = new Search(this.next);
    for (let root = 0; root < this.next.length; root++) search.from(root);
    return search.knots;
  }

  /** A shortest way from a node back to itself within a knot. */
  cycleIn(knot: readonly number[], start: number): number[] {
    const within = new Set(knot);
    const cameFrom = new Map<number, number>();
    const queue = [start];
    for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
      for (const to of this.next[node] ?? []) {
        if (to === start) return wayBack(cameFrom, node, start);
        if (!within.has(to) || cameFrom.has(to)) continue;
        cameFrom.set(to, node);
        queue.push(to);
      }
    }
    return [start];
  }
}

function wayBack(cameFrom: ReadonlyMap<number, number>, from: number, start: number): number[] {
  const way: number[] = [];
  for (let node: number | undefined = from; node !== undefined && node !== start; node = cameFrom.get(node))
    way.push(node);
  return [start, ...way.reverse()];
}

/** Tarjan's search for strongly connected nodes, without recursion: a way through thousands of nodes is long. */
class Search {
  readonly knots: number[][] = [];
  private readonly index: Int32Array;
  private readonly low: Int32Array;
  private readonly onStack: Uint8Array;
  private readonly stack: number[] = [];
  private count = 0;

  constructor(private readonly next: readonly (readonly number[])[]) {
    this.index = new Int32Array(next.length).fill(-1);
    this.low = new Int32Array(next.length);
    this.onStack = new Uint8Array(next.length);
  }

  from(root: number): void {
    if (this.index[root] !== -1) return;
    const path = [this.open(root)];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const to = this.next[top.node]?.[top.at++];
      if (to === undefined) {
        path.pop();
        const above = path.at(-1);
        if (above) this.lower(above.node, this.low[top.node]);
        if (this.low[top.node] === this.index[top.node]) this.close(top.node);
      } else if (this.index[to] === -1) path.push(this.open(to));
      else if (this.onStack[to] === 1) this.lower(top.node, this.index[to]);
    }
  }

  private open(node: number): { readonly node: number; at: number } {
    this.index[node] = this.low[node] = this.count++;
    this.stack.push(node);
    this.onStack[node] = 1;
    return { node, at: 0 };
  }

  private lower(node: number, to = 0): void {
    this.low[node] = Math.min(this.low[node] ?? 0, to);
  }

  private close(node: number): void {
    const knot: number[] = [];
    for (let top = -1; top !== node;) {
      top = this.stack.pop() ?? node;
      this.onStack[top] = 0;
      knot.push(top);
    }
    if (knot.length > 1) this.knots.push(knot);
  }
}
