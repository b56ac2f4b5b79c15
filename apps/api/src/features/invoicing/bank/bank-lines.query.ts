import { Injectable } from '@nestjs/common';
import type { LineMatch, Suggestion } from '@parkbench/domain';
import { z } from 'zod';
import { Database, type Tx } from '../../../platform/database/database.js';
import { decodeCursor, encodeCursor } from '../../../platform/http/validation.js';
import { likeText } from '../../../platform/database/like-text.js';
import { isoOf } from '../invoices.query.js';
import type { bankLine, bankLines, linesQuery } from './bank.dto.js';
import { matchedLines } from './match-facts.js';

type Line = z.infer<typeof bankLine>;
type Page = z.infer<typeof bankLines>;
type Tally = Page['counts']['open'];

const columns = `l.id, l.statement_id "statementId", l.row_no "rowNo", l.booked_on "bookedOn", l.amount_fen "amountFen", l.counterparty,
  l.counter_account "counterAccount", l.text, l.reference, l.balance_fen "balanceFen", l.status,
  CASE WHEN c.id IS NOT NULL THEN jsonb_build_object('id', c.id, 'zh', c.name_zh, 'en', c.name_en) END company,
  CASE WHEN l.status <> 'open' THEN jsonb_build_object('at', ${isoOf('l.decided_at')}, 'by', b.name, 'reason', l.ignored_reason, 'parts', x.parts) END decision,
  (SELECT count(DISTINCT u.undone_at) FROM bank_match u WHERE u.line_id = l.id AND u.undone_at IS NOT NULL)::int undone, l.version`;

const tables = `bank_line l LEFT JOIN company c ON c.id = l.company_id LEFT JOIN member b ON b.id = l.decided_by
  CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_build_object('companyId', d.id, 'companyZh', d.name_zh, 'companyEn', d.name_en, 'amountFen', m.amount_fen,
      'paymentId', m.payment_id, 'refundId', m.refund_id,
      'deposit', CASE WHEN e.id IS NOT NULL THEN jsonb_build_object('depositId', e.id, 'reservationId', e.reservation_id) END,
      'allocated', a.allocated, 'restFen', coalesce(p.amount_fen - p.returned_fen - a.sum, 0)) ORDER BY m.id), '[]') parts
    FROM bank_match m JOIN company d ON d.id = m.company_id LEFT JOIN payment p ON p.id = m.payment_id LEFT JOIN deposit e ON e.id = m.deposit_id
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(al.amount_fen), 0) AS sum,
        coalesce(jsonb_agg(jsonb_build_object('invoiceId', i.id, 'number', i.number, 'amountFen', al.amount_fen) ORDER BY al.id), '[]') allocated
      FROM payment_allocation al JOIN invoice i ON i.id = al.invoice_id WHERE al.payment_id = m.payment_id) a
    WHERE m.line_id = l.id AND m.undone_at IS NULL) x`;

const wanted = `l.status = $1 AND ($2::bigint IS NULL OR l.statement_id = $2) AND ($3::text IS NULL OR (l.amount_fen > 0) = ($3 = 'in'))
  AND ($4::text IS NULL OR concat_ws(' ', l.counterparty, l.counter_account, l.text, l.reference) ILIKE $4)`;

const cursorSchema = z.object({ bookedOn: z.string(), id: z.int() });

/** What the matching table shows. */
@Injectable()
export class BankLinesQuery {
  constructor(private readonly db: Database) {}

  /** Lines with what they may be (open, oldest first) or were confirmed as (decided, newest first), and the counts of all. */
  list(query: z.infer<typeof linesQuery>): Promise<Page> {
    return this.db.read('all', async (tx) => {
      const { matches, facts } = await matchedLines(tx);
      const matchOf = new Map(matches.map((match) => [match.lineId, match]));
      const only = query.state ? matches.filter((one) => one.state === query.state).map((one) => one.lineId) : null;
      const rows = await rowsOf(tx, query, only);
      const names = new Map(facts.payers.map((payer) => [payer.companyId, payer]));
      const items = rows.slice(0, query.limit).map((row) => ({ ...row, match: shown(matchOf.get(row.id), names) }));
      const last = rows.length > query.limit ? items.at(-1) : undefined;
      return {
        items,
        nextCursor: last ? encodeCursor({ bookedOn: last.bookedOn, id: last.id }) : null,
        counts: await countsOf(tx, matches),
      };
    });
  }
}

function rowsOf(
  tx: Tx,
  query: z.infer<typeof linesQuery>,
  only: readonly number[] | null,
): Promise<Omit<Line, 'match'>[]> {
  const after = decodeCursor(cursorSchema, query.cursor);
  const [beyond, direction] = query.status === 'open' ? ['>', 'ASC'] : ['<', 'DESC'];
  return tx.query(
    `SELECT ${columns} FROM ${tables} WHERE ${wanted} AND ($7::bigint[] IS NULL OR l.id = ANY($7))
       AND ($5::date IS NULL OR (l.booked_on, l.id) ${beyond} ($5::date, $6::bigint))
     ORDER BY l.booked_on ${direction}, l.id ${direction} LIMIT $8`,
    [
      query.status,
      query.statementId ?? null,
      query.direction ?? null,
      query.q ? likeText(query.q) : null,
      after?.bookedOn ?? null,
      after?.id ?? null,
      only,
      query.limit + 1,
    ],
  );
}

function shown(
  match: LineMatch | undefined,
  names: ReadonlyMap<number, { nameZh: string; nameEn: string }>,
): Line['match'] {
  if (!match) return null;
  const named = <T extends { readonly companyId: number; readonly allocations: Suggestion['allocations'] }>(
    one: T,
  ) => ({
    ...one,
    companyZh: names.get(one.companyId)?.nameZh ?? '',
    companyEn: names.get(one.companyId)?.nameEn ?? '',
    allocations: [...one.allocations],
  });
  const suggestions = match.suggestions.map((one) => ({
    ...named(one),
    split: one.split.map(named),
    reasons: [...one.reasons],
  }));
  return { state: match.state, suggestions };
}

async function countsOf(tx: Tx, matches: readonly LineMatch[]): Promise<Page['counts']> {
  const lines = await tx.query<{ id: number | null; status: 'open' | 'confirmed' | 'ignored' } & Tally>(
    `SELECT CASE WHEN status = 'open' THEN id END id, status, count(*)::int AS count, coalesce(sum(amount_fen) FILTER (WHERE amount_fen > 0), 0)::bigint "inFen",
       coalesce(-sum(amount_fen) FILTER (WHERE amount_fen < 0), 0)::bigint "outFen"
     FROM bank_line GROUP BY 1, 2`,
  );
  const none = (): Tally => ({ count: 0, inFen: 0, outFen: 0 });
  const counts = {
    open: none(),
    confirmed: none(),
    ignored: none(),
    sure: none(),
    likely: none(),
    ambiguous: none(),
    none: none(),
  };
  const stateOf = new Map(matches.map((match) => [match.lineId, match.state]));
  for (const { id, status, count, inFen, outFen } of lines) {
    const state = id === null ? undefined : stateOf.get(id);
    for (const key of [status, ...(state ? [state] : [])])
      counts[key] = {
        count: counts[key].count + count,
        inFen: counts[key].inFen + inFen,
        outFen: counts[key].outFen + outFen,
      };
  }
  return counts;
}
