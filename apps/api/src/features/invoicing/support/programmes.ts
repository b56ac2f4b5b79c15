import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { constraintOf } from '../../../platform/database/sql-state.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { conflict, notFound, stale } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import type { programmeInput, programmePage, programmeView } from './support.dto.js';

type Input = z.infer<typeof programmeInput>;
type View = z.infer<typeof programmeView>;

const select = `
  SELECT p.id, p.version, p.name_zh "nameZh", p.name_en "nameEn", p.class_codes "classCodes", p.share_bps "shareBps", p.company_month_fen "companyMonthFen",
    p.company_year_fen "companyYearFen", p.budget_fen "budgetFen", p.used_fen "usedFen", to_char(p.first_month, 'YYYY-MM') "firstMonth",
    to_char(p.last_month, 'YYYY-MM') "lastMonth", p.scope, (SELECT count(*)::int FROM subsidy_grant g WHERE g.programme_id = p.id AND g.amount_fen > 0) grants,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'nameZh', c.name_zh, 'nameEn', c.name_en) ORDER BY c.id), '[]')
     FROM company c WHERE c.id = ANY(p.company_ids)) companies
  FROM subsidy_programme p`;

const month = (value: string | null): string | null => (value === null ? null : `${value}-01`);
const values = (input: Input): unknown[] => [
  input.nameZh,
  input.nameEn,
  input.classCodes,
  input.companyIds,
  input.shareBps,
  input.companyMonthFen,
  input.companyYearFen,
  input.budgetFen,
  month(input.firstMonth),
  month(input.lastMonth),
  JSON.stringify(input.scope),
];

/** The park's programmes that pay part of tenants' invoices. What a programme has paid stays; its terms change what comes. */
@Injectable()
export class Programmes {
  constructor(
    private readonly db: Database,
    private readonly commands: Commands,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<z.infer<typeof programmePage>> {
    return this.db.read('all', async (tx) => {
      const items = await tx.query<View>(`${select} ORDER BY p.last_month IS NULL DESC, p.last_month DESC, p.id DESC`);
      const classes = await tx.query<{ code: string; nameZh: string; nameEn: string }>(
        `SELECT code, name_zh "nameZh", name_en "nameEn" FROM company_class ORDER BY code`,
      );
      const [totals] = await tx.query<{ usedFen: number; ledgerFen: number }>(
        `SELECT coalesce((SELECT sum(used_fen) FROM subsidy_programme), 0)::bigint "usedFen",
           coalesce((SELECT sum(amount_fen) FROM ledger_entry WHERE account = 'subsidies'), 0)::bigint "ledgerFen"`,
      );
      return { items, classes, totals: totals ?? { usedFen: 0, ledgerFen: 0 } };
    });
  }

  add(context: CommandContext, input: Input): Promise<View> {
    return this.named(() =>
      this.commands.run(
        context,
        async (tx) => {
          const [row] = await tx.query<{ id: number }>(
            `INSERT INTO subsidy_programme (name_zh, name_en, class_codes, company_ids, share_bps, company_month_fen, company_year_fen, budget_fen,
               first_month, last_month, scope, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id`,
            [...values(input), context.actor.memberId, this.clock.now()],
          );
          return this.changed(tx, context, { id: row?.id ?? 0, action: 'subsidy.added', data: input });
        },
        'all',
      ),
    );
  }

  change(context: CommandContext, at: { id: number; version: number }, input: Input): Promise<View> {
    return this.named(() =>
      this.commands.run(
        context,
        async (tx) => {
          const [before] = await tx.query<View>(`${select} WHERE p.id = $1 FOR UPDATE OF p`, [at.id]);
          if (!before) throw notFound();
          if (before.version !== at.version) throw stale(before);
          await tx.query(
            `UPDATE subsidy_programme SET name_zh = $2, name_en = $3, class_codes = $4, company_ids = $5, share_bps = $6, company_month_fen = $7,
               company_year_fen = $8, budget_fen = $9, first_month = $10, last_month = $11, scope = $12, version = version + 1 WHERE id = $1`,
            [at.id, ...values(input)],
          );
          return this.changed(tx, context, { id: at.id, action: 'subsidy.changed', data: { from: before, to: input } });
        },
        'all',
      ),
    );
  }

  private async changed(
    tx: Tx,
    { actor }: CommandContext,
    what: { id: number; action: string; data: Record<string, unknown> },
  ): Promise<View> {
    const { id, action, data } = what;
    await record(tx, {
      actorId: actor.memberId,
      companyId: null,
      action,
      entity: 'subsidy_programme',
      entityId: id,
      data,
    });
    const [row] = await tx.query<View>(`${select} WHERE p.id = $1`, [id]);
    if (!row) throw new Error('the programme was not stored');
    return row;
  }

  private async named<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const constraint = constraintOf(error);
      if (constraint === 'subsidy_name')
        throw conflict('name_taken', { zh: '该补贴项目名称已存在', en: 'There is a programme of this name already' });
      if (constraint === 'subsidy_budget')
        throw conflict('budget_spent', {
          zh: '预算不能低于已补贴金额',
          en: 'The budget cannot be less than what was paid from it',
        });
      throw error;
    }
  }
}
