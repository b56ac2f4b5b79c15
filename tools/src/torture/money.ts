import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type Figure, printFigures } from '../stand/closing-line.js';
import { Lots } from './lots.js';
import { drawPlan, emptySweep, starts, sweepRental } from './money/calendar-sweep.js';
import { moneyProperties } from './money/properties.js';
import { rules } from './money/property.js';
import type { Shift, ShiftResult } from './money/shift.js';
import type { RigOptions } from './rig-options.js';

function work(shift: Shift): Promise<ShiftResult> {
  return new Promise((done, fail) => {
    const worker = new Worker(new URL('money/shift.js', import.meta.url), { workerData: shift });
    worker.once('message', done);
    worker.once('error', fail);
  });
}

/** How many of the properties find the fault of one fen that is put into the rules they test. */
function foundOut(seed: number): number {
  const run = { seed, numRuns: 5_000 };
  return moneyProperties.filter(({ brokenBy, spoilt }) => brokenBy({ ...rules, ...spoilt }, run) !== null).length;
}

/** A sweep over lines of which one is lost, one stands twice and one is a fen too much: it must complain of all three. */
function sweptWrongly(seed: number): string {
  const [startDate = '2024-01-31'] = starts();
  const lots = new Lots(seed);
  const lost = emptySweep();
  for (let n = 0; n < 20; n++) {
    const rental = { ...drawPlan(lots), startDate };
    sweepRental(rental, lost, (lines) => lines.slice(1));
    sweepRental(rental, lost, (lines) => [...lines, ...lines.slice(0, 1)]);
  }
  return `${lost.gaps} / ${lost.overlaps} / ${lost.lostFen > 0 ? 'fen lost' : 'none'}`;
}

/**
 * The rules of money over random input and over the calendar: every property for so many cases, and every price plan
 * from every day 28 to 31 of twenty years, agreed and returned early (reliability P7, P8).
 */
export async function money({ long, seed, attempts }: RigOptions): Promise<boolean> {
  const cases = attempts ?? (long ? 10_000_000 : 100_000);
  const plans = long ? 1_000 : 20;
  const workers = availableParallelism();
  const each = Math.ceil(cases / moneyProperties.length / workers);
  const share = Math.ceil(plans / workers);
  const since = performance.now();
  const results = await Promise.all(
    Array.from({ length: workers }, (_, i) => work({ seed: seed + i, cases: each, plans: share })),
  );
  const seconds = Math.round((performance.now() - since) / 1_000);
  const failures = results.flatMap((result) => result.failures);
  const swept = (of: (found: ShiftResult['swept']) => number): number =>
    results.reduce((sum, r) => sum + of(r.swept), 0);
  const caught = foundOut(seed);
  const wrong = sweptWrongly(seed);
  const zero = (figure: number): Figure['verdict'] => (figure === 0 ? 'passed' : 'failed');
  const figures: Figure[] = [
    { name: 'random cases', figure: each * workers * moneyProperties.length, seed },
    {
      name: `properties broken (of ${moneyProperties.length})`,
      figure: failures.join('; ') || 0,
      seed,
      control: `${caught} with a fault of a fen`,
      verdict: failures.length === 0 && caught === moneyProperties.length ? 'passed' : 'failed',
    },
    {
      name: 'price plans, rentals, months swept',
      figure: `${share * workers}, ${swept((s) => s.rentals)}, ${swept((s) => s.months)}`,
      seed,
    },
    { name: 'days not charged', figure: swept((s) => s.gaps), control: wrong, verdict: zero(swept((s) => s.gaps)) },
    {
      name: 'days charged twice',
      figure: swept((s) => s.overlaps),
      control: wrong,
      verdict: zero(swept((s) => s.overlaps)),
    },
    { name: 'fen lost', figure: swept((s) => s.lostFen), control: wrong, verdict: zero(swept((s) => s.lostFen)) },
    { name: 'seconds', figure: seconds },
  ];
  printFigures(figures);
  return figures.every((figure) => figure.verdict !== 'failed');
}
