import type { Chains, Link } from './chains.js';
import { type Anomaly, type Look, type Operation, overlap, type Transaction, wordsOf } from './history.js';

/** What a look saw of a source lies between what must and what can have been there; the rest is for the graph. */
export interface Seen {
  readonly by: Operation;
  /** The transaction whose work it saw last, and the first whose it did not. */
  readonly after: Transaction | undefined;
  readonly before: Transaction | undefined;
}

interface Checked {
  readonly anomalies: Anomaly[];
  readonly seen: Seen[];
  looks: number;
}

/** Every look shows, of each source, a version that could be seen between its beginning and its end. */
export function checkLooks(operations: readonly Operation[], chains: Chains): Checked {
  const checked: Checked = { anomalies: [], seen: [], looks: 0 };
  for (const op of operations) {
    if (op.result === 'info') continue;
    for (const look of op.looks) checkLook(op, look, chains, checked);
  }
  return checked;
}

function checkLook(op: Operation, look: Look, chains: Chains, checked: Checked): void {
  if (look.of === 'reservation') {
    const fits = ({ version, status }: Link): boolean => version === look.version && status === look.status;
    compare(op, look.source, fits, chains, checked);
    return;
  }
  const inWindow = ({ state }: Link): string =>
    wordsOf(
      state.holdings.filter((h) => look.instruments.includes(h.instrument) && h.start < look.to && look.from < h.end),
      look.stepMs,
    );
  for (const source of new Set([...chains.sourcesOn(look.instruments), ...look.seen.keys()])) {
    if (!isNamed(source)) continue;
    const words = look.seen.get(source) ?? '';
    compare(op, source, (link) => inWindow(link) === words, chains, checked);
  }
}

/** Other sources (what a waiting list or a case holds) are shown without a name. */
const isNamed = (source: string): boolean => /^[ro]/.test(source);

function compare(op: Operation, source: string, fits: (link: Link) => boolean, chains: Chains, checked: Checked): void {
  checked.looks++;
  const { chain, low, high } = chains.visible(source, op.invoke, op.end);
  let first = -1;
  let last = -1;
  for (let i = low; i <= high; i++) {
    const link = chain[i];
    if (!link || !fits(link)) continue;
    if (first < 0) first = i;
    last = i;
  }
  if (first < 0) checked.anomalies.push({ kind: kindOf(chain, low, fits), text: `${op.name} of ${source}` });
  // With one version to see, what it comes after and before is said by the clock already.
  else if (low !== high) checked.seen.push({ by: op, after: chain[first]?.by, before: chain[last + 1]?.by });
}

function kindOf(chain: readonly Link[], low: number, fits: (link: Link) => boolean): string {
  const at = chain.findIndex(fits);
  if (at < 0) return 'phantom';
  return at < low ? 'stale read' : 'read before it was written';
}

/** "Taken" was true at some moment between the question and the answer. */
export function checkRefusals(operations: readonly Operation[], chains: Chains): Anomaly[] {
  return operations.flatMap((op) => {
    const { refusal } = op;
    if (!refusal || op.result !== 'fail') return [];
    const { wanted, taken, instrument } = refusal;
    const met = (fits: (link: Link) => boolean): boolean => {
      for (const source of chains.sourcesOn([instrument ?? wanted?.instrument ?? -1])) {
        if (source === refusal.except) continue;
        const { chain, low, high } = chains.visible(source, op.invoke, op.end);
        if (chain.slice(low, high + 1).some(fits)) return true;
      }
      return false;
    };
    const inTheWay = !wanted || met(({ state }) => state.holdings.some((h) => overlap(h, wanted)));
    const there =
      !taken ||
      instrument === null ||
      met(({ state }) =>
        state.holdings.some((h) => h.instrument === instrument && h.start >= taken.start && h.end <= taken.end),
      );
    return inTheWay && there ? [] : [{ kind: 'phantom refusal', text: op.name }];
  });
}
