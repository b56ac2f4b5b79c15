import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { checkArchive, WorkbookRefused } from '../../inventory/import/workbook.api.js';
import type { StatementAnswer } from './parse-child.js';
import { statementLimits, StatementRefused } from './statement-limits.js';
import type { StatementTable } from './statement-table.js';

// Tests run from the sources; the reading process is always the built one.
const script = fileURLToPath(new URL('./parse-child.js', import.meta.url)).replace('/api/src/', '/api/dist/');

const oldOffice = 'd0cf11e0a1b11ae1';

/** One statement is read at a time in a process of the API; the next waits. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * Reads a statement, CSV or XLSX by its content, in a process of its own that is killed after twenty seconds.
 * @throws StatementRefused with the reason when it cannot be read
 */
export async function readStatement(file: Buffer, fileName: string): Promise<StatementTable> {
  if (file.length > statementLimits.fileBytes) throw new StatementRefused('too_large_file');
  if (file.subarray(0, 8).toString('hex') === oldOffice) throw new StatementRefused('old_or_encrypted');
  if (file.subarray(0, 2).toString('latin1') === 'PK') await archiveChecked(file, fileName);
  const mine = turn.then(() => answerOf(file));
  turn = mine.catch(() => undefined);
  const answer = await mine;
  if ('refused' in answer) throw new StatementRefused(answer.refused);
  return answer.table;
}

async function archiveChecked(file: Buffer, fileName: string): Promise<void> {
  try {
    await checkArchive(file, fileName);
  } catch (error) {
    throw error instanceof WorkbookRefused ? new StatementRefused(error.reason) : error;
  }
}

function answerOf(file: Buffer): Promise<StatementAnswer> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [`--max-old-space-size=${statementLimits.heapMegabytes}`, script], {
      env: {},
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const chunks: Buffer[] = [];
    let expired = false;
    const timer = setTimeout(() => {
      expired = true;
      child.kill('SIGKILL');
    }, statementLimits.allMs);
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stdin.on('error', () => undefined);
    child.on('error', () => undefined);
    child.on('close', () => {
      clearTimeout(timer);
      try {
        resolve(JSON.parse(Buffer.concat(chunks).toString()) as StatementAnswer);
      } catch {
        resolve({ refused: expired ? 'too_slow' : 'too_heavy' });
      }
    });
    child.stdin.end(file);
  });
}
