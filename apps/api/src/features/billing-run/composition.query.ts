import { firstDay } from '@parkbench/domain';
import type { z } from 'zod';
import type { Tx } from '../../platform/database/database.js';
import type { cockpitView } from './billing-run.dto.js';
import { openUseSql } from './blockers.js';
import { deliveryState } from './delivery.sql.js';
import type { Kinds } from './preview.query.js';

type Cockpit = z.infer<typeof cockpitView>;
export type Composition = Pick<Cockpit, 'totals' | 'last' | 'kinds' | 'unbilled' | 'delivery' | 'lines'>;
type Totals = Cockpit['totals'];

/** Invoices of a month ($1), drafts of its run included, and of the month before ($2) once they were issued. */
const invoices = `(i.month = $1 OR i.month = $2 AND i.number IS NOT NULL)`;

/** What a month is made of: billed by kind and beside the month before, not billed and why, delivered. */
export async function compositionOf(
  tx: Tx,
  wanted: { month: string; from: Date; to: Date; preview: Kinds | null },
): Promise<Composition> {
  const month = firstDay(wanted.month);
  const [year = 0, number = 1] = wanted.month.split('-').map(Number);
  const before = number === 1 ? `${year - 1}-12-01` : `${year}-${String(number - 1).padStart(2, '0')}-01`;
  const [totals, last] = await totalsOf(tx, month, before);
  const kinds = await kindsOf(tx, { month, before, preview: wanted.preview });
  return {
    totals: totals ?? none,
    last: last ?? null,
    kinds,
    lines: kinds.reduce((sum, kind) => sum + kind.lines, 0),
    unbilled: await unbilledOf(tx, { month, from: wanted.from, to: wanted.to }),
    delivery: await deliveryOf(tx, month),
  };
}

const none: Totals = { netFen: 0, taxFen: 0, grossFen: 0, paidFen: 0 };

async function totalsOf(tx: Tx, month: string, before: string): Promise<[Totals | undefined, Totals | undefined]> {
  const rows = await tx.query<Totals & { current: boolean }>(
    `SELECT i.month = $1 "current", sum(net_fen)::bigint "netFen", sum(tax_fen)::bigint "taxFen", sum(gross_fen)::bigint "grossFen", sum(paid_fen)::bigint "paidFen"
     FROM invoice i WHERE ${invoices} GROUP BY 1`,
    [month, before],
  );
  const of = (current: boolean): Totals | undefined => {
    const row = rows.find((one) => one.current === current);
    return row && { netFen: row.netFen, taxFen: row.taxFen, grossFen: row.grossFen, paidFen: row.paidFen };
  };
  return [of(true), of(false)];
}

async function kindsOf(
  tx: Tx,
  { month, before, preview }: { month: string; before: string; preview: Kinds | null },
): Promise<Composition['kinds']> {
  const rows = await tx.query<Composition['kinds'][number]>(
    `SELECT ch.component, (count(*) FILTER (WHERE i.month = $1))::int lines, coalesce(sum(ch.amount_fen) FILTER (WHERE i.month = $1), 0)::bigint "grossFen",
       coalesce(sum(ch.amount_fen) FILTER (WHERE i.month = $2), 0)::bigint "lastGrossFen"
     FROM charge ch JOIN invoice i ON i.id = ch.invoice_id WHERE ${invoices} GROUP BY ch.component`,
    [month, before],
  );
  const last = new Map(rows.map((row) => [row.component, row.lastGrossFen]));
  const now = preview ?? new Map(rows.map(({ component, lines, grossFen }) => [component, { lines, grossFen }]));
  const components = [...new Set([...now.keys(), ...last.keys()])];
  return components
    .map((component) => ({
      component,
      lines: 0,
      grossFen: 0,
      ...now.get(component),
      lastGrossFen: last.get(component) ?? 0,
    }))
    .filter((kind) => kind.lines > 0 || kind.lastGrossFen !== 0)
    .sort((a, b) => Math.abs(b.grossFen) - Math.abs(a.grossFen) || a.component.localeCompare(b.component));
}

async function unbilledOf(
  tx: Tx,
  { month, from, to }: { month: string; from: Date; to: Date },
): Promise<Composition['unbilled']> {
  const [row] = await tx.query<Record<string, number>>(
    `SELECT (${openUseSql}) "openUse", coalesce(w.disputed, 0)::int disputed, coalesce(w.disputed_fen, 0)::bigint "disputedFen",
       coalesce(w.waiting, 0)::int waiting, coalesce(w.waiting_fen, 0)::bigint "waitingFen", coalesce(rc.failed, 0)::int failed, coalesce(rc.nothing, 0)::int nothing
     FROM (SELECT count(*) FILTER (WHERE held) disputed, sum(amount_fen) FILTER (WHERE held) disputed_fen,
             count(*) FILTER (WHERE NOT held) waiting, sum(amount_fen) FILTER (WHERE NOT held) waiting_fen
           FROM (SELECT ch.amount_fen, is_disputed(ch) held FROM charge ch WHERE ch.invoice_id IS NULL AND ch.posted_month <= $3) x) w,
       (SELECT count(*) FILTER (WHERE rc.status = 'failed') failed, count(*) FILTER (WHERE rc.status = 'nothing') nothing
        FROM billing_run_company rc JOIN billing_run r ON r.id = rc.run_id WHERE r.month = $3) rc`,
    [from, to, month],
  );
  const of = (key: string): number => row?.[key] ?? 0;
  return {
    openUse: of('openUse'),
    disputed: { count: of('disputed'), grossFen: of('disputedFen') },
    waiting: { count: of('waiting'), grossFen: of('waitingFen') },
    failed: of('failed'),
    nothing: of('nothing'),
  };
}

async function deliveryOf(tx: Tx, month: string): Promise<Composition['delivery']> {
  const rows = await tx.query<{ state: keyof Composition['delivery']; n: number }>(
    `SELECT state, count(*)::int n FROM (SELECT ${deliveryState} state FROM invoice i WHERE i.month = $1 AND i.number IS NOT NULL) x GROUP BY state`,
    [month],
  );
  return { queued: 0, sent: 0, failed: 0, none: 0, ...Object.fromEntries(rows.map((row) => [row.state, row.n])) };
}
