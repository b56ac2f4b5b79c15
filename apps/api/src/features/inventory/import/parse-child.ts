import { once } from 'node:events';
import { setPriority } from 'node:os';
import { directoryOf } from './check-archive.js';
import { limits, WorkbookRefused } from './limits.js';
import { type ParserLine, readSheets, readTable } from './read-sheet.js';
import { openWorkbook } from './workbook-parts.js';

/**
 * The process that reads an uploaded workbook: the file comes in on stdin, rows go out on stdout. It has no settings, no
 * database and little memory, and is killed when it takes too long, so that no upload can harm the API or a worker.
 */
async function main(): Promise<void> {
  setPriority(5);
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk);
  const file = Buffer.concat(chunks);
  if (file.length > limits.fileBytes) throw new WorkbookRefused('too_large_inside');
  let waiting = '';
  // Which of the two is asked for: the table of instruments, or all that is written on every visible sheet.
  const read = process.argv[2] === 'sheets' ? readSheets : readTable;
  for await (const line of read(await openWorkbook(await directoryOf(file)))) {
    waiting += `${JSON.stringify(line)}\n`;
    if (waiting.length < 32_768 && !('sheet' in line || 'opens' in line)) continue;
    const full = !process.stdout.write(waiting);
    waiting = '';
    if (full) await once(process.stdout, 'drain');
  }
  process.stdout.write(waiting);
}

main().catch((error: unknown) => {
  // Whatever the parser stumbles over in a part is a damaged file, not a fault of ours.
  const line: ParserLine = { refused: error instanceof WorkbookRefused ? error.reason : 'damaged' };
  process.stdout.write(`${JSON.stringify(line)}\n`);
});
