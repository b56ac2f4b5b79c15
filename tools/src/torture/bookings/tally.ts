import type { Answer } from '../../stand/http-client.js';
import { quantile } from '../../bench/measure.js';

interface OfAct {
  readonly byAnswer: Map<string, number>;
  readonly milliseconds: number[];
  accepted: number;
  calls: number;
}

/** Counts what was answered to whom. */
export class Tally {
  calls = 0;
  readonly faults: string[] = [];
  readonly acts = new Map<string, OfAct>();

  note(act: string, { status, body, milliseconds }: Answer): void {
    this.calls++;
    const of = this.acts.get(act) ?? { byAnswer: new Map<string, number>(), milliseconds: [], accepted: 0, calls: 0 };
    this.acts.set(act, of);
    of.calls++;
    of.milliseconds.push(milliseconds);
    const accepted = status >= 200 && status < 300;
    if (accepted) of.accepted++;
    const answer = accepted ? 'accepted' : `${status} ${textOf(body.code)}`.trim();
    of.byAnswer.set(answer, (of.byAnswer.get(answer) ?? 0) + 1);
    if (status >= 500 || status === 0) this.fault(`${act}: ${status} ${JSON.stringify(body).slice(0, 300)}`);
  }

  /** Something that must never happen. */
  fault(text: string): void {
    this.faults.push(text);
  }

  milliseconds(q: number): string {
    return quantile(
      [...this.acts.values()].flatMap((act) => act.milliseconds),
      q,
    ).toFixed(1);
  }
}

/** A field of an answer that ought to be a text. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `accepted 12, 409 slot_taken 3`, the most frequent first. */
export const wordsOf = ({ byAnswer, milliseconds }: OfAct): string =>
  [
    ...[...byAnswer].sort(([, a], [, b]) => b - a).map(([answer, n]) => `${answer} ${n}`),
    `p99 ${quantile(milliseconds, 0.99).toFixed(0)} ms`,
  ].join(', ');
