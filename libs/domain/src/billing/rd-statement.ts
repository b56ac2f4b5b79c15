import { scaleFen, sumFen } from '../money/fen.js';

/** 费用类别 of the statement of R&D costs; what is no cost of research is 不归集. */
export type RdCategory = '租赁费' | '检验费' | '委托研发' | '材料' | '不归集';

/** 建议归集行次 of form A107012; the company's accountant decides. */
const FORM_LINE: Readonly<Record<RdCategory, string>> = {
  租赁费: 'A107012 第15行',
  检验费: 'A107012 第13行',
  委托研发: 'A107012 委托研发（按80%）',
  材料: 'A107012 第8行',
  不归集: '',
};

/** Fees for time that was not used and damages are no cost of research. */
const NO_RESEARCH: ReadonlySet<string> = new Set(['cancellation', 'no_show', 'damage', 'forfeit']);

/** The category of a charge and the form's line, from what was sold: by its tax code, consumables by their kind. */
export function rdCategoryOf(charge: { readonly component: string; readonly taxCode: string }): {
  readonly category: RdCategory;
  readonly formLine: string;
} {
  const of = (category: RdCategory) => ({ category, formLine: FORM_LINE[category] });
  if (NO_RESEARCH.has(charge.component)) return of('不归集');
  if (charge.component === 'consumable') return of('材料');
  if (charge.taxCode.startsWith('3040101')) return of('委托研发');
  if (/^30401(02|05)|^304060/.test(charge.taxCode)) return of('检验费');
  return charge.taxCode.startsWith('30405020299') ? of('不归集') : of('租赁费');
}

/** A project as tenants write it: "RD-2026-01 新药中试" has the number RD-2026-01; without digits there is a name only. */
export function rdProjectOf(text: string): { readonly code: string; readonly name: string } {
  const match = /^([A-Za-z0-9][A-Za-z0-9._/-]*\d[A-Za-z0-9._/-]*)(?:[\s:：，,、]+(.*))?$/u.exec(text.trim());
  return match ? { code: match[1] ?? '', name: match[2]?.trim() ?? '' } : { code: '', name: text.trim() };
}

/** Time with an instrument in a period, in minutes: rented, or booked by the hour. */
export interface RdUse {
  readonly instrumentId: number;
  readonly kind: 'rental' | 'session';
  readonly minutes: number;
  readonly research: boolean;
}

/** Research time over all time of a company with one instrument, one way of using it. */
export interface RdShare {
  readonly instrumentId: number;
  readonly kind: RdUse['kind'];
  readonly minutes: number;
  readonly researchMinutes: number;
}

/** 研发机时占比: by instrument and by rental or session, research minutes of all minutes (公告2015年第97号, 实际工时占比). */
export function rdShares(uses: readonly RdUse[]): RdShare[] {
  const shares = new Map<string, RdShare>();
  for (const { instrumentId, kind, minutes, research } of uses) {
    const key = `${instrumentId}|${kind}`;
    const before = shares.get(key) ?? { instrumentId, kind, minutes: 0, researchMinutes: 0 };
    const researchMinutes = before.researchMinutes + (research ? minutes : 0);
    shares.set(key, { ...before, minutes: before.minutes + minutes, researchMinutes });
  }
  return [...shares.values()];
}

/** A company that deducts input tax counts its costs net; a small-scale taxpayer counts them gross. */
export type TaxpayerKind = 'general' | 'small';

/**
 * What of a charge may be counted as research: net for a general taxpayer, gross for a small-scale one; a rental's by the
 * share of research time, halves up, anything else whole or not at all. 4,000.00 net at 30 of 40 hours is 3,000.00.
 */
export function rdAmountFen(charge: {
  readonly amountFen: number;
  readonly netFen: number;
  readonly taxpayer: TaxpayerKind;
  readonly category: RdCategory;
  readonly research: boolean;
  /** The rental's share; null for what is not a rental. */
  readonly share: Pick<RdShare, 'minutes' | 'researchMinutes'> | null;
}): number {
  if (charge.category === '不归集') return 0;
  const basis = charge.taxpayer === 'general' ? charge.netFen : charge.amountFen;
  if (charge.share === null || charge.share.minutes === 0) return charge.research ? basis : 0;
  return scaleFen(basis, charge.share.researchMinutes, charge.share.minutes);
}

/** Rows grouped by project in the order in which projects first appear, each group with its sums. */
export function rdSubtotals<R extends RdSums & { readonly project: string }>(
  rows: readonly R[],
): (RdSums & { readonly project: string; readonly rows: readonly R[] })[] {
  const projects = [...new Set(rows.map((row) => row.project))];
  return projects.map((project) => {
    const own = rows.filter((row) => row.project === project);
    const sum = (of: (row: R) => number): number => sumFen(own.map(of));
    return {
      project,
      rows: own,
      amountFen: sum((row) => row.amountFen),
      netFen: sum((row) => row.netFen),
      taxFen: sum((row) => row.taxFen),
      researchFen: sum((row) => row.researchFen),
    };
  });
}

/** Gross, net, tax and what of it is research, in fen. */
export interface RdSums {
  readonly amountFen: number;
  readonly netFen: number;
  readonly taxFen: number;
  readonly researchFen: number;
}
