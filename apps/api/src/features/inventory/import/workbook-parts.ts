import { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import exceljs from 'exceljs';
import type yauzl from 'yauzl';
import { type Directory, isSheet } from './check-archive.js';
import { limits, WorkbookRefused } from './limits.js';

/**
 * What is used of exceljs 4.4's streaming reader: it parses each part of a workbook from a stream. Only its unzipping
 * is replaced, because it believes the sizes in front of the files, spills sheets to disk, and decodes each
 * chunk by itself, which breaks a Chinese character that lies across two.
 */
interface PartReader {
  readonly workbookRels?: readonly { readonly Id: string; readonly Target: string }[];
  readonly model?: {
    readonly sheets?: readonly { readonly name: string; readonly state?: string; readonly rId: string }[];
  };
  sharedStrings?: unknown[];
  _parseRels(part: Readable): Promise<void>;
  _parseWorkbook(part: Readable): Promise<void>;
  _parseStyles(part: Readable): Promise<void>;
  _parseSharedStrings(part: Readable): AsyncGenerator<unknown>;
  _parseWorksheet(part: Readable, sheetNo: string): Generator<{ value: AsyncIterable<exceljs.Row> }>;
}

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** The rows from the first on; each call reads the part again. */
  rows(): AsyncIterable<exceljs.Row>;
}

/** The sheets of a workbook in their order, with its styles (which tell dates from numbers) and shared strings read. */
export async function openWorkbook({ archive, entries }: Directory): Promise<Sheet[]> {
  const byName = new Map(entries.map((entry) => [entry.fileName.toLowerCase(), entry]));
  const budget = { left: limits.totalBytes };
  const part = (entry: yauzl.Entry): Readable => Readable.from(counted(archive, entry, budget));
  const reader = new exceljs.stream.xlsx.WorkbookReader(Readable.from([]) as never, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  }) as unknown as PartReader;
  const read = async (name: string, parse: (stream: Readable) => Promise<void>): Promise<void> => {
    const entry = byName.get(name);
    if (entry) await parse(part(entry));
  };
  await read('xl/_rels/workbook.xml.rels', (p) => reader._parseRels(p));
  await read('xl/workbook.xml', (p) => reader._parseWorkbook(p));
  await read('xl/styles.xml', (p) => reader._parseStyles(p));
  reader.sharedStrings = [];
  await read('xl/sharedstrings.xml', async (p) => {
    // It keeps them itself; running it to its end is all.
    const strings = reader._parseSharedStrings(p);
    while (!(await strings.next()).done);
  });
  const sheet = (entry: yauzl.Entry, name: string, hidden: boolean): Sheet => ({
    name,
    hidden,
    rows: () => rowsOf(reader, part(entry)),
  });
  const named = (reader.model?.sheets ?? []).flatMap(({ name, state, rId }) => {
    const target = reader.workbookRels?.find((rel) => rel.Id === rId)?.Target.replace(/^\/?(xl\/)?/, '');
    const entry = byName.get(`xl/${target ?? ''}`.toLowerCase());
    return entry && isSheet(entry.fileName) ? [sheet(entry, name, state !== undefined && state !== 'visible')] : [];
  });
  if (named.length > 0) return named;
  return entries.filter((entry) => isSheet(entry.fileName)).map((entry) => sheet(entry, entry.fileName, false));
}

async function* rowsOf(reader: PartReader, part: Readable): AsyncGenerator<exceljs.Row> {
  try {
    for (const { value } of reader._parseWorksheet(part, '0')) yield* value;
  } finally {
    part.destroy();
  }
}

/** The text of one part, counted as it unpacks: in all, and from tag to tag, which bounds every cell and attribute. */
async function* counted(archive: yauzl.ZipFile, entry: yauzl.Entry, budget: { left: number }): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let bytes = 0;
  let sinceTag = 0;
  for await (const chunk of await inflated(archive, entry)) {
    bytes += chunk.length;
    budget.left -= chunk.length;
    if (bytes > limits.partBytes || budget.left < 0) throw new WorkbookRefused('too_large_inside');
    const first = chunk.indexOf(0x3c);
    sinceTag = first < 0 ? sinceTag + chunk.length : chunk.length - chunk.lastIndexOf(0x3c);
    if (sinceTag > limits.runBytes) throw new WorkbookRefused('cell_too_long');
    yield decoder.write(chunk);
  }
  yield decoder.end();
}

function inflated(archive: yauzl.ZipFile, entry: yauzl.Entry): Promise<AsyncIterable<Buffer>> {
  return new Promise((resolve, reject) => {
    archive.openReadStream(entry, (error, stream) =>
      error || !stream ? reject(new WorkbookRefused('damaged')) : resolve(stream),
    );
  });
}
