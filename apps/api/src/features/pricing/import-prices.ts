import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { type Park, ParkSettings } from '../../platform/park-settings.js';
import { type ImportRange, type ImportStep, ImportSteps } from '../inventory/inventory.api.js';
import { type Prices, ratePlanInput, type RatePlanView } from './pricing.dto.js';
import { openPlans } from './open-plans.js';
import { selectPlan } from './rate-plan-columns.js';

/** What a row of the sheet says about prices; under the names that the import gives them. */
interface SaidPrices {
  readonly monthlyFen?: number;
  readonly hourlyFen?: number;
  readonly runFen?: number;
  readonly sampleFen?: number;
  readonly depositFen?: number;
  readonly taxRateBps?: number;
  readonly minMonths?: number;
  readonly defaultMonthlyFen?: number;
}

interface PricedRow {
  readonly rowNo: number;
  readonly said: SaidPrices;
  readonly opensRental: boolean;
  readonly instrumentId: number | null;
  readonly inUseSince: string | null;
  /** What prices the instrument today: its own plan or its category's. */
  readonly base: RatePlanView | null;
}

type Changes = Record<string, [unknown, unknown]>;

const bands = ['weekday', 'evening', 'weekend', 'holiday'] as const;
const weekday = ({ hourly }: Pick<Prices, 'hourly'>): number | null =>
  (hourly.find((rate) => rate.band === 'weekday') ?? hourly[0])?.hourlyFen ?? null;

/**
 * The prices that come with a spreadsheet: what a row says, over what holds today; an instrument without any price
 * begins with one percent of its original value a month. A difference is a new plan from today on.
 */
@Injectable()
export class ImportPrices implements ImportStep, OnModuleInit {
  constructor(
    private readonly steps: ImportSteps,
    private readonly park: ParkSettings,
  ) {}

  onModuleInit(): void {
    this.steps.add(this);
  }

  /** Adds to each row which prices would change. */
  async mark(tx: Tx, range: ImportRange): Promise<void> {
    const { termTiers } = await this.park.get();
    const rows = await rowsOf(tx, range, `r.verdict IN ('new', 'changed', 'same')`);
    const changed = rows
      .map((row) => ({ rowNo: row.rowNo, changes: differences(row.base, wanted(row, termTiers)) }))
      .filter(({ changes }) => Object.keys(changes).length > 0);
    if (changed.length === 0) return;
    await tx.query(
      `UPDATE instrument_import_row r SET changes = r.changes || (e -> 'changes') FROM jsonb_array_elements($2::jsonb) e
       WHERE r.import_id = $1 AND r.row_no = (e ->> 'rowNo')::int`,
      [range.importId, JSON.stringify(changed)],
    );
  }

  /** Closes what held and opens the new plans; one that began today itself is put right in place. */
  async apply(tx: Tx, range: ImportRange): Promise<void> {
    const { termTiers } = await this.park.get();
    const rows = await rowsOf(tx, range, `r.verdict IN ('new', 'changed')`);
    const plans = rows.flatMap((row) => {
      const prices = wanted(row, termTiers);
      if (!prices || Object.keys(differences(row.base, prices)).length === 0) return [];
      // A first price holds since the instrument is in use, so that what happened before today has one too.
      const since =
        row.base === null && row.inUseSince !== null && row.inUseSince < range.today ? row.inUseSince : range.today;
      return [{ ...prices, instrumentId: row.instrumentId, categoryId: null, validFrom: since }];
    });
    await openPlans(tx, plans);
  }
}

function rowsOf(tx: Tx, range: ImportRange, verdicts: string): Promise<PricedRow[]> {
  return tx.query<PricedRow>(
    `SELECT r.row_no "rowNo", r.record said, i.id "instrumentId", i.in_use_since "inUseSince",
            coalesce((r.record ->> 'opensRental')::boolean, i.opens_rental, true) "opensRental",
            (SELECT to_jsonb(x) FROM (SELECT ${selectPlan} FROM rate_plan p WHERE p.id = rate_plan_on(i.id, $4::date)) x) base
     FROM instrument_import_row r LEFT JOIN instrument i ON i.asset_no = r.record ->> 'assetNo'
     WHERE r.import_id = $1 AND r.row_no BETWEEN $2 AND $3 AND ${verdicts} ORDER BY r.row_no`,
    [range.importId, range.fromRow, range.toRow, range.today],
  );
}

const said = ['monthlyFen', 'hourlyFen', 'runFen', 'sampleFen', 'depositFen', 'taxRateBps'] as const;

/** The prices after the import; null: there is nothing to price by. */
function wanted(row: PricedRow, termTiers: Park['termTiers']): Prices | null {
  const begin = row.base === null && row.opensRental ? row.said.defaultMonthlyFen : undefined;
  if (begin === undefined && said.every((key) => row.said[key] === undefined)) return null;
  const base = row.base ?? beginning(termTiers);
  return {
    ...base,
    ...pick(row.said, ['monthlyFen', 'runFen', 'sampleFen', 'depositFen', 'minMonths']),
    ...(row.said.monthlyFen === undefined && begin !== undefined ? { monthlyFen: begin } : {}),
    ...hours(base, row.said.hourlyFen),
    ...taxes(base, row.said.taxRateBps),
  };
}

/** What a plan begins with; the schema wants one price, so one stands in until the real ones are put over it. */
function beginning(termTiers: Park['termTiers']): Prices {
  return { ...ratePlanInput.parse({ validFrom: '2000-01-01', runFen: 0, termTiers }), runFen: null };
}

/** One price of an hour is that of all bands; where the weekday costs it already, the other bands keep their own. */
function hours(base: Prices, hourlyFen: number | undefined): Partial<Prices> {
  if (hourlyFen === undefined || weekday(base) === hourlyFen) return {};
  return { hourly: bands.map((band) => ({ band, hourlyFen })) };
}

function taxes(base: Prices, rateBps: number | undefined): Partial<Prices> {
  if (rateBps === undefined || rateBps === base.rentalTax.rateBps) return {};
  return { rentalTax: { ...base.rentalTax, rateBps }, sessionTax: { ...base.sessionTax, rateBps } };
}

/** Those of the keys that are there. */
function pick<K extends keyof SaidPrices>(from: SaidPrices, keys: readonly K[]): Partial<Record<K, number>> {
  return Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]])) as Partial<
    Record<K, number>
  >;
}

/** The prices that a preview compares, each under the name it has in the sheet. */
const compared: Readonly<Record<string, (plan: Prices) => number | null>> = {
  monthlyFen: (plan) => plan.monthlyFen,
  hourlyFen: weekday,
  runFen: (plan) => plan.runFen,
  sampleFen: (plan) => plan.sampleFen,
  depositFen: (plan) => plan.depositFen,
  taxRateBps: (plan) => plan.rentalTax.rateBps,
  planMinMonths: (plan) => plan.minMonths,
};

function differences(base: RatePlanView | null, prices: Prices | null): Changes {
  if (!prices) return {};
  const both = Object.entries(compared).map(
    ([key, of]) => [key, [base && of(base), of(prices)] as [unknown, unknown]] as const,
  );
  return Object.fromEntries(both.filter(([, [was, becomes]]) => was !== becomes));
}
