export type InstrumentStatus = 'in_service' | 'out_of_service' | 'retired';

export interface Category {
  readonly id: number;
  readonly parentId: number | null;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly instruments: number;
}

export interface InventoryRow {
  readonly id: number;
  readonly assetNo: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly model: string;
  readonly manufacturer: string;
  readonly categoryId: number;
  readonly categoryZh: string;
  readonly categoryEn: string;
  readonly kind: string;
  readonly location: string;
  readonly keeper: string;
  readonly originalValueFen: number;
  readonly inUseSince: string | null;
  readonly status: InstrumentStatus;
  readonly statusNote: string;
  readonly opensRental: boolean;
  readonly opensSession: boolean;
  readonly opensRun: boolean;
  readonly calibrationValidUntil: string | null;
  readonly version: number;
}

export type Weekday = '1' | '2' | '3' | '4' | '5' | '6' | '7';
export type OpeningHours = Partial<Record<Weekday, readonly { fromMinute: number; toMinute: number }[]>>;

/** An instrument as a keeper writes it. */
export interface InstrumentDraft {
  readonly assetNo: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly model: string;
  readonly manufacturer: string;
  readonly country: string;
  readonly serialNo: string;
  /** What it can stand in for; empty: by its name. */
  readonly kind: string;
  readonly categoryId: number | null;
  readonly originalValueFen: number | null;
  readonly purchasedOn: string | null;
  readonly inUseSince: string | null;
  readonly location: string;
  readonly keeper: string;
  readonly keeperPhone: string;
  readonly specifications: string;
  readonly functions: string;
  readonly sharingRules: string;
  readonly accessories: string;
  readonly customFields: Readonly<Record<string, string>>;
  readonly opensRental: boolean;
  readonly opensSession: boolean;
  readonly opensRun: boolean;
  readonly approvalRequired: boolean;
  readonly trainingRequired: boolean;
  readonly calibrationValidUntil: string | null;
  readonly beforeMinutes: number | null;
  readonly afterMinutes: number | null;
  readonly openingHours: OpeningHours | null;
  readonly roomBiosafetyLevel: number | null;
}

export interface Instrument extends InstrumentDraft {
  readonly id: number;
  readonly version: number;
  readonly status: InstrumentStatus;
  readonly statusNote: string;
  readonly category: { readonly id: number; readonly nameZh: string; readonly nameEn: string };
  readonly openingHoursEffective: OpeningHours;
  readonly kindEffective: string;
  readonly equivalents: number;
}
