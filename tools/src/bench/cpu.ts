import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

interface Stat {
  readonly parent: number;
  readonly cpuMs: number;
}

/** User and system time of a process from the operating system's books; Linux only. */
function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    return { parent: Number(fields[1]), cpuMs: (ticks * 1000) / ticksPerSecond };
  } catch {
    return undefined;
  }
}

/** CPU milliseconds used so far by these processes and their children (PostgreSQL's backends are the postmaster's). */
export function cpuMs(pids: readonly number[]): number {
  const wanted = new Set(pids);
  let sum = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = statOf(Number(name));
    if (stat && (wanted.has(Number(name)) || wanted.has(stat.parent))) sum += stat.cpuMs;
  }
  return sum;
}

/** The most memory a process ever held, in MB. */
export function peakMb(pid: number): number {
  const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(line?.[1] ?? 0) / 1024);
}
