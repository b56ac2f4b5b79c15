import type { Period } from '@parkbench/domain';
import { inCategory, specSearch, textSearch } from '../inventory/inventory.api.js';
import { classDiscount, planInForce } from './plan-in-force.js';

/** For whom the window is priced: as what, and by the class of which day. */
export interface PricedFor {
  readonly companyId: number | null;
  readonly kind: 'rental' | 'session';
  readonly classDay: string;
}

/** Where a page ended: free ones (phase 0) come before the others (1). */
export interface Place {
  readonly phase: number;
  /** The name, or the category's id, by what the page is sorted. */
  readonly key: string | number;
  readonly id: number;
}

interface Search {
  readonly q?: string;
  readonly categoryId?: number;
  readonly mode?: 'rental' | 'session' | 'run';
  readonly status?: string;
  readonly limit: number;
  readonly spec?: string;
  /** So many free units of one kind are needed. */
  readonly quantity: number;
  readonly window: Period | null;
  /** For whom the window is priced; null: it is not. */
  readonly priced: PricedFor | null;
  readonly after: Place | null;
  readonly today: string;
  readonly ahead: { readonly starts: readonly number[] };
  readonly countedUpTo: number;
}

const card = `
  i.id, i.asset_no "assetNo", i.name_zh "nameZh", i.name_en "nameEn", i.model, i.manufacturer, i.category_id "categoryId",
  c.name_zh "categoryZh", c.name_en "categoryEn", i.location, i.status, i.status_note "statusNote", i.opens_rental "opensRental",
  i.opens_session "opensSession", i.opens_run "opensRun", i.approval_required "approvalRequired",
  i.training_required "trainingRequired", i.calibration_valid_until "calibrationValidUntil"`;
const modeColumn = { rental: 'i.opens_rental', session: 'i.opens_session', run: 'i.opens_run' };

/** Gathers parameters as the text that needs them is written. */
class Parameters {
  readonly values: unknown[] = [];

  /** The number of a new parameter. */
  number(value: unknown): number {
    return this.values.push(value);
  }

  ref(value: unknown): string {
    return `$${this.number(value)}`;
  }
}

function filterOf(search: Search, params: Parameters): string {
  const words = textSearch(search.q ?? '', { firstParam: params.values.length + 1 });
  params.values.push(...words.params);
  const spec = specSearch(search.spec ?? '', { firstParam: params.values.length + 1 });
  params.values.push(...spec.params);
  return [
    words.sql,
    spec.sql,
    ...(search.categoryId === undefined ? [] : [categoryFilter(params.number(search.categoryId))]),
    ...(search.mode === undefined ? [] : [modeColumn[search.mode]]),
    search.status === undefined ? `i.status <> 'retired'` : `i.status = ${params.ref(search.status)}`,
  ].join(' AND ');
}

/** The categories are found first, so that the index on them serves the instruments. */
function categoryFilter(param: number, alias = 'i'): string {
  return `${alias}.category_id = ANY(ARRAY(
    SELECT c.category_id FROM (SELECT id category_id FROM category) c WHERE ${inCategory(param, 'c')}))`;
}

/** Whether instrument `alias` is free in a window; the window's ends are parameters `[start, end]`. */
const freeIn = (alias: string, [start, end]: readonly [string, string]): string =>
  `${alias}.status = 'in_service' AND NOT EXISTS (SELECT 1 FROM occupancy o WHERE o.instrument_id = ${alias}.id AND o.period &&
    tstzrange(${start}::timestamptz - ${alias}.before_minutes * interval '1 min', ${end}::timestamptz + ${alias}.after_minutes * interval '1 min'))`;

/** The units of the kind of `i` that are free: same category, name and model. */
const alikeIn = (ends: readonly [string, string], what: string, rest: string): string =>
  `SELECT ${what} FROM instrument s WHERE s.category_id = i.category_id AND s.name_zh = i.name_zh AND s.model = i.model
     AND ${freeIn('s', ends)} ${rest}`;

/** Whether so many units of the kind of `i` are free. */
const enoughAlike = (ends: readonly [string, string], quantity: number): string =>
  `(i.category_id, i.name_zh, i.model) IN (SELECT category_id, name_zh, model FROM kinds)
   AND (SELECT count(*) FROM (${alikeIn(ends, '1', `LIMIT ${quantity}`)}) alike) = ${quantity}`;

/**
 * The kinds that have so many units at all, found at once: most kinds have one, and to look for free ones of each would
 * be to look at the whole park. From the index alone.
 */
function kindsOf({ window, quantity, categoryId }: Search, params: Parameters): string {
  if (!window || quantity === 1) return '';
  const within = categoryId === undefined ? '' : `WHERE ${categoryFilter(params.number(categoryId), 'k')}`;
  return `kinds AS MATERIALIZED (SELECT k.category_id, k.name_zh, k.model FROM instrument k ${within}
    GROUP BY k.category_id, k.name_zh, k.model HAVING count(*) >= ${Number(quantity)}), `;
}

/** As many as can be put into one pool. */
const shownAlike = 50;

/** What a page is sorted by, with the column whose value is kept in the cursor. */
interface Order {
  readonly column: 'name_zh' | 'category_id' | 'id';
  readonly type: string;
}

/**
 * By name; but a category by itself, and what was searched for by id: instruments of one kind stand together by name, so
 * that a walk by name would pass by all the others first.
 */
export function orderOf({ q, categoryId }: Pick<Search, 'q' | 'categoryId'>): Order {
  if (categoryId !== undefined) return { column: 'category_id', type: 'bigint' };
  return q ? { column: 'id', type: 'bigint' } : { column: 'name_zh', type: 'text' };
}

/**
 * The ids of a page, `page`. It walks the instruments in order and stops when the page is full; those that are not free
 * are only looked at when the free ones do not fill it.
 */
function pageOf(search: Search, filter: string, params: Parameters): string {
  const { window, after } = search;
  // In the text and not a parameter: the planner must know that it is small.
  const limit = Number(search.limit) + 1;
  const { column, type } = orderOf(search);
  const phase = (number: number, condition: string): string => {
    const place = (): string =>
      `AND (i.${column}, i.id) > (${params.ref(after?.key)}::${type}, ${params.ref(after?.id)}::bigint)`;
    return `SELECT i.id, i.${column} sorted, ${number} phase FROM instrument i
            WHERE ${filter} AND ${condition} ${after?.phase === number ? place() : ''}
            ORDER BY i.${column}, i.id LIMIT ${limit}`;
  };
  if (!window) return `page AS MATERIALIZED (${phase(0, 'true')})`;
  const ends = [params.ref(new Date(window.start)), params.ref(new Date(window.end))] as const;
  const { quantity } = search;
  const free = `${freeIn('i', ends)} ${quantity > 1 ? `AND ${enoughAlike(ends, Number(quantity))}` : ''}`;
  const taken = phase(1, `NOT (${free})`);
  if (after?.phase === 1) return `page AS MATERIALIZED (${taken})`;
  return `free AS MATERIALIZED (${phase(0, free)}), page AS MATERIALIZED (
    SELECT * FROM free UNION ALL (SELECT * FROM (${taken}) taken LIMIT ${limit} - (SELECT count(*) FROM free)))`;
}

/** One query for a page, so that it grows with the page: price and days are read for what is on it. */
export function availabilitySql(search: Search): { sql: string; params: unknown[] } {
  const params = new Parameters();
  const filter = filterOf(search, params);
  const page = `${kindsOf(search, params)}${pageOf(search, filter, params)}`;
  const { starts } = search.ahead;
  const ahead = `tstzrange(${params.ref(new Date(starts[0] ?? 0))}, ${params.ref(new Date(starts.at(-1) ?? 0))})`;
  // In the order of the index on categories, or the planner reads all instruments to count one category's.
  const counted = search.categoryId === undefined ? '' : 'ORDER BY i.category_id, i.id';
  const count = search.after
    ? 'null::int'
    : `(SELECT count(*)::int FROM (SELECT 1 FROM instrument i WHERE ${filter} ${counted} LIMIT ${search.countedUpTo + 1}) counted)`;
  const sql = `
    WITH ${page}
    SELECT ${card}, p.phase, p.sorted, ${count} total, plan.monthly_fen "monthlyFen", plan.day_fen "dayFen", plan.run_fen "runFen", plan.sample_fen "sampleFen",
      (SELECT min((h ->> 'hourlyFen')::bigint) FROM jsonb_array_elements(plan.hourly) h) "fromHourlyFen", b.busy,
      ${priceColumns(search, params)}, ${alikeColumn(search, params)} alike
    FROM page p JOIN instrument i ON i.id = p.id JOIN category c ON c.id = i.category_id
    LEFT JOIN rate_plan plan ON plan.id = rate_plan_on(i.id, ${params.ref(search.today)})
    CROSS JOIN LATERAL (
      SELECT json_agg(json_build_array(extract(epoch FROM lower(o.period))::bigint, extract(epoch FROM upper(o.period))::bigint)) busy
      FROM occupancy o WHERE o.instrument_id = i.id AND o.period && ${ahead}) b
    ORDER BY p.phase, p.sorted, p.id`;
  return { sql, params: params.values };
}

/** What the price of the window is reckoned from; the plan only when there is one to reckon. */
function priceColumns({ priced, today }: Search, params: Parameters): string {
  if (!priced) return 'null plan, null "companyBps"';
  const company = params.ref(priced.companyId);
  const [day, kind] = [params.ref(priced.classDay), params.ref(priced.kind)];
  return `${planInForce('i', params.number(today))} plan, ${classDiscount(`${company}::bigint`, `${day}::date`, `${kind}::text`)} "companyBps"`;
}

function alikeColumn({ window, quantity }: Search, params: Parameters): string {
  if (!window || quantity === 1) return 'null';
  const ends = [params.ref(new Date(window.start)), params.ref(new Date(window.end))] as const;
  return `(SELECT json_agg(id ORDER BY id) FROM (${alikeIn(ends, 's.id', `ORDER BY s.id LIMIT ${shownAlike}`)}) a)`;
}
