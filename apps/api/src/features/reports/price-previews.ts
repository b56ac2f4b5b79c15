import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Actor } from '../../platform/http/actor.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { inCategory } from '../inventory/inventory.api.js';
import {
  batchBody,
  ChangePrices,
  type bulkChange,
  CompanyClasses,
  type discountInput,
  type periodInput,
  placeBatch,
  type planCopy,
  type RatePlanInput,
  RatePlans,
  tried,
} from '../pricing/pricing.api.js';
import type { batchPreview, Touched } from './price-previews.dto.js';
import { type Reach, touchedBy } from './touched-by-prices.js';

type BatchPreview = z.infer<typeof batchPreview>;
type Batch = Awaited<ReturnType<ChangePrices['bulk']>>;
interface Subject {
  readonly of: 'instrument' | 'category';
  readonly id: number;
}

/** What a change of prices would do and whom it would touch: the save itself is done, looked at, and taken back. */
@Injectable()
export class PricePreviews {
  constructor(
    private readonly db: Database,
    private readonly park: ParkSettings,
    private readonly plans: RatePlans,
    private readonly change: ChangePrices,
    private readonly classes: CompanyClasses,
  ) {}

  added(actor: Actor, subject: Subject, input: RatePlanInput): Promise<Touched> {
    return tried(this.db, async (tx) => {
      const reach = await this.reachOf(tx, input.validFrom, [subject]);
      return touchedBy(tx, reach, () => this.plans.addIn(tx, actor, subject, input));
    });
  }

  changed(actor: Actor, plan: { id: number; version: number }, input: RatePlanInput): Promise<Touched> {
    return tried(this.db, async (tx) => {
      const reach = await this.reachOf(tx, input.validFrom, await subjectOf(tx, plan.id));
      return touchedBy(tx, reach, () => this.plans.changeIn(tx, actor, plan, input));
    });
  }

  ended(actor: Actor, plan: { id: number; version: number }, on: string): Promise<Touched> {
    return tried(this.db, async (tx) => {
      const reach = await this.reachOf(tx, on, await subjectOf(tx, plan.id));
      return touchedBy(tx, reach, () => this.plans.endIn(tx, actor, plan, on));
    });
  }

  bulk(change: z.infer<typeof bulkChange>): Promise<BatchPreview> {
    return this.batch((tx) => this.change.bulk(tx, change));
  }

  copied(planId: number, copy: z.infer<typeof planCopy>): Promise<BatchPreview> {
    return this.batch((tx) => this.change.copy(tx, planId, copy));
  }

  discount(code: string, input: z.infer<typeof discountInput>): Promise<Touched> {
    return tried(this.db, async (tx) => {
      const companies = await tx.query<{ id: number }>(
        `SELECT DISTINCT company_id id FROM company_class_period WHERE class_code = $1 AND (valid_until IS NULL OR valid_until > $2)`,
        [code, input.validFrom],
      );
      const reach = await this.reachOf(tx, input.validFrom, []);
      const companyIds = companies.map((row) => row.id);
      return touchedBy(tx, { ...reach, companyIds }, () => this.classes.discountIn(tx, code, input));
    });
  }

  membership(companyId: number, input: z.infer<typeof periodInput>): Promise<Touched> {
    return tried(this.db, async (tx) => {
      const reach = await this.reachOf(tx, input.validFrom, []);
      return touchedBy(tx, { ...reach, companyIds: [companyId] }, () => this.classes.classIn(tx, companyId, input));
    });
  }

  private batch(look: (tx: Tx) => Promise<Batch>): Promise<BatchPreview> {
    return tried(this.db, async (tx) => {
      const batch = await look(tx);
      const possible = { ...batch, rows: batch.rows.filter((row) => row.problem === null) };
      const reach = await this.reachOf(tx, batch.validFrom, possible.rows);
      const touched = await touchedBy(tx, reach, () => placeBatch(tx, possible, null));
      return { batch: batchBody(batch), touched };
    });
  }

  /** Instruments as they are named, and all of a category and below it. */
  private async reachOf(tx: Tx, day: string, subjects: readonly Subject[]): Promise<Reach> {
    const { timeZone } = await this.park.get();
    const ids = new Set(subjects.filter((one) => one.of === 'instrument').map((one) => one.id));
    for (const { of, id } of subjects) {
      if (of !== 'category') continue;
      const below = await tx.query<{ id: number }>(
        `SELECT i.id FROM instrument i WHERE i.status <> 'retired' AND ${inCategory(1)}`,
        [id],
      );
      for (const row of below) ids.add(row.id);
    }
    return { day, zone: timeZone, instrumentIds: [...ids], companyIds: [] };
  }
}

async function subjectOf(tx: Tx, planId: number): Promise<Subject[]> {
  const rows = await tx.query<{ instrumentId: number | null; categoryId: number | null }>(
    'SELECT instrument_id "instrumentId", category_id "categoryId" FROM rate_plan WHERE id = $1',
    [planId],
  );
  return rows.map(({ instrumentId, categoryId }) =>
    instrumentId === null ? { of: 'category', id: categoryId ?? 0 } : { of: 'instrument', id: instrumentId },
  );
}
