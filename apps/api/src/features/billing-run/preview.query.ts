import { Injectable } from '@nestjs/common';
import { firstDay, localDate, sumFen } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { notFound } from '../../platform/http/problem.js';
import { ParkSettings } from '../../platform/park-settings.js';
import type { NewCharge } from '../invoicing/invoicing.api.js';
import { type Accrual, accrualDifferences } from './accrual-differences.js';
import type { CompanyMonth, PreviewLine, previewLines, previewView } from './billing-run.dto.js';
import { failureOf, worded } from './failure.js';
import { waitsWithDispute } from './held-places.js';

type Totals = z.infer<typeof previewView>['totals'];
/** Lines and their sum by component. */
export type Kinds = ReadonlyMap<string, { readonly lines: number; readonly grossFen: number }>;
interface Preview {
  readonly companies: CompanyMonth[];
  readonly kinds: Kinds;
}
interface Sums {
  readonly companyId: number;
  readonly lines: number;
  readonly netFen: number;
  readonly taxFen: number;
  readonly grossFen: number;
}

/** What a run of the month would bill, by the run's own computation; nothing is saved. */
@Injectable()
export class PreviewQuery {
  private readonly asked = new Map<string, Promise<Preview>>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  async month(month: string): Promise<z.infer<typeof previewView>> {
    const { companies } = await this.whole(month);
    return { month, totals: totalsOf(companies), companies };
  }

  /** The month with its kinds; whoever asks while it is being reckoned gets the same answer: the page asks twice at once. */
  whole(month: string): Promise<Preview> {
    const running = this.asked.get(month);
    if (running) return running;
    const answer = this.accrualOf(month, null)
      .then((accrual) => this.db.read('all', (tx) => previewOf(tx, accrual)))
      .finally(() => this.asked.delete(month));
    this.asked.set(month, answer);
    return answer;
  }

  /** `onFailure` is told of what cannot be reckoned, and the rest is shown; left out: that is a fault. */
  async company(
    month: string,
    companyId: number,
    onFailure?: Accrual['onFailure'],
  ): Promise<z.infer<typeof previewLines>> {
    const accrual = { ...(await this.accrualOf(month, [companyId])), onFailure };
    return this.db.read('all', async (tx) => {
      const [company] = await tx.query<{ nameZh: string; nameEn: string }>(
        'SELECT name_zh "nameZh", name_en "nameEn" FROM company WHERE id = $1',
        [companyId],
      );
      if (!company) throw notFound();
      const lines = await waitingLines(tx, companyId, month);
      const waits = await waitsWithDispute(tx, [companyId]);
      for await (const page of accrualDifferences(tx, accrual))
        lines.push(...page.filter((c) => c.postedMonth <= month && !waits(c)).map(lineOf));
      lines.sort(inOrder);
      const sum = (of: 'netFen' | 'taxFen' | 'amountFen'): number => sumFen(lines.map((line) => line[of]));
      return {
        month,
        companyId,
        ...company,
        lines,
        totals: { netFen: sum('netFen'), taxFen: sum('taxFen'), grossFen: sum('amountFen'), paidFen: 0 },
      };
    });
  }

  private async accrualOf(month: string, companyIds: readonly number[] | null): Promise<Accrual> {
    const park = await this.settings.get();
    return { companyIds, month, park, today: localDate(this.clock.now().getTime(), park.timeZone) };
  }
}

/** As they will stand on the invoice: reservations, what was stated besides, what is saved. */
const kinds = ['reservation', 'item', 'best_of'];

function inOrder(a: PreviewLine, b: PreviewLine): number {
  return (
    kinds.indexOf(a.sourceKind) - kinds.indexOf(b.sourceKind) ||
    a.sourceId - b.sourceId ||
    a.month.localeCompare(b.month) ||
    a.component.localeCompare(b.component)
  );
}

export function totalsOf(companies: readonly CompanyMonth[]): Totals {
  const sum = (of: 'netFen' | 'taxFen' | 'grossFen'): number => sumFen(companies.map((company) => company[of]));
  return { netFen: sum('netFen'), taxFen: sum('taxFen'), grossFen: sum('grossFen'), paidFen: 0 };
}

/** What waits for an invoice up to a month ($1) and is not disputed, for a query over `charge ch`. */
const waiting = 'ch.invoice_id IS NULL AND ch.posted_month <= $1 AND NOT is_disputed(ch)';

/** Sums by company; lines are counted and let go page by page, so that it costs the same memory for any number. */
async function previewOf(tx: Tx, accrual: Accrual): Promise<Preview> {
  const recorded = await tx.query<Sums & { component: string }>(
    `SELECT ch.company_id "companyId", ch.component, count(*)::int lines, sum(ch.net_fen)::bigint "netFen", sum(ch.tax_fen)::bigint "taxFen",
       sum(ch.amount_fen)::bigint "grossFen"
     FROM charge ch WHERE ${waiting} GROUP BY ch.company_id, ch.component`,
    [firstDay(accrual.month)],
  );
  const sums = new Map<number, Sums>();
  const kinds = new Map<string, { lines: number; grossFen: number }>();
  const count = ({ component, ...row }: Sums & { component: string }): void => {
    sums.set(row.companyId, plus(sums.get(row.companyId), row));
    const kind = kinds.get(component) ?? { lines: 0, grossFen: 0 };
    kinds.set(component, { lines: kind.lines + row.lines, grossFen: kind.grossFen + row.grossFen });
  };
  for (const row of recorded) count(row);
  const failures = new Map<number, Error>();
  const onFailure = (companyId: number, error: Error): void => void failures.set(companyId, error);
  const waits = await waitsWithDispute(tx, null);
  for await (const page of accrualDifferences(tx, { ...accrual, onFailure })) {
    for (const { source, difference } of page.filter((c) => c.postedMonth <= accrual.month && !waits(c)))
      count({ ...difference, companyId: source.companyId, lines: 1, grossFen: difference.amountFen });
  }
  return { companies: await named(tx, accrual.month, { sums, failures }), kinds };
}

async function named(
  tx: Tx,
  month: string,
  { sums, failures }: { sums: ReadonlyMap<number, Sums>; failures: ReadonlyMap<number, Error> },
): Promise<CompanyMonth[]> {
  const names = await tx.query<
    Pick<CompanyMonth, 'companyId' | 'nameZh' | 'nameEn' | 'openDisputes' | 'disputedFen' | 'lastGrossFen'>
  >(
    `SELECT c.id "companyId", c.name_zh "nameZh", c.name_en "nameEn", l.gross "lastGrossFen", coalesce(d.n, 0)::int "openDisputes", coalesce(d.fen, 0)::bigint "disputedFen"
     FROM company c
     LEFT JOIN (SELECT company_id, sum(gross_fen)::bigint gross FROM invoice WHERE month = $2::date - interval '1 month' AND number IS NOT NULL GROUP BY 1) l ON l.company_id = c.id
     LEFT JOIN (SELECT o.company_id, count(*) n, sum(ch.amount_fen) fen FROM charge_dispute o JOIN charge ch ON ch.id = o.charge_id WHERE o.status = 'open' GROUP BY 1) d ON d.company_id = c.id
     WHERE c.id = ANY($1) ORDER BY c.name_zh`,
    [[...sums.keys(), ...failures.keys()], firstDay(month)],
  );
  return names.map((name) => {
    const error = failures.get(name.companyId);
    return {
      lines: 0,
      netFen: 0,
      taxFen: 0,
      grossFen: 0,
      ...sums.get(name.companyId),
      ...name,
      status: error ? 'failed' : 'preview',
      reason: error?.message ?? null,
      failure: error ? worded(failureOf(error)) : null,
      delivery: null,
      invoiceId: null,
      invoiceNo: null,
    };
  });
}

function plus(sums: Sums | undefined, row: Sums): Sums {
  return {
    companyId: row.companyId,
    lines: (sums?.lines ?? 0) + row.lines,
    netFen: (sums?.netFen ?? 0) + row.netFen,
    taxFen: (sums?.taxFen ?? 0) + row.taxFen,
    grossFen: (sums?.grossFen ?? 0) + row.grossFen,
  };
}

function lineOf({ source, difference }: NewCharge): PreviewLine {
  const { component, month, amountFen, netFen, taxFen, taxRateBps, itemName, explanation } = difference;
  return {
    sourceKind: source.sourceKind,
    sourceId: source.sourceId,
    instrumentZh: source.subject.nameZh,
    instrumentEn: source.subject.nameEn,
    assetNo: source.subject.assetNo,
    itemName,
    component,
    month,
    amountFen,
    netFen,
    taxFen,
    taxRateBps,
    explanation: { ...explanation.text, data: explanation.formula },
    recorded: false,
  };
}

function waitingLines(tx: Tx, companyId: number, month: string): Promise<PreviewLine[]> {
  return tx.query<PreviewLine>(
    `SELECT ch.source_kind "sourceKind", ch.source_id "sourceId", coalesce(ch.subject->>'nameZh', '') "instrumentZh", coalesce(ch.subject->>'nameEn', '') "instrumentEn",
       coalesce(ch.subject->>'assetNo', '') "assetNo", ch.item_name "itemName", ch.component, to_char(ch.month, 'YYYY-MM') AS month, ch.amount_fen "amountFen",
       ch.net_fen "netFen", ch.tax_fen "taxFen", ch.tax_rate_bps "taxRateBps", true recorded,
       jsonb_build_object('zh', ch.explanation->'text'->'zh', 'en', ch.explanation->'text'->'en', 'data', ch.explanation->'formula') explanation
     FROM charge ch WHERE ${waiting} AND ch.company_id = $2`,
    [firstDay(month), companyId],
  );
}
