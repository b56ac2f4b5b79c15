import { Injectable } from '@nestjs/common';
import { localDate, type RatePlan } from '@parkbench/domain';
import { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { type Actor, scopeOf } from '../../platform/http/actor.js';
import { notFound } from '../../platform/http/problem.js';
import { decodeCursor } from '../../platform/http/validation.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { idCursor, pageById } from '../../platform/http/paging.js';
import { likeText } from '../../platform/database/like-text.js';
import { ratePlanFor } from '../pricing/pricing.api.js';
import { allowedOf } from './order-actions.js';
import { addableLines, type KeptLine, lineFen, suggestedLine } from './order-lines.js';
import type { servicePage, serviceQuery, serviceRow, serviceView } from './service-orders.dto.js';

type Row = z.infer<typeof serviceRow>;
type View = z.infer<typeof serviceView>;

const invoiced = `FROM billable_item b JOIN charge ch ON ch.source_kind = 'item' AND ch.source_id = b.id JOIN invoice v ON v.id = ch.invoice_id
  WHERE b.service_order_id = o.id AND v.number IS NOT NULL`;

const columns = `
  o.id, 'SO-' || lpad(o.id::text, 6, '0') "orderNo", o.company_id "companyId", y.name_zh "companyZh", y.name_en "companyEn", m.name "memberName",
  CASE WHEN i.id IS NOT NULL THEN jsonb_build_object('id', i.id, 'nameZh', i.name_zh, 'nameEn', i.name_en, 'assetNo', i.asset_no) END instrument,
  CASE WHEN k.id IS NOT NULL THEN jsonb_build_object('id', k.id, 'nameZh', k.name_zh, 'nameEn', coalesce(k.name_en, '')) END category,
  o.samples, o.description, o.wanted_by "wantedBy", o.promised_on "promisedOn", o.status, o.quoted_fen "quotedFen", o.billed_fen "billedFen",
  (o.status = 'done' AND EXISTS (SELECT ${invoiced}) AND NOT EXISTS (SELECT FROM billable_item b WHERE b.service_order_id = o.id AND b.withdrawn_at IS NULL
     AND NOT EXISTS (SELECT FROM charge ch JOIN invoice v ON v.id = ch.invoice_id WHERE ch.source_kind = 'item' AND ch.source_id = b.id AND v.number IS NOT NULL))) billed,
  o.created_at "createdAt", o.version`;
const joins = `JOIN company y ON y.id = o.company_id JOIN member m ON m.id = o.member_id
  LEFT JOIN instrument i ON i.id = o.instrument_id LEFT JOIN category k ON k.id = o.category_id`;

const list = `
  SELECT ${columns} FROM service_order o ${joins}
  WHERE ($1::bigint IS NULL OR o.company_id = $1) AND ($2::text[] IS NULL OR o.status = ANY($2))
    AND ($3::text IS NULL OR o.description ILIKE $3 OR y.name_zh ILIKE $3 OR y.name_en ILIKE $3 OR i.asset_no ILIKE $3 OR i.name_zh ILIKE $3
      OR 'SO-' || lpad(o.id::text, 6, '0') ILIKE $3)
    AND ($4::bigint IS NULL OR o.id < $4) ORDER BY o.id DESC LIMIT $5`;

const one = `
  SELECT ${columns}, o.project, o.rd_use "rdUse", o.lines, o.quote_note "quoteNote", o.result_note "resultNote", o.result_url "resultUrl",
    o.end_reason "endReason", o.quoted_at "quotedAt", o.confirmed_at "confirmedAt", o.started_at "startedAt", o.ended_at "endedAt",
    (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('id', v.id, 'number', v.number)), '[]') ${invoiced}) invoices
  FROM service_order o ${joins} WHERE o.id = $1 AND ($2::bigint IS NULL OR o.company_id = $2)`;

type Kept = Omit<View, 'lines' | 'suggested' | 'addable' | 'allowed'> & { readonly lines: readonly KeptLine[] };

/** Orders of the own company, or for staff all, newest first; and one of them with its quote. */
@Injectable()
export class ServiceOrdersQuery {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  async list(actor: Actor, query: z.infer<typeof serviceQuery>): Promise<z.infer<typeof servicePage>> {
    const before = decodeCursor(idCursor, query.cursor);
    const text = query.q ? likeText(query.q) : null;
    const companyId = actor.companyId ?? query.companyId ?? null;
    const parameters = [companyId, query.status ?? null, text, before?.id ?? null, query.limit + 1];
    const rows = await this.db.rows<Row>(scopeOf(actor), list, parameters);
    return pageById(rows, query.limit);
  }

  one(actor: Actor, id: number): Promise<View> {
    return this.db.read(scopeOf(actor), async (tx) => {
      const [order] = await tx.query<Kept>(one, [id, actor.companyId]);
      if (!order) throw notFound();
      const allowed = allowedOf(actor, order.status);
      const lines = order.lines.map(lineView);
      if (!allowed.includes('quote')) return { ...order, lines, suggested: [], addable: [], allowed };
      const plan = await this.planOf(tx, order);
      return { ...order, lines, suggested: [suggestedLine(order.samples, plan)], addable: addableLines(plan), allowed };
    });
  }

  /** What the instrument costs today; where none is named, nothing is known of it. */
  private async planOf(tx: Tx, { instrument }: Kept): Promise<RatePlan | null> {
    if (!instrument) return null;
    const park = await this.settings.get();
    const today = localDate(this.clock.now().getTime(), park.timeZone);
    const plans = await ratePlanFor(tx, park, [instrument.id], today);
    return plans.get(instrument.id)?.plan ?? null;
  }
}

function lineView(line: KeptLine): View['lines'][number] {
  const { tax, unit, doneCount = null, text, count, unitFen } = line;
  return {
    text,
    count,
    unit,
    unitFen,
    taxRateBps: tax.rateBps,
    taxCode: tax.code,
    itemName: tax.itemName,
    amountFen: lineFen(line),
    doneCount,
  };
}
