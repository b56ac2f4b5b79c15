import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { env } from './config/env.js';

/**
 * The only caller of the clock. Tests set it through PARKBENCH_CLOCK_FILE: the file holds an ISO
 * instant, time runs on from there, and writing another instant moves every process.
 */
@Injectable()
export class Clock {
  private readonly file = env().PARKBENCH_CLOCK_FILE;
  private readAt = 0;
  private content = '';
  private offsetMs = 0;

  now(): Date {
    const real = Date.now();
    if (!this.file) return new Date(real);
    if (real - this.readAt > 50) {
      this.readAt = real;
      const content = readFileSync(this.file, 'utf8').trim();
      if (content !== this.content) {
        this.content = content;
        this.offsetMs = Date.parse(content) - real;
      }
    }
    return new Date(real + this.offsetMs);
  }

  /** The file has just been written by this process: the next `now` reads it. */
  reread(): void {
    this.readAt = 0;
  }
}
