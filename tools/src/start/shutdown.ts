import { killAllChildren } from './node-child.js';

/** npm passes on the Ctrl-C that the terminal has sent already: only a later one means impatience. */
const PATIENCE_MS = 1_000;

type Closer = () => Promise<void> | void;

/** Collects what has been started and undoes it last first; a signal during the start waits for the step under way. */
export class Shutdown {
  private readonly closers: Closer[] = [];
  private readonly controller = new AbortController();
  private firstRequest: number | undefined;
  readonly requested: Promise<void>;

  constructor() {
    this.requested = new Promise((done) => this.controller.signal.addEventListener('abort', () => done()));
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => this.request());
    process.on('exit', killAllChildren);
    // A closed terminal must not stop the stopping.
    process.stdout.on('error', () => undefined);
    process.stderr.on('error', () => undefined);
  }

  get isRequested(): boolean {
    return this.controller.signal.aborted;
  }

  add(closer: Closer): void {
    this.closers.push(closer);
  }

  throwIfRequested(): void {
    this.controller.signal.throwIfAborted();
  }

  async close(): Promise<void> {
    for (let closer = this.closers.pop(); closer !== undefined; closer = this.closers.pop()) await closer();
  }

  private request(): void {
    const now = performance.now();
    this.firstRequest ??= now;
    if (now - this.firstRequest > PATIENCE_MS) killAllChildren();
    this.controller.abort();
  }
}
