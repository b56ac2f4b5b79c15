import type pg from 'pg';
import type { History, Holding, State, Transaction } from './history.js';

/**
 * What the rig adds to its own database: triggers that write down, in the transaction itself, what it does to whom.
 * The numbers grow along everything that had to wait for one another, as a row's lock is held from the trigger to the
 * commit; whatever is rolled back or lost takes its evidence along. The product has none of it (ADR 0023).
 */
const evidenceSql = `
  CREATE TABLE rig_evidence (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, xid text NOT NULL DEFAULT pg_current_xact_id()::text,
    about text NOT NULL, gone boolean NOT NULL, data jsonb NOT NULL);
  CREATE FUNCTION rig_write_down() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
  DECLARE r record; d jsonb;
  BEGIN
    IF TG_OP = 'DELETE' THEN r := OLD; ELSE r := NEW; END IF;
    IF TG_TABLE_NAME = 'occupancy' THEN
      d := jsonb_build_object('row', r.id, 'source', left(r.source_kind, 1) || r.source_id, 'instrument', r.instrument_id,
        'start', extract(epoch FROM lower(r.period)) * 1000, 'end', extract(epoch FROM upper(r.period)) * 1000);
    ELSIF TG_TABLE_NAME = 'reservation' THEN
      d := jsonb_build_object('id', r.id, 'version', r.version, 'status', r.status, 'instrument', r.instrument_id,
        'start', extract(epoch FROM r.starts_at) * 1000, 'end', extract(epoch FROM r.ends_at) * 1000);
    ELSE
      d := jsonb_build_object('key', r.key);
    END IF;
    INSERT INTO rig_evidence (about, gone, data) VALUES (TG_TABLE_NAME, TG_OP = 'DELETE', d);
    RETURN NULL;
  END $$;
  CREATE TRIGGER rig_occupancy AFTER INSERT OR UPDATE OR DELETE ON occupancy FOR EACH ROW EXECUTE FUNCTION rig_write_down();
  CREATE TRIGGER rig_reservation AFTER INSERT OR UPDATE ON reservation FOR EACH ROW EXECUTE FUNCTION rig_write_down();
  CREATE TRIGGER rig_key AFTER INSERT ON idempotency_key FOR EACH ROW EXECUTE FUNCTION rig_write_down();`;

/** From now on everything is written down. */
export async function gatherEvidence(db: pg.Pool): Promise<void> {
  await db.query(evidenceSql);
}

interface Row {
  readonly xid: string;
  readonly about: 'occupancy' | 'reservation' | 'idempotency_key';
  readonly gone: boolean;
  readonly data: Record<string, never> & Partial<Occupied & Booked & { key: string }>;
}
interface Occupied extends Holding {
  readonly row: number;
  readonly source: string;
}
interface Booked extends Holding {
  readonly id: number;
  readonly version: number;
  readonly status: string;
}

/** The committed transactions, each with what it left of every source that it touched. */
export async function readEvidence(db: pg.Pool): Promise<Pick<History, 'transactions'>> {
  const { rows } = await db.query<Row>('SELECT xid, about, gone, data FROM rig_evidence ORDER BY seq');
  const last = new Map<string, number>();
  const byXid = new Map<string, Row[]>();
  for (const [seq, row] of rows.entries()) {
    last.set(row.xid, seq);
    byXid.set(row.xid, [...(byXid.get(row.xid) ?? []), row]);
  }
  const standing = new Map<string, Map<number, Holding>>();
  const inOrder = [...byXid].sort(([a], [b]) => (last.get(a) ?? 0) - (last.get(b) ?? 0));
  return { transactions: inOrder.map(([xid, its]) => transactionOf(last.get(xid) ?? 0, its, standing)) };
}

function transactionOf(order: number, rows: readonly Row[], standing: Map<string, Map<number, Holding>>): Transaction {
  const touched = new Map<string, Booked | null>();
  let key: string | null = null;
  for (const { about, gone, data } of rows) {
    if (about === 'idempotency_key') key = data.key ?? null;
    else if (about === 'reservation') touched.set(`r${data.id}`, data as Booked);
    else {
      const { row, source, instrument, start, end } = data as Occupied;
      const holds = standing.get(source) ?? new Map<number, Holding>();
      standing.set(source, holds);
      if (gone) holds.delete(row);
      else holds.set(row, { instrument, start: Number(start), end: Number(end) });
      if (!touched.has(source)) touched.set(source, null);
    }
  }
  const states = [...touched].map(([source, booked]): State => {
    const { instrument, start, end } = booked ?? { instrument: 0, start: 0, end: 0 };
    return {
      source,
      holdings: [...(standing.get(source)?.values() ?? [])],
      version: booked?.version ?? null,
      status: booked?.status ?? null,
      booked: booked && { instrument, start: Number(start), end: Number(end) },
    };
  });
  return { order, key, states };
}

/** The keys that were stored in what they made, and the outages by the reason they were given. */
export async function readMarks(db: pg.Pool): Promise<{ madeBy: Map<string, string>; outages: Map<string, string> }> {
  const made = await db.query<{ id: string; purpose: string }>(
    `SELECT id, purpose FROM reservation WHERE purpose LIKE 'key %'`,
  );
  const outages = await db.query<{ id: string; reason: string }>('SELECT id, reason FROM outage');
  return {
    madeBy: new Map(made.rows.map(({ id, purpose }) => [`r${id}`, purpose.slice(4)])),
    outages: new Map(outages.rows.map(({ id, reason }) => [reason, `o${id}`])),
  };
}
