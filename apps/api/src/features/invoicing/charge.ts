import type { ChargeTarget } from '@parkbench/domain';

/** What a line is for, as it is printed: frozen when the charge is recorded, so that a renaming changes no invoice. */
export interface ChargeSubject {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly assetNo: string;
}

/** What can owe money: a reservation, a stated item, or (best_of) a company's hours on an instrument, whose id it then is. */
export type SourceKind = 'reservation' | 'item' | 'best_of';

/** Whatever owes money. Invoicing knows it as kind and id only. */
export interface SourceRef {
  readonly sourceKind: SourceKind;
  readonly sourceId: number;
}

/** A source with what it owes by the rules. */
export interface OwingSource extends SourceRef {
  readonly companyId: number;
  readonly subject: ChargeSubject;
  /** Reckoned when asked for: the lines of thousands of sources are never in memory together. */
  targets(): readonly ChargeTarget[];
}

/** A difference that is still to be recorded for a source. */
export interface NewCharge {
  readonly source: OwingSource;
  readonly difference: ChargeTarget;
  readonly revision: number;
  /** The first open month of the company from the charge's own on: where it is invoiced. */
  readonly postedMonth: string;
}
