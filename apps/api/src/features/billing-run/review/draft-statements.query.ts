import { Injectable } from '@nestjs/common';
import { sumFen } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import { Database } from '../../../platform/database/database.js';
import { type Actor, isStaff, scopeOf } from '../../../platform/http/actor.js';
import { notFound } from '../../../platform/http/problem.js';
import { disputeColumns, iso, lineColumns } from './dispute-columns.js';
import type { DraftLine, draftStatement, draftStatementRow } from './review.dto.js';

type Statement = z.infer<typeof draftStatement>;
interface Head extends Omit<Statement, 'open' | 'netFen' | 'taxFen' | 'grossFen' | 'lines'> {
  readonly runId: number;
  readonly status: string;
  readonly until: Date;
}

const lines = `
  SELECT ${lineColumns}, ch.invoice_id IS NULL held,
    (SELECT to_jsonb(x) FROM (SELECT ${disputeColumns} FROM charge_dispute d WHERE d.charge_id = ch.id ORDER BY d.id DESC LIMIT 1) x) dispute
  FROM charge ch
  WHERE ch.company_id = $2 AND (ch.invoice_id = (SELECT invoice_id FROM billing_run_company WHERE run_id = $1 AND company_id = $2)
    OR ch.invoice_id IS NULL AND EXISTS (SELECT FROM charge_dispute d WHERE d.charge_id = ch.id AND d.run_id = $1 AND d.status = 'open'))
  ORDER BY ch.line_no NULLS LAST, ch.id`;

/** Drafts of a month that its companies may look at before they are issued. */
@Injectable()
export class DraftStatementsQuery {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** The company's own drafts in review, the newest month first. */
  async list(actor: Actor): Promise<{ items: z.infer<typeof draftStatementRow>[] }> {
    const items = await this.db.rows<z.infer<typeof draftStatementRow>>(
      scopeOf(actor),
      `SELECT to_char(r.month, 'YYYY-MM') AS month, ${iso('r.review_until')} "reviewUntil", coalesce(i.gross_fen, 0) "grossFen",
         (SELECT count(*)::int FROM charge ch WHERE ch.invoice_id = i.id) lines,
         (SELECT count(*)::int FROM charge_dispute d WHERE d.run_id = r.id AND d.company_id = rc.company_id AND d.status = 'open') "openDisputes"
       FROM billing_run r JOIN billing_run_company rc ON rc.run_id = r.id LEFT JOIN invoice i ON i.id = rc.invoice_id
       WHERE r.status = 'review' AND rc.company_id = $1 AND rc.told_at IS NOT NULL ORDER BY r.month DESC`,
      [actor.companyId],
    );
    return { items };
  }

  /** One company's draft line by line; once issued, the way to the invoice. A company's own, any company's for finance. */
  async one(actor: Actor, month: string, wanted: number | undefined): Promise<Statement> {
    const companyId = isStaff(actor) ? wanted : actor.companyId;
    return this.db.read(scopeOf(actor), async (tx) => {
      const [head] = await tx.query<Head>(
        `SELECT to_char(r.month, 'YYYY-MM') AS month, r.id "runId", r.status, r.review_until "until", ${iso('r.review_until')} "reviewUntil",
           c.id "companyId", c.name_zh "companyZh", c.name_en "companyEn", i.id "invoiceId", i.number "invoiceNo"
         FROM billing_run r JOIN billing_run_company rc ON rc.run_id = r.id JOIN company c ON c.id = rc.company_id
         LEFT JOIN invoice i ON i.id = rc.invoice_id AND i.number IS NOT NULL
         WHERE r.month = $1 AND rc.company_id = $2 AND rc.told_at IS NOT NULL AND r.status <> 'cancelled'`,
        [`${month}-01`, companyId ?? null],
      );
      if (!head) throw notFound();
      const { runId, status, until, ...said } = head;
      const found = await tx.query<DraftLine>(lines, [runId, companyId]);
      const billed = found.filter((line) => !line.held);
      const sum = (of: 'netFen' | 'taxFen' | 'amountFen'): number => sumFen(billed.map((line) => line[of]));
      const open = status === 'review' && this.clock.now() < until;
      return { ...said, open, netFen: sum('netFen'), taxFen: sum('taxFen'), grossFen: sum('amountFen'), lines: found };
    });
  }
}
