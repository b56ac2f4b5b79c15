import type { Instrument, InstrumentDraft } from './inventory.types';

/** What a new instrument begins with. */
export const blankInstrument: InstrumentDraft = {
  assetNo: '',
  nameZh: '',
  nameEn: '',
  model: '',
  manufacturer: '',
  country: '',
  serialNo: '',
  kind: '',
  categoryId: null,
  originalValueFen: null,
  purchasedOn: null,
  inUseSince: null,
  location: '',
  keeper: '',
  keeperPhone: '',
  specifications: '',
  functions: '',
  sharingRules: '',
  accessories: '',
  customFields: {},
  opensRental: true,
  opensSession: false,
  opensRun: false,
  approvalRequired: true,
  trainingRequired: false,
  calibrationValidUntil: null,
  beforeMinutes: 0,
  afterMinutes: 0,
  openingHours: null,
  roomBiosafetyLevel: null,
};

export type DraftKey = keyof InstrumentDraft;
const keys = Object.keys(blankInstrument) as DraftKey[];

/** What of a record can be edited. */
export const draftOf = (instrument: Instrument): InstrumentDraft =>
  Object.fromEntries(keys.map((key) => [key, instrument[key]])) as unknown as InstrumentDraft;

/** The fields in which two differ. */
export const changedKeys = (a: InstrumentDraft, b: InstrumentDraft): DraftKey[] =>
  keys.filter((key) => JSON.stringify(a[key]) !== JSON.stringify(b[key]));

export type Fault = 'required' | 'wrongTime';
export type Faults = Readonly<Partial<Record<DraftKey, Fault>>>;

const mustHave = ['assetNo', 'nameZh', 'categoryId'] as const satisfies readonly DraftKey[];

/** What is wrong, by field. */
export function faultsOf(draft: InstrumentDraft, hoursAreWrong: boolean): Faults {
  const empty = mustHave.filter((key) => draft[key] === null || draft[key] === '');
  return {
    ...(hoursAreWrong ? { openingHours: 'wrongTime' } : {}),
    ...Object.fromEntries(empty.map((key) => [key, 'required'])),
  };
}

/** As the API takes it: a number left empty is none. */
export const sendable = (draft: InstrumentDraft): InstrumentDraft => ({
  ...draft,
  originalValueFen: draft.originalValueFen ?? 0,
  beforeMinutes: draft.beforeMinutes ?? 0,
  afterMinutes: draft.afterMinutes ?? 0,
});
