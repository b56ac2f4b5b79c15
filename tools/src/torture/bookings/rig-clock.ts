import { renameSync, writeFileSync } from 'node:fs';

/** The clock that a rig's processes are given (PARKBENCH_CLOCK_FILE): it runs on by itself and can be set forward. */
export class RigClock {
  private aheadMs = 0;

  constructor(readonly file: string) {
    this.write();
  }

  now(): number {
    return Date.now() + this.aheadMs;
  }

  forward(ms: number): void {
    this.aheadMs += ms;
    this.write();
  }

  /** By renaming: a process that reads meanwhile must not find half a time. */
  private write(): void {
    writeFileSync(`${this.file}.new`, new Date(this.now()).toISOString());
    renameSync(`${this.file}.new`, this.file);
  }
}
