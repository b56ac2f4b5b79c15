import type { Database } from '../../platform/database/database.js';
import type { ChainHead } from './noted-heads.js';

export const faultKinds = [
  'head_missing',
  'head_differs',
  'link_missing',
  'link_changed',
  'event_missing',
  'event_changed',
  'not_sealed',
  'checkpoint_differs',
] as const;

export interface ChainFault {
  readonly kind: (typeof faultKinds)[number];
  /** The place in the chain; null: of none. */
  readonly seq: number | null;
  readonly eventId: number | null;
}

export interface ChainFindings {
  /** The last link there is; at the start of a chain its beginning. */
  readonly last: ChainHead;
  readonly genesis: string;
  readonly faults: number;
  /** In the chain's order. */
  readonly first: ChainFault | null;
}

interface Ends {
  readonly seq: number;
  readonly hash: string;
  readonly genesis: string;
  readonly last: number;
}
interface Piece {
  readonly seq: number | null;
  readonly hash: string | null;
  readonly faults: readonly ChainFault[];
}

type Reads = Pick<Database, 'rows'>;

const pieceLinks = 5_000;
const none = '0'.repeat(64);

const endsSql = `
  SELECT h.seq, encode(h.hash, 'hex') hash, encode(h.genesis, 'hex') genesis, l.last
  FROM (SELECT coalesce(max(seq), 0)::bigint AS last FROM audit_link) l LEFT JOIN audit_head h ON true`;

/** Links after $1, whose hash is $2, up to $3. */
const pieceSql = `
  WITH piece AS (SELECT * FROM audit_link WHERE seq > $1 AND seq <= $3 ORDER BY seq LIMIT ${pieceLinks}),
    reckoned AS (
      SELECT l.seq, l.event_id, l.hash, e.id IS NULL missing, l.hash IS DISTINCT FROM sha256(l.prev_hash || convert_to(audit_text(e), 'UTF8')) changed,
        lag(l.seq, 1, $1::bigint) OVER w + 1 AS follows, l.prev_hash <> lag(l.hash, 1, decode($2, 'hex')) OVER w loose
      FROM piece l LEFT JOIN audit_event e ON e.id = l.event_id WINDOW w AS (ORDER BY l.seq)),
    judged AS (
      SELECT seq, event_id, hash, follows, CASE WHEN seq <> follows THEN 'link_missing' WHEN missing THEN 'event_missing' WHEN loose THEN 'link_changed' WHEN changed THEN 'event_changed' END kind
      FROM reckoned)
  SELECT max(seq) seq, (array_agg(encode(hash, 'hex') ORDER BY seq DESC))[1] hash,
    coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'seq', follows, 'eventId', CASE WHEN seq = follows THEN event_id END) ORDER BY seq) FILTER (WHERE kind IS NOT NULL), '[]') faults
  FROM judged`;

const checkpointSql = `
  SELECT c.seq FROM (SELECT seq, hash FROM audit_check WHERE faults = 0
    UNION SELECT n.seq, decode(n.hash, 'hex') FROM unnest($1::bigint[], $2::text[]) n (seq, hash)) c
  LEFT JOIN audit_link l ON l.seq = c.seq WHERE c.seq > 0 AND c.hash IS DISTINCT FROM l.hash ORDER BY c.seq`;

/** A committed event is sealed within seconds; an hour is beyond any doubt. */
const notSealedSql = `
  SELECT e.id FROM audit_event e WHERE e.at < now() - interval '1 h'
    AND NOT EXISTS (SELECT FROM audit_link l WHERE l.event_id = e.id) ORDER BY e.id`;

/**
 * Reckons the whole chain again, from its first link to its head, piece by piece: memory does not grow with the trail.
 * What is written meanwhile is left to the next time. `noted` are heads that were kept outside the database.
 */
export async function findFaults(
  db: Reads,
  noted: (genesis: string) => Promise<readonly ChainHead[]>,
): Promise<ChainFindings> {
  const [ends] = await db.rows<Ends>('all', endsSql);
  if (!ends?.hash)
    return {
      last: { seq: ends?.last ?? 0, hash: none },
      genesis: none,
      faults: 1,
      first: { kind: 'head_missing', seq: null, eventId: null },
    };
  const found = new Found();
  const last = await followLinks(db, ends, found);
  if (last.seq !== ends.seq || last.hash !== ends.hash)
    found.add([{ kind: 'head_differs', seq: ends.seq, eventId: null }]);
  const heads = await noted(ends.genesis);
  const former = await db.rows<{ seq: number }>('all', checkpointSql, [
    heads.map((h) => h.seq),
    heads.map((h) => h.hash),
  ]);
  found.add(former.map(({ seq }) => ({ kind: 'checkpoint_differs', seq, eventId: null })));
  const open = await db.rows<{ id: number }>('all', notSealedSql);
  found.add(open.map(({ id }) => ({ kind: 'not_sealed', seq: null, eventId: id })));
  return { last, genesis: ends.genesis, faults: found.count, first: found.first };
}

async function followLinks(db: Reads, ends: Ends, found: Found): Promise<ChainHead> {
  let at: ChainHead = { seq: 0, hash: ends.genesis };
  for (;;) {
    const [piece] = await db.rows<Piece>('all', pieceSql, [at.seq, at.hash, ends.last]);
    if (piece?.seq == null || piece.hash === null) return at;
    found.add(piece.faults);
    at = { seq: piece.seq, hash: piece.hash };
  }
}

class Found {
  count = 0;
  first: ChainFault | null = null;

  add(faults: readonly ChainFault[]): void {
    this.count += faults.length;
    this.first ??= faults[0] ?? null;
  }
}
