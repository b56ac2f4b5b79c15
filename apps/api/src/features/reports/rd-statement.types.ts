import type { RdCategory, RdShare, TaxpayerKind } from '@parkbench/domain';
import type { RdCharge } from './rd-statement.sql.js';

/** A line with what of it is proposed as a cost of research. */
export interface RdLine extends RdCharge {
  readonly category: RdCategory;
  readonly formLine: string;
  readonly researchFen: number;
}

export interface RdInstrument extends RdShare {
  readonly nameZh: string;
  readonly assetNo: string;
}

/** One company's use of instruments in some months, as its accountant needs it for the super-deduction. */
export interface RdStatement {
  readonly company: { readonly nameZh: string; readonly creditCode: string; readonly taxpayer: TaxpayerKind };
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly lines: readonly RdLine[];
  readonly instruments: readonly RdInstrument[];
}
