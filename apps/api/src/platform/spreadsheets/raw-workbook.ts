import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';
import { ZipFile } from 'yazl';
import { childrenOf, readXml, textAt, XmlRefused, type XmlNode } from '../xml/read-xml.js';

/** What an uploaded workbook may not be; a stable word for the reader's language. */
export class RawWorkbookRefused extends Error {
  constructor(readonly reason: 'damaged' | 'too_large' | 'bad_names' | 'no_workbook') {
    super(reason);
  }
}

const limits = { entries: 500, totalBytes: 120 * 1024 * 1024, partBytes: 24 * 1024 * 1024 } as const;

/**
 * A workbook whose parts are copied as they are but for those that are changed: the way to fill somebody else's template
 * without touching its hidden sheets, names and validations. Nothing is written to disk and no name is used as a path.
 */
export class RawWorkbook {
  private constructor(
    private readonly archive: yauzl.ZipFile,
    private readonly entries: ReadonlyMap<string, yauzl.Entry>,
    /** The sheets' parts by the name of their tab. */
    readonly sheets: ReadonlyMap<string, string>,
  ) {}

  /** Opens a file from outside. The directory is judged first: count, claimed sizes, names that repeat or climb. @throws RawWorkbookRefused */
  static async open(file: Buffer): Promise<RawWorkbook> {
    const { archive, entries } = await directoryOf(file);
    const unsheeted = new RawWorkbook(archive, entries, new Map());
    try {
      return new RawWorkbook(archive, entries, await sheetsOf(unsheeted));
    } catch (error) {
      throw error instanceof XmlRefused ? new RawWorkbookRefused('damaged') : error;
    }
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** The text of one part, counted while it unpacks. @throws RawWorkbookRefused */
  async part(name: string): Promise<string> {
    const entry = this.entries.get(name);
    if (!entry) throw new RawWorkbookRefused('no_workbook');
    if (entry.uncompressedSize > limits.partBytes) throw new RawWorkbookRefused('too_large');
    return (await buffer(await this.inflated(entry)).catch(refuseDamage)).toString('utf8');
  }

  /** The same archive, part after part in its order, with some parts replaced. */
  rewritten(changed: ReadonlyMap<string, string>): Readable {
    const zip = new ZipFile();
    const output = zip.outputStream.pipe(new PassThrough());
    zip.on('error', (error: Error) => output.destroy(error));
    for (const [name, entry] of this.entries) {
      const options = { mtime: entry.getLastModDate(), compress: entry.compressionMethod !== 0 };
      const text = changed.get(name);
      if (name.endsWith('/')) zip.addEmptyDirectory(name, { mtime: options.mtime });
      else if (text !== undefined) zip.addBuffer(Buffer.from(text, 'utf8'), name, options);
      else
        zip.addReadStreamLazy(name, options, (give) => {
          this.inflated(entry).then(
            (stream) => give(null, stream),
            (error: unknown) => give(error, Readable.from([])),
          );
        });
    }
    zip.end();
    return output;
  }

  private inflated(entry: yauzl.Entry): Promise<Readable> {
    return new Promise((resolve, reject) => {
      // yauzl counts what it inflates against the claimed size, so the sum of the claims bounds the whole.
      this.archive.openReadStream(entry, (error, stream) =>
        error || !stream ? reject(new RawWorkbookRefused('damaged')) : resolve(stream),
      );
    });
  }
}

const refuseDamage = (): never => {
  throw new RawWorkbookRefused('damaged');
};

interface Directory {
  readonly archive: yauzl.ZipFile;
  readonly entries: ReadonlyMap<string, yauzl.Entry>;
}

function directoryOf(file: Buffer): Promise<Directory> {
  return new Promise((resolve, reject) => {
    const refuse = (reason: RawWorkbookRefused['reason']): void => reject(new RawWorkbookRefused(reason));
    const options = { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true };
    yauzl.fromBuffer(file, options, (error, archive) => {
      if (error || !archive) return refuse('damaged');
      if (archive.entryCount > limits.entries) return refuse('too_large');
      const entries = new Map<string, yauzl.Entry>();
      let total = 0;
      archive.on('entry', (entry: yauzl.Entry) => {
        total += entry.uncompressedSize;
        if (total > limits.totalBytes) return refuse('too_large');
        if (entry.isEncrypted()) return refuse('damaged');
        if (entries.has(entry.fileName)) return refuse('bad_names');
        entries.set(entry.fileName, entry);
        archive.readEntry();
      });
      archive.on('end', () => resolve({ archive, entries }));
      // An absolute name, one with a backslash or one that climbs (..) ends here.
      archive.on('error', (fault: Error) => refuse(/path|file ?name/i.test(fault.message) ? 'bad_names' : 'damaged'));
      archive.readEntry();
    });
  });
}

const workbookPart = 'xl/workbook.xml';

/** Tab names and their parts, by way of the workbook's relations: the number in a part's name says nothing. */
async function sheetsOf(raw: RawWorkbook): Promise<Map<string, string>> {
  if (!raw.has(workbookPart) || !raw.has('xl/_rels/workbook.xml.rels')) throw new RawWorkbookRefused('no_workbook');
  const rels = readXml(await raw.part('xl/_rels/workbook.xml.rels'));
  const targets = new Map(
    elements(rels, 'Relationships', 'Relationship').map((rel) => [textAt(rel, '@Id'), textAt(rel, '@Target')]),
  );
  const book = readXml(await raw.part(workbookPart));
  const sheets = new Map<string, string>();
  for (const sheet of elements(book, 'workbook', 'sheets', 'sheet')) {
    const target = targets.get(textAt(sheet, '@id'));
    const part = target?.startsWith('/') ? target.slice(1) : `xl/${target ?? ''}`;
    if (raw.has(part)) sheets.set(textAt(sheet, '@name'), part);
  }
  return sheets;
}

function elements(root: XmlNode, ...path: readonly string[]): readonly XmlNode[] {
  let found: readonly XmlNode[] = [root];
  for (const name of path) found = found.flatMap((node) => childrenOf(node, name));
  return found;
}
