import { parentPort } from 'node:worker_threads';
import { makePdf } from './pdf-maker.js';
import { definitionOf, type PrintJob } from './print-job.js';

/** What the thread answers: the document, or why there is none; with what it holds in memory and how long it worked. */
export interface Printed {
  readonly bytes?: Uint8Array;
  readonly error?: string;
  readonly heapMegabytes: number;
}

/** One document after the other, as they come. */
async function print(job: PrintJob): Promise<void> {
  let bytes: Uint8Array | undefined;
  let error: string | undefined;
  try {
    bytes = Uint8Array.from(await makePdf(definitionOf(job)));
  } catch (thrown) {
    error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  }
  const heapMegabytes = process.memoryUsage().heapUsed / 1024 / 1024;
  const printed: Printed = { bytes, error, heapMegabytes };
  parentPort?.postMessage(printed, bytes ? [bytes.buffer as ArrayBuffer] : []);
}

parentPort?.on('message', (job: PrintJob) => void print(job));
