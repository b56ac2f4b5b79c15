import type { Formula } from '@parkbench/domain';

/** A line of an invoice, or one that a run would bill. */
export interface ChargeLine {
  readonly sourceKind: string;
  readonly sourceId: number;
  readonly instrumentZh: string;
  readonly instrumentEn: string;
  readonly assetNo: string;
  readonly itemName: string;
  readonly component: string;
  readonly month: string;
  readonly amountFen: number;
  readonly netFen: number;
  readonly taxFen: number;
  readonly taxRateBps: number;
  readonly explanation: { readonly zh: string; readonly en: string; readonly data?: Formula | null };
}
