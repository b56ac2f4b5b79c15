import { Injectable } from '@nestjs/common';
import { localDate } from '@parkbench/domain';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Actor } from '../../platform/http/actor.js';
import { conflict, notFound, Problem, stale } from '../../platform/http/problem.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { record } from '../../platform/outbox/record.js';
import { type Placed, placePlan, type Subject, takeOut } from './place-plan.js';
import type { RatePlanInput, RatePlanView } from './pricing.dto.js';
import { selectPlan } from './rate-plan-columns.js';

/** Effective-dated prices: what has begun is history and is only ever followed by another plan. */
@Injectable()
export class RatePlans {
  constructor(
    private readonly db: Database,
    private readonly park: ParkSettings,
    private readonly clock: Clock,
  ) {}

  /** All plans of an instrument or a category, the latest first. */
  async of(subject: Subject): Promise<RatePlanView[]> {
    const rows = await this.db.query<RatePlanView>(
      `SELECT ${selectPlan} FROM rate_plan p WHERE p.${subject.of}_id = $1 ORDER BY p.valid_from DESC`,
      [subject.id],
    );
    if (rows.length === 0) await this.exists(subject);
    return rows;
  }

  /** Prices from a day on, today at the earliest; only the very first plan of a subject may begin in the past. */
  add(actor: Actor, subject: Subject, input: RatePlanInput): Promise<Placed> {
    return this.db.transaction('all', (tx) => this.addIn(tx, actor, subject, input));
  }

  /** The same inside a transaction that is running. */
  async addIn(tx: Tx, actor: Actor, subject: Subject, input: RatePlanInput): Promise<Placed> {
    const today = await this.today();
    await lockSubject(tx, subject);
    const [any] = await tx.query(`SELECT 1 FROM rate_plan WHERE ${subject.of}_id = $1 LIMIT 1`, [subject.id]);
    if (any && input.validFrom < today) throw inThePast();
    const placed = await placePlan(tx, subject, input);
    await audit(tx, actor, 'rate_plan.added', placed.id, { subject, ...input });
    return placed;
  }

  /** Changes a plan that is not valid yet, its first day included. */
  change(actor: Actor, id: number, version: number, input: RatePlanInput): Promise<Placed> {
    return this.db.transaction('all', (tx) => this.changeIn(tx, actor, { id, version }, input));
  }

  /** The same inside a transaction that is running. */
  async changeIn(tx: Tx, actor: Actor, { id, version }: Placed, input: RatePlanInput): Promise<Placed> {
    const today = await this.today();
    const { plan, subject } = await lockPlan(tx, id);
    if (plan.version !== version) throw stale(plan);
    if (plan.validFrom <= today) throw alreadyValid();
    if (input.validFrom < today) throw inThePast();
    await takeOut(tx, subject, plan);
    const placed = await placePlan(tx, subject, input, { id, version: version + 1 });
    await audit(tx, actor, 'rate_plan.changed', id, { before: plan, after: input });
    return placed;
  }

  /** Ends a plan on a day, tomorrow at the earliest; nothing of its own takes over before the next one that is planned. */
  end(actor: Actor, id: number, version: number, on: string): Promise<Placed> {
    return this.db.transaction('all', (tx) => this.endIn(tx, actor, { id, version }, on));
  }

  /** The same inside a transaction that is running. */
  async endIn(tx: Tx, actor: Actor, { id, version }: Placed, on: string): Promise<Placed> {
    const today = await this.today();
    const { plan } = await lockPlan(tx, id);
    if (plan.version !== version) throw stale(plan);
    if (on <= today || on <= plan.validFrom) throw endsTooEarly();
    if (plan.validUntil !== null && on >= plan.validUntil) throw endsAlready(plan);
    await tx.query('UPDATE rate_plan SET valid_until = $2, version = version + 1 WHERE id = $1', [id, on]);
    await audit(tx, actor, 'rate_plan.ended', id, { before: plan.validUntil, on });
    return { id, version: version + 1 };
  }

  /** Takes back a plan that is not valid yet; the one before it goes on. */
  async remove(actor: Actor, id: number): Promise<void> {
    const today = await this.today();
    await this.db.transaction('all', async (tx) => {
      const { plan, subject } = await lockPlan(tx, id);
      if (plan.validFrom <= today) throw alreadyValid();
      await takeOut(tx, subject, plan);
      await audit(tx, actor, 'rate_plan.removed', id, { before: plan });
    });
  }

  private async today(): Promise<string> {
    const { timeZone } = await this.park.get();
    return localDate(this.clock.now().getTime(), timeZone);
  }

  private async exists(subject: Subject): Promise<void> {
    const [row] = await this.db.query(`SELECT 1 FROM ${subject.of} WHERE id = $1`, [subject.id]);
    if (!row) throw notFound();
  }
}

/** Plans of one subject change one after the other. */
async function lockSubject(tx: Tx, subject: Subject): Promise<void> {
  const [row] = await tx.query(`SELECT 1 FROM ${subject.of} WHERE id = $1 FOR NO KEY UPDATE`, [subject.id]);
  if (!row) throw notFound();
}

async function lockPlan(tx: Tx, id: number): Promise<{ plan: RatePlanView; subject: Subject }> {
  const read = (): Promise<RatePlanView[]> =>
    tx.query<RatePlanView>(`SELECT ${selectPlan} FROM rate_plan p WHERE p.id = $1`, [id]);
  const [seen] = await read();
  if (!seen) throw notFound();
  const subject: Subject =
    seen.instrumentId === null
      ? { of: 'category', id: seen.categoryId ?? 0 }
      : { of: 'instrument', id: seen.instrumentId };
  await lockSubject(tx, subject);
  const [plan] = await read();
  if (!plan) throw notFound();
  return { plan, subject };
}

function audit(tx: Tx, actor: Actor, action: string, entityId: number, data: Record<string, unknown>): Promise<void> {
  return record(tx, { actorId: actor.memberId, companyId: null, action, entity: 'rate_plan', entityId, data });
}

const inThePast = (): Problem =>
  new Problem({
    status: 422,
    code: 'plan_in_the_past',
    title: { zh: '生效日期不能早于今天', en: 'A price cannot begin before today' },
  });

const endsTooEarly = (): Problem =>
  new Problem({
    status: 422,
    code: 'ends_too_early',
    title: {
      zh: '最早明天起停用；尚未生效的价格请直接撤销',
      en: 'It can end tomorrow at the earliest; take back one that is not valid yet',
    },
  });

const endsAlready = ({ validUntil }: RatePlanView): Problem =>
  conflict('ends_already', {
    zh: `该价格本来就在 ${validUntil} 停用`,
    en: `It ends on ${validUntil} anyway`,
  });

const alreadyValid = (): Problem =>
  conflict('plan_already_valid', {
    zh: '该价格已生效，不能修改。请新建一个价格并指定生效日期',
    en: 'This price is valid already and cannot change; make a new one from a day on',
  });
