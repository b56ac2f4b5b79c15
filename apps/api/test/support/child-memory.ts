import { readdirSync, readFileSync } from 'node:fs';

/** Watches the processes that this one starts and says the most memory that any of them ever held, in megabytes. */
export function watchChildMemory(): () => number {
  let most = 0;
  const look = (): void => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        if (!status.includes(`PPid:\t${process.pid}\n`)) continue;
        most = Math.max(most, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
      } catch {
        // It ended between the two looks.
      }
    }
  };
  const timer = setInterval(look, 15);
  return () => {
    clearInterval(timer);
    return Math.round(most);
  };
}
