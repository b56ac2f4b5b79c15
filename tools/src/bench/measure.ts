/** Medians, because the machine is shared. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
}

export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly done: number;
}

/** So many clients ask one after the other for so long; whatever is not `ok` ends the measurement. */
export async function load(clients: number, seconds: number, ask: (n: number) => Promise<boolean>): Promise<Load> {
  const milliseconds: number[] = [];
  const since = performance.now();
  let n = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() - since < seconds * 1000) {
        const begun = performance.now();
        if (!(await ask(n++))) throw new Error('an answer was not what is measured');
        milliseconds.push(performance.now() - begun);
      }
    }),
  );
  const elapsed = (performance.now() - since) / 1000;
  return {
    perSecond: milliseconds.length / elapsed,
    p50: median(milliseconds),
    p99: quantile(milliseconds, 0.99),
    done: milliseconds.length,
  };
}

export const round = (value: number, digits = 1): number => Number(value.toFixed(digits));

/** Says what is done and how long it took. */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const since = performance.now();
  process.stdout.write(`  ${name} … `);
  try {
    return await work();
  } finally {
    process.stdout.write(`${((performance.now() - since) / 1000).toFixed(1)} s\n`);
  }
}
