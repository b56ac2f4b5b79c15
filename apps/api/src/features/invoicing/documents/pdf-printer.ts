import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Problem } from '../../../platform/http/problem.js';
import type { PrintJob } from './print-job.js';
import type { Printed } from './pdf-worker.js';

/** Bounds of the printer; a document of a thousand lines needs about 150 MB for its second or two. */
export interface PrinterLimits {
  /** Documents that may wait; more are refused at once instead of piling up in memory. */
  readonly waiting: number;
  /** The thread's heap; a document that needs more fails, and the process lives. */
  readonly heapMegabytes: number;
  /** A thread that holds more than this between two documents is replaced. */
  readonly restMegabytes: number;
  /** The longest a document may take. */
  readonly timeoutMs: number;
  /** A thread without work for so long is let go. */
  readonly idleMs: number;
}

const usual: PrinterLimits = { waiting: 64, heapMegabytes: 512, restMegabytes: 160, timeoutMs: 60_000, idleMs: 60_000 };

interface Waiting {
  readonly job: PrintJob;
  readonly resolve: (bytes: Buffer) => void;
  readonly reject: (error: Error) => void;
}

const script = fileURLToPath(new URL('./pdf-worker.js', import.meta.url)).replace('/api/src/', '/api/dist/');

const busy = (): Problem =>
  new Problem({
    status: 503,
    code: 'printer_busy',
    title: { zh: '正在打印的文件过多，请稍后再试', en: 'Too many documents are being printed; try again in a moment' },
  });

/**
 * Prints in a thread of its own, so that a document of a thousand lines keeps nobody waiting for an answer. One thread,
 * one document at a time, in the order in which they came; what is printed takes no part of the process's own heap.
 */
export class PdfPrinter {
  private readonly queue: Waiting[] = [];
  private printing: Waiting | undefined;
  private thread: Worker | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly limits: PrinterLimits = usual) {}

  /** The document's bytes; the same job gives the same ones. Refused at once when too many wait. */
  print(job: PrintJob): Promise<Buffer> {
    if (this.queue.length >= this.limits.waiting) return Promise.reject(busy());
    return new Promise((resolve, reject) => {
      this.queue.push({ job, resolve, reject });
      this.next();
    });
  }

  private next(): void {
    if (this.printing) return;
    this.printing = this.queue.shift();
    clearTimeout(this.timer);
    if (!this.printing) return this.rest();
    const thread = this.living();
    this.timer = setTimeout(() => this.fail(thread, new Error('the document took too long')), this.limits.timeoutMs);
    thread.ref();
    thread.postMessage(this.printing.job);
  }

  /** Nothing to do: the thread keeps no process alive, and goes after a while. */
  private rest(): void {
    this.thread?.unref();
    this.timer = setTimeout(() => this.letGo(), this.limits.idleMs);
    this.timer.unref();
  }

  private living(): Worker {
    if (this.thread) return this.thread;
    const thread = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: this.limits.heapMegabytes } });
    thread.on('message', (printed: Printed) => this.done(thread, printed));
    thread.on('error', (error: Error) => this.fail(thread, error));
    thread.on('exit', (code) => this.fail(thread, new Error(`the printer ended with ${code}`)));
    this.thread = thread;
    return thread;
  }

  private done(thread: Worker, { bytes, error, heapMegabytes }: Printed): void {
    if (thread !== this.thread) return;
    const done = this.printing;
    this.printing = undefined;
    if (heapMegabytes > this.limits.restMegabytes) this.letGo();
    if (bytes) done?.resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    else done?.reject(new Error(error ?? 'nothing was printed'));
    this.next();
  }

  /** A thread that broke takes only its own document with it. */
  private fail(thread: Worker, error: Error): void {
    if (thread !== this.thread) return;
    const failed = this.printing;
    this.printing = undefined;
    this.letGo();
    failed?.reject(error);
    this.next();
  }

  /** Lets the thread go where it does nothing; the next document starts another. */
  release(): void {
    if (!this.printing) this.letGo();
  }

  private letGo(): void {
    const thread = this.thread;
    this.thread = undefined;
    if (thread) void thread.terminate();
  }
}

const printer = new PdfPrinter();

/** Prints a document on the process's one printer. */
export const printPdf = (job: PrintJob): Promise<Buffer> => printer.print(job);

/** When the application ends. */
export const releasePrinter = (): void => printer.release();
