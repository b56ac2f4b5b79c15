import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a reader can select and copy. poppler is installed by .ci/run; without it a suite fails, it does not pass by. */
export function textOfPdf(bytes: Buffer): string {
  const path = join(mkdtempSync(join(tmpdir(), 'pb-pdf-')), 'a.pdf');
  writeFileSync(path, bytes);
  return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
}
