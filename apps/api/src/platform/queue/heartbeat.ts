import { hostname } from 'node:os';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

const worker = `${hostname()}:${process.pid}`;
const atMostEveryMs = 5_000;

/** Notes that this worker answers wake-ups; who has been silent for a day is forgotten. */
@Injectable()
export class Heartbeat {
  private beatAt = -Infinity;

  constructor(private readonly db: Database) {}

  async beat(): Promise<void> {
    if (performance.now() - this.beatAt < atMostEveryMs) return;
    this.beatAt = performance.now();
    await this.db.query(
      `WITH gone AS (DELETE FROM worker_beat WHERE beat_at < clock_timestamp() - interval '1 day' AND worker <> $1)
       INSERT INTO worker_beat (worker) VALUES ($1) ON CONFLICT (worker) DO UPDATE SET beat_at = clock_timestamp()`,
      [worker],
    );
  }
}
