import type { ChargeComponent, ChargeTarget } from '@parkbench/domain';

/** What a line is for, as it is printed: frozen when the charge is recorded, so that a renaming changes no invoice. */
export interface ChargeSubject {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly assetNo: string;
}

/** Whatever owes money. Invoicing knows it as kind and id only. */
export interface SourceRef {
  readonly sourceKind: 'reservation';
  readonly sourceId: number;
}

/** A source with what it owes by the rules. */
export interface OwingSource extends SourceRef {
  readonly companyId: number;
  readonly subject: ChargeSubject;
  readonly targets: readonly ChargeTarget[];
}

/** A difference that is still to be recorded. */
export interface NewCharge extends SourceRef, Omit<ChargeTarget, 'component'> {
  readonly companyId: number;
  readonly component: ChargeComponent;
  readonly subject: ChargeSubject;
  readonly revision: number;
  /** The first open month of the company from the charge's own on: where it is invoiced. */
  readonly postedMonth: string;
}
