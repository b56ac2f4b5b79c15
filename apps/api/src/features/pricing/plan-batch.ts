import { createHash } from 'node:crypto';
import type { Localized } from '@parkbench/domain';
import type { z } from 'zod';
import type { Tx } from '../../platform/database/database.js';
import { conflict, Problem } from '../../platform/http/problem.js';
import { type OpenedPlan, openPlans } from './open-plans.js';
import type { Subject } from './place-plan.js';
import { type batchRow, type batchView, mostPlans } from './plan-batch.dto.js';
import type { Prices, RatePlanView } from './pricing.dto.js';
import { planColumns } from './rate-plan-columns.js';

type Row = z.infer<typeof batchRow>;

/** A subject with what prices it on a day, and what it would be priced at. */
export interface Placement extends Subject {
  readonly assetNo: string | null;
  readonly nameZh: string;
  readonly nameEn: string;
  /** What holds for it on the day: its own plan, or its category's. */
  readonly base: RatePlanView | null;
  /** The first day of its next own plan after that day. */
  readonly nextFrom: string | null;
  readonly prices: Prices;
  readonly problem?: Row['problem'];
}

/** Plans that are made together or not at all, under a name for exactly what was shown. */
export interface Batch {
  readonly validFrom: string;
  readonly token: string;
  readonly rows: readonly (Row & { readonly placement: Placement })[];
  readonly unchanged: number;
}

const keys = planColumns.map(({ key }) => key as keyof Prices);
const contentOf = (prices: Prices): string => JSON.stringify(keys.map((key) => prices[key]));
const isOwn = ({ of, base }: Placement): boolean =>
  base !== null && (of === 'instrument' ? base.instrumentId !== null : true);

/** Looks at every plan that would be made; one that would say what holds already is left out. */
export function batchOf(validFrom: string, today: string, placements: readonly Placement[]): Batch {
  if (validFrom < today) throw inThePast();
  if (placements.length > mostPlans) throw tooMany();
  const changed = placements.filter(
    ({ base, prices }) => base === null || contentOf(base as unknown as Prices) !== contentOf(prices),
  );
  const rows = changed.map((placement) => ({ ...rowOf(placement, validFrom, today), placement }));
  const content = rows.map(({ placement: { of, id, base, prices } }) => [
    of,
    id,
    base?.id,
    base?.version,
    contentOf(prices),
  ]);
  const token = createHash('sha256')
    .update(JSON.stringify([validFrom, content]))
    .digest('hex');
  return { validFrom, token, rows, unchanged: placements.length - changed.length };
}

function rowOf(placement: Placement, validFrom: string, today: string): Row {
  const { of, id, assetNo, nameZh, nameEn, base, nextFrom, prices } = placement;
  const replaces = isOwn(placement) && base?.validFrom === validFrom;
  const begun = replaces && validFrom <= today ? problems.begun_today : null;
  const problem = begun ?? placement.problem ?? minimumAboveDay(prices);
  const source = base === null ? 'none' : isOwn(placement) ? 'own' : 'inherited';
  return { of, id, assetNo, nameZh, nameEn, source, before: base, after: prices, replaces, nextFrom, problem };
}

const minimumAboveDay = ({ dayFen, minimumChargeFen }: Prices): Row['problem'] =>
  dayFen !== null && minimumChargeFen > dayFen ? problems.minimum_above_day : null;

const problemOf = (code: string, zh: string, en: string): { code: string; message: Localized } => ({
  code,
  message: { zh, en },
});
export const problems = {
  begun_today: problemOf(
    'begun_today',
    '今天已有价格生效，请选择明天或更晚',
    'a price begins today; choose a later day',
  ),
  becomes_free: problemOf('becomes_free', '按此取整后价格变为 0', 'this rounding would make a price 0'),
  minimum_above_day: problemOf(
    'minimum_above_day',
    '最低消费高于日价',
    'the minimum charge would be above the price of a day',
  ),
} as const;

const rowsShown = 500;

/** A batch as it is shown before it is agreed to. */
export function batchBody({ token, rows, unchanged }: Batch): z.infer<typeof batchView> {
  const wrong = rows.filter((row) => row.problem !== null);
  const shown = [...wrong, ...rows.filter((row) => row.problem === null)].slice(0, rowsShown);
  return {
    token,
    count: rows.length,
    unchanged,
    problems: wrong.length,
    rows: shown.map(({ placement: _, ...row }) => ({
      ...row,
      before: row.before && pricesShown(row.before),
      after: pricesShown(row.after),
    })),
  };
}

function pricesShown({
  monthlyFen,
  hourly,
  dayFen,
  runFen,
  sampleFen,
  minimumChargeFen,
  depositFen,
}: Row['after']): Row['after'] {
  return { monthlyFen, hourly, dayFen, runFen, sampleFen, minimumChargeFen, depositFen };
}

/** Makes every plan, or none: what was shown must still be what there is, and nothing in it wrong. */
export async function placeBatch(tx: Tx, batch: Batch, token: string | null): Promise<number> {
  if (token !== null && batch.token !== token) throw changedMeanwhile();
  const wrong = batch.rows.filter((row) => row.problem !== null);
  if (wrong.length > 0) throw notAllPossible(batch);
  const plans: OpenedPlan[] = batch.rows.map(({ placement: { of, id, prices } }) => ({
    ...prices,
    instrumentId: of === 'instrument' ? id : null,
    categoryId: of === 'category' ? id : null,
    validFrom: batch.validFrom,
  }));
  await openPlans(tx, plans);
  return plans.length;
}

/** Plans of these subjects change one after the other; in one order, so that two batches wait and do not deadlock. */
export async function lockSubjects(tx: Tx, of: Subject['of'], ids: readonly number[]): Promise<void> {
  await tx.query(`SELECT 1 FROM ${of} WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE`, [ids]);
}

const inThePast = (): Problem =>
  new Problem({
    status: 422,
    code: 'plan_in_the_past',
    title: { zh: '生效日期不能早于今天', en: 'A price cannot begin before today' },
  });
const tooMany = (): Problem =>
  new Problem({
    status: 422,
    code: 'too_many_plans',
    title: { zh: `一次最多调整 ${mostPlans} 个价格，请缩小范围`, en: `At most ${mostPlans} at once; choose fewer` },
  });
const changedMeanwhile = (): Problem =>
  conflict('prices_changed', {
    zh: '预览之后价格已变化，请重新预览后再确认',
    en: 'Prices have changed since the preview; look again and confirm',
  });
const notAllPossible = (batch: Batch): Problem =>
  conflict(
    'not_all_possible',
    { zh: '部分价格无法这样调整，全部未保存', en: 'Some prices cannot change so; nothing was saved' },
    { batch: batchBody(batch) },
  );
