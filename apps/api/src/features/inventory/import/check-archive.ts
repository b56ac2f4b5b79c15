import yauzl from 'yauzl';
import { limits, WorkbookRefused } from './limits.js';

const oldOffice = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const zip = Buffer.from('PK\u0003\u0004', 'latin1');

/**
 * What can be said of an upload without unpacking anything: it is a zip, its directory is short, what it claims to
 * unpack to is bearable, and there is a workbook in it. What it claims is counted again while it is unpacked.
 * @throws WorkbookRefused
 */
export async function checkArchive(file: Buffer, fileName: string): Promise<void> {
  if (file.subarray(0, 8).equals(oldOffice)) throw new WorkbookRefused('old_or_encrypted');
  if (!/\.xlsx$/i.test(fileName) || !file.subarray(0, 4).equals(zip)) throw new WorkbookRefused('not_xlsx');
  const { entries } = await directoryOf(file);
  const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (total > limits.totalBytes || entries.some((entry) => entry.uncompressedSize > limits.partBytes)) {
    throw new WorkbookRefused('too_large_inside');
  }
  const names = new Set(entries.map((entry) => entry.fileName));
  if (!names.has('xl/workbook.xml') || !entries.some((e) => isSheet(e.fileName)))
    throw new WorkbookRefused('no_workbook');
  if (entries.some((entry) => entry.isEncrypted())) throw new WorkbookRefused('old_or_encrypted');
}

export const isSheet = (name: string): boolean => /^xl\/worksheets\/[^/]+\.xml$/i.test(name);

export interface Directory {
  readonly archive: yauzl.ZipFile;
  readonly entries: readonly yauzl.Entry[];
}

/** The zip's own directory; a long one is refused before it is read. */
export function directoryOf(file: Buffer): Promise<Directory> {
  return new Promise((resolve, reject) => {
    const damaged = (): void => reject(new WorkbookRefused('damaged'));
    yauzl.fromBuffer(file, { lazyEntries: true, autoClose: false }, (error, archive) => {
      if (error || !archive) return damaged();
      if (archive.entryCount > limits.entries) return reject(new WorkbookRefused('too_many_entries'));
      const entries: yauzl.Entry[] = [];
      archive.on('entry', (entry: yauzl.Entry) => {
        entries.push(entry);
        archive.readEntry();
      });
      archive.on('end', () => resolve({ archive, entries }));
      archive.on('error', damaged);
      archive.readEntry();
    });
  });
}
