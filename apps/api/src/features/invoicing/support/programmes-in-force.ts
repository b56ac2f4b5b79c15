import type { SubsidyFacts, SupportScope } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import { carriedCredits } from './carried-credits.js';

/** A programme with what it may still pay in all. */
export interface Programme {
  readonly id: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly classCodes: readonly string[];
  readonly companyIds: readonly number[];
  readonly shareBps: number;
  readonly companyMonthFen: number | null;
  readonly companyYearFen: number | null;
  readonly budgetFen: number | null;
  readonly usedFen: number;
  readonly firstMonth: string;
  readonly lastMonth: string | null;
  readonly scope: SupportScope;
}

/** Programmes that pay for some of the months, by id. With `lock` nobody else pays from them until the transaction ends. */
export function programmesFor(
  tx: Tx,
  months: readonly string[],
  how: { readonly lock: boolean },
): Promise<Programme[]> {
  return tx.query<Programme>(
    `SELECT p.id, p.name_zh "nameZh", p.name_en "nameEn", p.class_codes "classCodes", to_jsonb(p.company_ids) "companyIds", p.share_bps "shareBps",
       p.company_month_fen "companyMonthFen", p.company_year_fen "companyYearFen", p.budget_fen "budgetFen", p.used_fen "usedFen",
       to_char(p.first_month, 'YYYY-MM') "firstMonth", to_char(p.last_month, 'YYYY-MM') "lastMonth", p.scope
     FROM subsidy_programme p
     WHERE EXISTS (SELECT FROM unnest($1::date[]) m WHERE m >= p.first_month AND (p.last_month IS NULL OR m <= p.last_month))
     ORDER BY p.id ${how.lock ? 'FOR UPDATE OF p' : ''}`,
    [months.map((month) => `${month}-01`)],
  );
}

/** What was granted before, by programme and company. */
export class Granted {
  private readonly byMonth = new Map<string, number>();
  private readonly inAll = new Map<number, number>();

  private constructor(
    private readonly classes: ReadonlyMap<string, string>,
    private readonly carried: Map<string, number>,
  ) {}

  /** Sums of the years of the months, and the class that each company had on each month's first day. */
  static async read(tx: Tx, companyIds: readonly number[], months: readonly string[]): Promise<Granted> {
    const days = months.map((month) => `${month}-01`);
    const classes = await tx.query<{ companyId: number; month: string; code: string }>(
      `SELECT c.company_id "companyId", to_char(m.day, 'YYYY-MM') AS month, c.class_code code
       FROM unnest($2::date[]) m (day) JOIN company_class_period c ON c.company_id = ANY($1) AND m.day <@ daterange(c.valid_from, c.valid_until)`,
      [companyIds, days],
    );
    const granted = new Granted(
      new Map(classes.map((row) => [`${row.companyId}:${row.month}`, row.code])),
      await carriedCredits(tx, companyIds),
    );
    const sums = await tx.query<{ programmeId: number; companyId: number; month: string; amountFen: number }>(
      `SELECT g.programme_id "programmeId", g.company_id "companyId", to_char(g.month, 'YYYY-MM') AS month,
         sum(g.amount_fen - coalesce(p.returned_fen, 0))::bigint "amountFen"
       FROM subsidy_grant g LEFT JOIN payment p ON p.id = g.payment_id WHERE g.company_id = ANY($1) AND extract(year FROM g.month)
         IN (SELECT extract(year FROM m) FROM unnest($2::date[]) m)
       GROUP BY 1, 2, 3`,
      [companyIds, days],
    );
    for (const { programmeId, companyId, month, amountFen } of sums)
      granted.byMonth.set(`${programmeId}:${companyId}:${month}`, amountFen);
    return granted;
  }

  /** Whether a programme is for a company in a month: all, or its class on the month's first day, or named itself. */
  isFor(programme: Programme, companyId: number, month: string): boolean {
    if (month < programme.firstMonth || (programme.lastMonth !== null && month > programme.lastMonth)) return false;
    if (programme.classCodes.length === 0 && programme.companyIds.length === 0) return true;
    const code = this.classes.get(`${companyId}:${month}`);
    return programme.companyIds.includes(companyId) || (code !== undefined && programme.classCodes.includes(code));
  }

  /** What its limits leave for a company and month. */
  left(programme: Programme, companyId: number, month: string): SubsidyFacts {
    const inMonth = this.byMonth.get(`${programme.id}:${companyId}:${month}`) ?? 0;
    const start = `${programme.id}:${companyId}:${month.slice(0, 4)}`;
    const inYear = [...this.byMonth].filter(([key]) => key.startsWith(start)).reduce((sum, [, fen]) => sum + fen, 0);
    const { companyMonthFen, companyYearFen, budgetFen, usedFen, shareBps } = programme;
    const used = usedFen + (this.inAll.get(programme.id) ?? 0);
    return {
      shareBps,
      monthLeftFen: companyMonthFen === null ? null : companyMonthFen - inMonth,
      yearLeftFen: companyYearFen === null ? null : companyYearFen - inYear,
      budgetLeftFen: budgetFen === null ? null : budgetFen - used,
    };
  }

  carriedFen(programme: Programme, companyId: number): number {
    return this.carried.get(`${programme.id}:${companyId}`) ?? 0;
  }

  /** Counts what is granted now, so that what comes after it sees it. */
  add(
    programme: Programme,
    to: { companyId: number; month: string },
    grant: { amountFen: number; carriedFen: number },
  ): void {
    const key = `${programme.id}:${to.companyId}:${to.month}`;
    this.byMonth.set(key, (this.byMonth.get(key) ?? 0) + grant.amountFen);
    this.carried.set(`${programme.id}:${to.companyId}`, grant.carriedFen);
    this.inAll.set(programme.id, (this.inAll.get(programme.id) ?? 0) + grant.amountFen);
  }
}
