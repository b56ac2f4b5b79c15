import type pg from 'pg';
import { step } from './measure.js';

/** From so many rows on it is faster to build the indexes once than to keep them up row by row. */
const rebuildFrom = 2_000_000;

export interface History {
  readonly occupancies: number;
  /** From the start of one to the start of the next on the same instrument. */
  readonly everyDays: number;
  /** How far the last one starts ahead of today. */
  readonly aheadDays: number;
}

/**
 * Occupancies as years leave them: on every instrument one after the other, each instrument at its own time, for two
 * fifths of the time; the more there are, the farther back they go. No reservations stand behind them.
 */
export async function occupy(db: pg.Pool, { occupancies, everyDays, aheadDays }: History): Promise<void> {
  const rebuilt = occupancies >= rebuildFrom;
  if (rebuilt)
    await db.query('ALTER TABLE occupancy DROP CONSTRAINT occupancy_no_overlap; DROP INDEX occupancy_source');
  await step(`${occupancies.toLocaleString('en')} occupancies`, () =>
    db.query(
      `INSERT INTO occupancy (instrument_id, period, source_kind, source_id)
       SELECT i.id, tstzrange(start, start + (0.05 + (i.id * 3 + k * 7) % 30 / 30.0 * 0.7) * $2 * interval '1 day'), 'reservation',
              1000000000 + i.id * per + k
       FROM instrument i, (SELECT greatest(1, $1 / (SELECT count(*) FROM instrument))::int per) p, generate_series(0, per - 1) k,
         LATERAL (SELECT date_trunc('day', now()) + ($3 - (per - k) * $2 + i.id * 7919 % 1000 / 1000.0 * $2) * interval '1 day' start) s`,
      [occupancies, everyDays, aheadDays],
    ),
  );
  if (rebuilt) await rebuild(db);
  await step('vacuum, analyze', () => db.query('VACUUM ANALYZE'));
}

/** The constraint looks at every row once more; that is most of the time it takes. */
async function rebuild(db: pg.Pool): Promise<void> {
  const client = await db.connect();
  try {
    await client.query(
      `SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 2; SET statement_timeout = 0`,
    );
    await step('the index by source', () =>
      client.query('CREATE UNIQUE INDEX occupancy_source ON occupancy (source_kind, source_id, instrument_id, part)'),
    );
    await step('the constraint', () =>
      client.query(
        'ALTER TABLE occupancy ADD CONSTRAINT occupancy_no_overlap EXCLUDE USING gist (instrument_id WITH =, period WITH &&)',
      ),
    );
  } finally {
    client.release();
  }
}

/** Heap and indexes, in MB. */
export async function sizeOf(db: pg.Pool): Promise<string> {
  const { rows } = await db.query<{ heap: number; total: number }>(
    `SELECT round(pg_relation_size('occupancy') / 1e6)::int heap, round(pg_total_relation_size('occupancy') / 1e6)::int total`,
  );
  return `${rows[0]?.heap} MB and ${(rows[0]?.total ?? 0) - (rows[0]?.heap ?? 0)} MB of indexes`;
}
