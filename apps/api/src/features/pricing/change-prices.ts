import { Injectable } from '@nestjs/common';
import { adjustedPlan, localDate, makesFree } from '@parkbench/domain';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Actor } from '../../platform/http/actor.js';
import { notFound } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { inCategory, textSearch } from '../inventory/inventory.api.js';
import type { BulkChange, PlanCopy } from './plan-batch.dto.js';
import { type Batch, batchOf, lockSubjects, type Placement, placeBatch, problems } from './plan-batch.js';
import type { Subject } from './place-plan.js';
import type { Prices, RatePlanView } from './pricing.dto.js';
import { planColumns, selectPlan } from './rate-plan-columns.js';

type Found = Omit<Placement, 'prices' | 'problem'>;

const planJson = (where: string): string =>
  `(SELECT to_jsonb(x) FROM (SELECT ${selectPlan} FROM rate_plan p WHERE ${where} LIMIT 1) x)`;
const nextOf = (column: string): string =>
  `(SELECT min(p.valid_from) FROM rate_plan p WHERE p.${column} = i.id AND p.valid_from > $1::date)`;

/** Changes many plans at once, by a percentage or to those of another: all or none, and exactly what was shown. */
@Injectable()
export class ChangePrices {
  constructor(
    private readonly db: Database,
    private readonly park: ParkSettings,
    private readonly clock: Clock,
  ) {}

  /** What a change by percentage would make. */
  async bulk(tx: Tx, change: BulkChange): Promise<Batch> {
    const found = await subjectsOf(tx, change);
    const placements = found.flatMap((one): Placement[] => {
      if (!one.base) return [];
      const prices = adjustedPlan(pricesOf(one.base), change);
      return [{ ...one, prices, problem: makesFree(one.base, prices) ? problems.becomes_free : null }];
    });
    return batchOf(change.validFrom, await this.today(), placements);
  }

  /** What a copy of a plan would make. */
  async copy(tx: Tx, planId: number, { to, validFrom }: PlanCopy): Promise<Batch> {
    const [source] = await tx.query<RatePlanView>(`SELECT ${selectPlan} FROM rate_plan p WHERE p.id = $1`, [planId]);
    if (!source) throw notFound();
    const found: Found[] = [];
    for (const kind of ['instrument', 'category'] as const) {
      const ids = [...new Set(to.filter((one) => one.of === kind).map((one) => one.id))];
      const rows = ids.length > 0 ? await named(tx, kind, ids, validFrom) : [];
      if (rows.length < ids.length) throw notFound();
      found.push(...rows);
    }
    const prices = pricesOf(source);
    return batchOf(
      validFrom,
      await this.today(),
      found.map((one) => ({ ...one, prices })),
    );
  }

  /** Changes all by a percentage. */
  applyBulk(actor: Actor, change: BulkChange, token: string): Promise<{ plans: number }> {
    return this.apply(actor, (tx) => this.bulk(tx, change), token, { change });
  }

  /** Copies a plan to all. */
  applyCopy(actor: Actor, planId: number, copy: PlanCopy, token: string): Promise<{ plans: number }> {
    return this.apply(actor, (tx) => this.copy(tx, planId, copy), token, { planId, copy });
  }

  private apply(
    actor: Actor,
    look: (tx: Tx) => Promise<Batch>,
    token: string,
    data: Readonly<Record<string, unknown>>,
  ): Promise<{ plans: number }> {
    return this.db.transaction('all', async (tx) => {
      await lockAll(tx, await look(tx));
      // What another change made while this one waited is seen now.
      const plans = await placeBatch(tx, await look(tx), token);
      const entry = { companyId: null, action: 'rate_plan.batch', entity: 'rate_plan', entityId: 0 };
      await record(tx, { ...entry, actorId: actor.memberId, data: { ...data, plans } });
      return { plans };
    });
  }

  private async today(): Promise<string> {
    const { timeZone } = await this.park.get();
    return localDate(this.clock.now().getTime(), timeZone);
  }
}

async function lockAll(tx: Tx, { rows }: Batch): Promise<void> {
  for (const kind of ['category', 'instrument'] as const) {
    const ids = rows.filter((row) => row.of === kind).map((row) => row.id);
    if (ids.length > 0) await lockSubjects(tx, kind, ids);
  }
}

function pricesOf(plan: RatePlanView): Prices {
  return Object.fromEntries(planColumns.map(({ key }) => [key, plan[key as keyof RatePlanView]])) as unknown as Prices;
}

function subjectsOf(tx: Tx, change: BulkChange): Promise<Found[]> {
  const { of, validFrom, q, categoryId, ids, source } = change;
  if (of === 'category') {
    return tx.query<Found>(
      `SELECT 'category' "of", i.id, NULL "assetNo", i.name_zh "nameZh", i.name_en "nameEn", ${nextOf('category_id')} "nextFrom",
              ${planJson(`p.category_id = i.id AND daterange(p.valid_from, p.valid_until) @> $1::date`)} base
       FROM category i WHERE ($2::bigint IS NULL OR i.id IN (SELECT k.category_id FROM (SELECT id category_id FROM category) k WHERE ${inCategory(2, 'k')}))
         AND ($3::bigint[] IS NULL OR i.id = ANY($3)) ORDER BY i.name_zh, i.id`,
      [validFrom, categoryId ?? null, ids ?? null],
    );
  }
  const search = textSearch(q ?? '', { firstParam: 5 });
  return tx.query<Found>(
    `SELECT 'instrument' "of", i.id, i.asset_no "assetNo", i.name_zh "nameZh", i.name_en "nameEn", ${nextOf('instrument_id')} "nextFrom",
            ${planJson('p.id = held.id')} base
     FROM instrument i JOIN rate_plan held ON held.id = rate_plan_on(i.id, $1::date)
     WHERE i.status <> 'retired' AND ($2::bigint IS NULL OR ${inCategory(2)}) AND ($3::bigint[] IS NULL OR i.id = ANY($3))
       AND (held.instrument_id IS NOT NULL) = ($4 = 'own') AND ${search.sql} ORDER BY i.asset_no, i.id`,
    [validFrom, categoryId ?? null, ids ?? null, source, ...search.params],
  );
}

function named(tx: Tx, of: Subject['of'], ids: readonly number[], validFrom: string): Promise<Found[]> {
  const held =
    of === 'instrument'
      ? 'p.id = rate_plan_on(i.id, $1::date)'
      : `p.category_id = i.id AND daterange(p.valid_from, p.valid_until) @> $1::date`;
  return tx.query<Found>(
    `SELECT '${of}' "of", i.id, ${of === 'instrument' ? 'i.asset_no' : 'NULL'} "assetNo", i.name_zh "nameZh", i.name_en "nameEn",
            ${nextOf(`${of}_id`)} "nextFrom", ${planJson(held)} base
     FROM ${of} i WHERE i.id = ANY($2) ORDER BY i.id`,
    [validFrom, ids],
  );
}
