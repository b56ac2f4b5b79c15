import type { Period } from '@parkbench/domain';
import { inCategory, textSearch } from '../inventory/inventory.api.js';
import { planInForce } from './plan-in-force.js';

/** Where a page ended: free ones (phase 0) come before the others (1), each by name. */
export interface Place {
  readonly phase: number;
  readonly nameZh: string;
  readonly id: number;
}

interface Search {
  readonly q?: string;
  readonly categoryId?: number;
  readonly mode?: 'rental' | 'session' | 'run';
  readonly status?: string;
  readonly limit: number;
  readonly window: Period | null;
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
  return [
    words.sql,
    ...(search.categoryId === undefined ? [] : [inCategory(params.number(search.categoryId))]),
    ...(search.mode === undefined ? [] : [modeColumn[search.mode]]),
    search.status === undefined ? `i.status <> 'retired'` : `i.status = ${params.ref(search.status)}`,
  ].join(' AND ');
}

function freeIn(window: Period, params: Parameters): string {
  const [start, end] = [params.ref(new Date(window.start)), params.ref(new Date(window.end))];
  return `i.status = 'in_service' AND NOT EXISTS (SELECT 1 FROM occupancy o WHERE o.instrument_id = i.id AND o.period &&
    tstzrange(${start}::timestamptz - i.before_minutes * interval '1 min', ${end}::timestamptz + i.after_minutes * interval '1 min'))`;
}

/** The ids of a page in order. It walks the instruments by name and stops when the page is full. */
function pageOf(search: Search, filter: string, params: Parameters): string {
  const { window, after } = search;
  const limit = params.ref(search.limit + 1);
  const phase = (number: number, condition: string): string => {
    const place =
      after?.phase === number
        ? `AND (i.name_zh, i.id) > (${params.ref(after.nameZh)}, ${params.ref(after.id)}::bigint)`
        : '';
    return `(SELECT i.id, i.name_zh, ${number} phase FROM instrument i WHERE ${filter} AND ${condition} ${place}
             ORDER BY i.name_zh, i.id LIMIT ${limit})`;
  };
  if (!window) return phase(0, 'true');
  const free = freeIn(window, params);
  const taken = phase(1, `NOT (${free})`);
  if (after?.phase === 1) return taken;
  return `SELECT * FROM (${phase(0, free)} UNION ALL ${taken}) found ORDER BY phase, name_zh, id LIMIT ${limit}`;
}

/** One query for a page, so that it grows with the page: price and days are read for what is on it. */
export function availabilitySql(search: Search): { sql: string; params: unknown[] } {
  const params = new Parameters();
  const filter = filterOf(search, params);
  const page = pageOf(search, filter, params);
  const { starts } = search.ahead;
  const ahead = `tstzrange(${params.ref(new Date(starts[0] ?? 0))}, ${params.ref(new Date(starts.at(-1) ?? 0))})`;
  const count = search.after
    ? 'null::int'
    : `(SELECT count(*)::int FROM (SELECT 1 FROM instrument i WHERE ${filter} LIMIT ${search.countedUpTo + 1}) counted)`;
  const sql = `
    WITH page AS MATERIALIZED (${page})
    SELECT ${card}, p.phase, ${count} total, (plan ->> 'monthly_fen')::bigint "monthlyFen", (plan ->> 'run_fen')::bigint "runFen",
      (SELECT min((h ->> 'hourlyFen')::bigint) FROM jsonb_array_elements(plan -> 'hourly') h) "fromHourlyFen", b.busy
    FROM page p JOIN instrument i ON i.id = p.id JOIN category c ON c.id = i.category_id
    CROSS JOIN LATERAL (SELECT ${planInForce('i', params.number(search.today))} plan OFFSET 0) priced
    CROSS JOIN LATERAL (
      SELECT json_agg(json_build_array(extract(epoch FROM lower(o.period))::bigint, extract(epoch FROM upper(o.period))::bigint)) busy
      FROM occupancy o WHERE o.instrument_id = i.id AND o.period && ${ahead}) b
    ORDER BY p.phase, p.name_zh, p.id`;
  return { sql, params: params.values };
}
