/** Seconds since Node itself started, so that the build before this module counts as well. */
export function progress(text: string): void {
  const seconds = (performance.now() / 1000).toFixed(1).padStart(5);
  process.stdout.write(`[${seconds}s] ${text}\n`);
}

/** A mistake of the set-up that the reader can mend: printed without a stack. */
export class SetUpError extends Error {}
