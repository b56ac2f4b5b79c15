import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from '../start/repository.js';
import type { Figure } from '../stand/closing-line.js';
import { median, round, step } from './measure.js';
import { type Paper, papers } from './papers.js';
import { scaled } from './scale.js';

const printed = scaled({ smoke: 2, usual: 20, long: 100 });
const longestMs = scaled({ smoke: 2_000, usual: 15_000, long: 60_000 });
const promisedMs = 120;

interface Printer {
  print(job: object): Promise<Buffer>;
  release(): void;
}

/** The printer of the API, as it is built: one thread, one document at a time. */
async function startPrinter(): Promise<Printer> {
  const path = 'apps/api/dist/features/invoicing/documents/pdf-printer.js';
  const { PdfPrinter } = (await import(pathToFileURL(join(repositoryRoot, path)).href)) as {
    PdfPrinter: new () => Printer;
  };
  return new PdfPrinter();
}

interface Sample {
  readonly firstMs: number;
  readonly cpuMs: number;
  readonly perSecond: number;
  readonly kilobytes: number;
  readonly pages: number;
}

/**
 * Documents as companies get them, printed as the API prints them: CPU of the whole process (thread, hand-over, garbage
 * collection) by the operating system's accounting. The first of a kind is left out; fonts and code are loaded by then.
 */
export async function benchPdf(): Promise<Figure[]> {
  const printer = await startPrinter();
  try {
    const figures: Figure[] = [];
    for (const paper of papers) {
      const sample = await step(paper.name, () => measure(printer, paper));
      figures.push(figureOf(paper, sample));
    }
    return figures;
  } finally {
    printer.release();
  }
}

async function measure(printer: Printer, { job }: Paper): Promise<Sample> {
  const begun = process.cpuUsage();
  const bytes = await printer.print(job);
  const firstMs = cpuSince(begun);
  const cpu: number[] = [];
  const since = performance.now();
  while (cpu.length < printed && performance.now() - since < longestMs) {
    const before = process.cpuUsage();
    await printer.print(job);
    cpu.push(cpuSince(before));
  }
  const perSecond = cpu.length / ((performance.now() - since) / 1000);
  const pages = bytes.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
  return { firstMs, cpuMs: median(cpu), perSecond, kilobytes: bytes.length / 1024, pages };
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function figureOf({ name, isUsual }: Paper, { firstMs, cpuMs, perSecond, kilobytes, pages }: Sample): Figure {
  const sheets = pages === 1 ? '1 page' : `${pages} pages`;
  return {
    name: isUsual ? `PDF, ${name} (CPU ≤ ${promisedMs} ms)` : `PDF, ${name}`,
    figure: `CPU ${round(cpuMs)} ms, ${round(perSecond)}/s, ${sheets}, ${round(kilobytes, 0)} kB`,
    control: `the first: ${round(firstMs, 0)} ms`,
    verdict: isUsual ? (cpuMs <= promisedMs ? 'passed' : 'failed') : undefined,
  };
}
