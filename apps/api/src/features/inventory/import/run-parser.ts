import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { checkArchive } from './check-archive.js';
import { limits, type Refusal, refusals, WorkbookRefused } from './limits.js';
import type { StoredCell } from './read-record.js';
import type { ParserLine } from './read-sheet.js';

// Tests run from the sources; the reading process is always the built one.
const script = fileURLToPath(new URL('./parse-child.js', import.meta.url)).replace('/api/src/', '/api/dist/');

/**
 * Reads a workbook in a process of its own: 256 MB of heap, ten seconds to the first row, forty in all.
 * Rows come as they are read; a slow taker slows the reader down, not the memory up.
 * @throws WorkbookRefused with the reason when it cannot be read
 */
export async function* readWorkbook(
  file: Buffer,
  what: 'table' | 'sheets' = 'table',
): AsyncGenerator<Exclude<ParserLine, { refused: string }>> {
  const child = spawn(process.execPath, [`--max-old-space-size=${limits.heapMegabytes}`, script, what], {
    env: {},
    stdio: 'pipe',
  });
  const watch = watchOver(child);
  let complete = false;
  try {
    child.stdin.on('error', () => undefined);
    child.stdin.end(file);
    for await (const text of createInterface({ input: child.stdout, crlfDelay: Infinity })) {
      const line = JSON.parse(text) as ParserLine;
      if ('refused' in line)
        throw new WorkbookRefused(line.refused in refusals ? (line.refused as Refusal) : 'damaged');
      if ('row' in line) watch.hasRows();
      complete = 'end' in line;
      yield line;
    }
    if (!complete) throw new WorkbookRefused(watch.expired() ? 'too_slow' : 'too_heavy');
  } finally {
    watch.stop();
    child.kill('SIGKILL');
  }
}

/** One sheet of a workbook as rows of plain cells: formulas are their results, dates are days. */
export interface SheetRows {
  readonly name: string;
  readonly rows: readonly (readonly StoredCell[])[];
}

/**
 * Everything on the visible sheets of an uploaded workbook (.xlsx), in the same caged process: for features whose headers
 * are not an instrument's. At most 20,000 rows in all.
 * @throws WorkbookRefused with the reason when it cannot be read
 */
export async function readAllSheets(file: Buffer, fileName: string): Promise<SheetRows[]> {
  await checkArchive(file, fileName);
  const sheets: { name: string; rows: (readonly StoredCell[])[] }[] = [];
  for await (const line of readWorkbook(file, 'sheets')) {
    if ('opens' in line) sheets.push({ name: line.opens, rows: [] });
    else if ('row' in line) sheets.at(-1)?.rows.push(line.cells);
  }
  return sheets;
}

interface Watch {
  hasRows(): void;
  expired(): boolean;
  stop(): void;
}

/** Kills the process that shows no row in ten seconds, or is not done in forty. */
function watchOver(child: ChildProcessWithoutNullStreams): Watch {
  let expired = false;
  const kill = (): void => {
    expired = true;
    child.kill('SIGKILL');
  };
  const firstRow = setTimeout(kill, limits.firstRowMs);
  const all = setTimeout(kill, limits.allMs);
  child.stderr.resume();
  child.on('error', kill);
  return {
    hasRows: () => clearTimeout(firstRow),
    expired: () => expired,
    stop: () => {
      clearTimeout(firstRow);
      clearTimeout(all);
    },
  };
}
