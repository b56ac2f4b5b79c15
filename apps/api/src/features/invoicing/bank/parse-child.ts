import { setPriority } from 'node:os';
import { WorkbookRefused } from '../../inventory/import/workbook.api.js';
import { StatementRefused, type StatementRefusal } from './statement-limits.js';
import { csvTable, type StatementTable, workbookTable } from './statement-table.js';

/** What the reading process answers, as one JSON. */
export type StatementAnswer = { readonly table: StatementTable } | { readonly refused: StatementRefusal };

/**
 * The process that reads an uploaded statement: the file comes in on stdin, the table goes out on stdout. It has no
 * settings, no database and little memory, and is killed when it takes too long.
 */
async function main(): Promise<StatementAnswer> {
  setPriority(5);
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk);
  const file = Buffer.concat(chunks);
  const isZip = file.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004';
  return { table: isZip ? await workbookTable(file) : csvTable(file) };
}

void main()
  .catch((error: unknown): StatementAnswer => {
    // Whatever the parser stumbles over is a damaged file, not a fault of ours.
    const isKnown = error instanceof StatementRefused || error instanceof WorkbookRefused;
    return { refused: isKnown ? error.reason : 'damaged' };
  })
  .then((answer) => process.stdout.write(JSON.stringify(answer)));
