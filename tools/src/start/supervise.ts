import { setTimeout as sleep } from 'node:timers/promises';
import type { NodeChild } from './node-child.js';

const LONGEST_PAUSE_MS = 30_000;
const STEADY_MS = 60_000;

export interface Supervised {
  /** How often it ended without being asked since the start. */
  readonly crashes: number;
  readonly ready: boolean;
  /** Ends it; it comes back at once. For the developer's watch. */
  restart(): void;
  stop(): Promise<void>;
}

/** Keeps a child running: after a crash it is started again, with pauses that double up to half a minute. */
export function supervise(name: string, start: () => NodeChild, report: (text: string) => void): Supervised {
  const stopping = new AbortController();
  let child = start();
  let crashes = 0;
  let asked = false;

  const keep = async (): Promise<void> => {
    let pauseMs = 500;
    for (;;) {
      const since = performance.now();
      const how = await child.ended;
      if (stopping.signal.aborted) return;
      if (!asked) {
        crashes += 1;
        pauseMs = performance.now() - since > STEADY_MS ? 500 : Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
        report(`${name} ended (${how}); starting again in ${pauseMs / 1000} s`);
        await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
      asked = false;
      if (stopping.signal.aborted) return;
      child = start();
    }
  };
  const kept = keep();

  return {
    get crashes() {
      return crashes;
    },
    get ready() {
      return child.ready;
    },
    restart() {
      if (asked || !child.running) return;
      asked = true;
      void child.stop(5_000);
    },
    async stop() {
      stopping.abort();
      if (child.running) await child.stop();
      await kept;
    },
  };
}
