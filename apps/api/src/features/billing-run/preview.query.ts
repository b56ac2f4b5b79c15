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

type Totals = z.infer<typeof previewView>['totals'];
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
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  async month(month: string): Promise<z.infer<typeof previewView>> {
    const accrual = await this.accrualOf(month, null);
    const companies = await this.db.read('all', (tx) => previewOf(tx, accrual));
    return { month, totals: totalsOf(companies), companies };
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
      for await (const page of accrualDifferences(tx, accrual))
        lines.push(...page.filter((c) => c.postedMonth <= month).map(lineOf));
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

/** Sums by company; lines are counted and let go page by page, so that it costs the same memory for any number. */
async function previewOf(tx: Tx, accrual: Accrual): Promise<CompanyMonth[]> {
  const waiting = await tx.query<Sums>(
    `SELECT company_id "companyId", count(*)::int lines, sum(net_fen)::bigint "netFen", sum(tax_fen)::bigint "taxFen", sum(amount_fen)::bigint "grossFen"
     FROM charge WHERE invoice_id IS NULL AND posted_month <= $1 GROUP BY company_id`,
    [firstDay(accrual.month)],
  );
  const sums = new Map<number, Sums>(waiting.map((row) => [row.companyId, row]));
  const failures = new Map<number, string>();
  const onFailure = (companyId: number, error: Error): void => void failures.set(companyId, error.message);
  for await (const page of accrualDifferences(tx, { ...accrual, onFailure })) {
    for (const charge of page.filter((c) => c.postedMonth <= accrual.month))
      sums.set(charge.source.companyId, plus(sums.get(charge.source.companyId), charge));
  }
  const names = await tx.query<{ companyId: number; nameZh: string; nameEn: string }>(
    'SELECT id "companyId", name_zh "nameZh", name_en "nameEn" FROM company WHERE id = ANY($1) ORDER BY name_zh',
    [[...sums.keys(), ...failures.keys()]],
  );
  return names.map((name) => {
    const reason = failures.get(name.companyId) ?? null;
    const status = reason === null ? ('preview' as const) : ('failed' as const);
    return {
      lines: 0,
      netFen: 0,
      taxFen: 0,
      grossFen: 0,
      ...sums.get(name.companyId),
      ...name,
      status,
      reason,
      invoiceId: null,
      invoiceNo: null,
    };
  });
}

function plus(sums: Sums | undefined, { source, difference }: NewCharge): Sums {
  return {
    companyId: source.companyId,
    lines: (sums?.lines ?? 0) + 1,
    netFen: (sums?.netFen ?? 0) + difference.netFen,
    taxFen: (sums?.taxFen ?? 0) + difference.taxFen,
    grossFen: (sums?.grossFen ?? 0) + difference.amountFen,
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
    `SELECT source_kind "sourceKind", source_id "sourceId", coalesce(subject->>'nameZh', '') "instrumentZh", coalesce(subject->>'nameEn', '') "instrumentEn",
       coalesce(subject->>'assetNo', '') "assetNo", item_name "itemName", component, to_char(month, 'YYYY-MM') AS month, amount_fen "amountFen",
       net_fen "netFen", tax_fen "taxFen", tax_rate_bps "taxRateBps", true recorded,
       jsonb_build_object('zh', explanation->'text'->'zh', 'en', explanation->'text'->'en', 'data', explanation->'formula') explanation
     FROM charge WHERE company_id = $1 AND invoice_id IS NULL AND posted_month <= $2`,
    [companyId, firstDay(month)],
  );
}
