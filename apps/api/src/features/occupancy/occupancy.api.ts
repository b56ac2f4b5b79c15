import { type Period, subtract } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { constraintOf, sqlState, sqlStateOf } from '../../platform/database/sql-state.js';

/** Whatever takes an instrument (rules §2). */
export interface OccupancySource {
  readonly kind: 'reservation' | 'outage' | 'closure' | 'hold' | 'case';
  readonly id: number;
}

/** The database's verdict that a period is not free any more; the command that meets it answers with alternatives. */
export class SlotTaken extends Error {
  constructor(
    readonly instrumentId: number,
    readonly period: Period,
  ) {
    super('the slot is taken');
  }
}

const asDates = (period: Period): [Date, Date] => [new Date(period.start), new Date(period.end)];

/** Takes a period of an instrument; the row count is the verdict, there is no look beforehand. */
export async function takePeriod(tx: Tx, source: OccupancySource, instrumentId: number, period: Period): Promise<void> {
  const taken = await tx.query(
    `INSERT INTO occupancy (instrument_id, period, source_kind, source_id)
     VALUES ($1, tstzrange($2, $3), $4, $5) ON CONFLICT DO NOTHING RETURNING id`,
    [instrumentId, ...asDates(period), source.kind, source.id],
  );
  if (taken.length === 0) throw new SlotTaken(instrumentId, period);
}

/** Moves what a source takes, in one piece, to another period, or instrument; the constraint decides, and its refusal ends the transaction. */
export async function changePeriod(
  tx: Tx,
  source: OccupancySource,
  instrumentId: number,
  period: Period,
): Promise<void> {
  const changed = await refusedAs(new SlotTaken(instrumentId, period), () =>
    tx.execute(
      `UPDATE occupancy SET instrument_id = $3, period = tstzrange($4, $5) WHERE source_kind = $1 AND source_id = $2`,
      [source.kind, source.id, instrumentId, ...asDates(period)],
    ),
  );
  if (changed === 0) await takePeriod(tx, source, instrumentId, period);
}

/**
 * Lays what a source holds of an instrument anew, in pieces (ADR 0025); the row count is the verdict. None: it holds nothing.
 */
export async function layPieces(
  tx: Tx,
  source: OccupancySource,
  instrumentId: number,
  pieces: readonly Period[],
): Promise<void> {
  await tx.query('DELETE FROM occupancy WHERE source_kind = $1 AND source_id = $2', [source.kind, source.id]);
  const laid = await tx.query<{ part: number }>(
    `INSERT INTO occupancy (instrument_id, period, source_kind, source_id, part)
     SELECT $3, tstzrange(p.start, p.stop), $1, $2, p.no - 1
     FROM unnest($4::timestamptz[], $5::timestamptz[]) WITH ORDINALITY p(start, stop, no)
     ON CONFLICT DO NOTHING RETURNING part`,
    [source.kind, source.id, instrumentId, pieces.map((p) => new Date(p.start)), pieces.map((p) => new Date(p.end))],
  );
  const got = new Set(laid.map((row) => row.part));
  const refused = pieces.find((_, part) => !got.has(part));
  if (refused) throw new SlotTaken(instrumentId, refused);
}

/** What is free of a period of an instrument, in order; what `source` holds itself counts as free. A look, no promise. */
export async function freePieces(
  tx: Tx,
  source: OccupancySource,
  instrumentId: number,
  period: Period,
): Promise<Period[]> {
  const busy = await tx.query<Period>(
    `SELECT extract(epoch FROM lower(period))::float8 * 1000 start, extract(epoch FROM upper(period))::float8 * 1000 "end"
     FROM occupancy WHERE instrument_id = $3 AND period && tstzrange($4, $5) AND NOT (source_kind = $1 AND source_id = $2)`,
    [source.kind, source.id, instrumentId, ...asDates(period)],
  );
  return subtract(period, busy);
}

/** Frees what lies ahead of an instant; what is past stays on record. */
export async function releaseFrom(tx: Tx, source: OccupancySource, from: Date): Promise<void> {
  await tx.query(
    `WITH gone AS (DELETE FROM occupancy WHERE source_kind = $1 AND source_id = $2 AND lower(period) >= $3)
     UPDATE occupancy SET period = tstzrange(lower(period), $3)
     WHERE source_kind = $1 AND source_id = $2 AND lower(period) < $3 AND upper(period) > $3`,
    [source.kind, source.id, from],
  );
}

/** What stands next on an instrument. */
export interface NextOccupancy {
  readonly kind: OccupancySource['kind'];
  readonly id: number;
  readonly start: Date;
}

/**
 * Goes on holding, with the last of its pieces, up to `until`, but never into what stands next, which is not moved (rules §2).
 * Where others had the time at its `end` and are done (a co-renter's half days, an outage that it sat out), it goes on
 * behind them with another piece. Gives what stands next when it is that which ended the holding. A booking that slips in
 * meanwhile is the next one.
 */
export async function holdUntil(
  tx: Tx,
  source: OccupancySource,
  { end, now, until }: { readonly end: Date; readonly now: Date; readonly until: Date },
): Promise<NextOccupancy | null> {
  for (let attempt = 1; ; attempt++) {
    await tx.query('SAVEPOINT hold');
    try {
      const [next] = await tx.query<NextOccupancy>(
        `WITH mine AS (SELECT instrument_id, part, upper(period) ends FROM occupancy WHERE source_kind = $1 AND source_id = $2
                       ORDER BY upper(period) DESC LIMIT 1),
              past AS (SELECT greatest(max(upper(o.period)), $4) ends FROM occupancy o, mine
                       WHERE o.instrument_id = mine.instrument_id AND o.period && tstzrange(mine.ends, greatest($4, mine.ends))
                         AND lower(o.period) >= mine.ends AND upper(o.period) <= $5 HAVING count(*) > 0),
              open AS (SELECT coalesce((SELECT ends FROM past), mine.ends) start FROM mine),
              next AS (SELECT o.source_kind kind, o.source_id id, lower(o.period) start FROM occupancy o, mine, open
                       WHERE o.instrument_id = mine.instrument_id AND o.period && tstzrange(open.start, greatest($3, open.start), '[]')
                         AND lower(o.period) >= mine.ends AND upper(o.period) > open.start ORDER BY lower(o.period) LIMIT 1),
              held AS (UPDATE occupancy SET period = tstzrange(lower(period), greatest(upper(period), least($3, (SELECT start FROM next))))
                       WHERE source_kind = $1 AND source_id = $2 AND part = (SELECT part FROM mine) AND NOT EXISTS (SELECT FROM past)),
              behind AS (INSERT INTO occupancy (instrument_id, period, source_kind, source_id, part)
                         SELECT mine.instrument_id, tstzrange(past.ends, greatest(past.ends, least($3, (SELECT start FROM next)))), $1, $2,
                           (SELECT max(part) + 1 FROM occupancy WHERE source_kind = $1 AND source_id = $2)
                         FROM mine, past WHERE least($3, (SELECT start FROM next)) > past.ends)
         SELECT * FROM next`,
        [source.kind, source.id, until, end, now],
      );
      await tx.query('RELEASE SAVEPOINT hold');
      return next ?? null;
    } catch (error) {
      if (sqlStateOf(error) !== sqlState.exclusionViolation || attempt === 5) throw error;
      await tx.query('ROLLBACK TO SAVEPOINT hold');
    }
  }
}

async function refusedAs<T>(refusal: SlotTaken, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const refused = sqlStateOf(error) === sqlState.exclusionViolation && constraintOf(error) === 'occupancy_no_overlap';
    throw refused ? refusal : error;
  }
}
