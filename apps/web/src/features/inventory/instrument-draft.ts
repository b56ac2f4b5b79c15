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
  calibrationBlocks: false,
  beforeMinutes: 0,
  afterMinutes: 0,
  openingHours: null,
  minMonths: 1,
  maxMonths: 24,
  incrementMinutes: 15,
  minSessionMinutes: 30,
  maxSessionMinutes: 720,
  noticeMinutes: 0,
  advanceDays: 730,
};

export type DraftKey = keyof InstrumentDraft;
const keys = Object.keys(blankInstrument) as DraftKey[];

/** What of a record can be edited. */
export const draftOf = (instrument: Instrument): InstrumentDraft =>
  Object.fromEntries(keys.map((key) => [key, instrument[key]])) as unknown as InstrumentDraft;

/** The fields in which two differ. */
export const changedKeys = (a: InstrumentDraft, b: InstrumentDraft): DraftKey[] =>
  keys.filter((key) => JSON.stringify(a[key]) !== JSON.stringify(b[key]));

export type Fault = 'required' | 'rangeMonths' | 'rangeMinutes' | 'wrongTime';
export type Faults = Readonly<Partial<Record<DraftKey, Fault>>>;

const mustHave = [
  'assetNo',
  'nameZh',
  'categoryId',
  'minMonths',
  'maxMonths',
  'incrementMinutes',
  'minSessionMinutes',
  'maxSessionMinutes',
  'advanceDays',
] as const satisfies readonly DraftKey[];

/** What is wrong, by field. */
export function faultsOf(draft: InstrumentDraft, hoursAreWrong: boolean): Faults {
  const empty = mustHave.filter((key) => draft[key] === null || draft[key] === '');
  return {
    ...(below(draft.maxMonths, draft.minMonths) ? { maxMonths: 'rangeMonths' } : {}),
    ...(below(draft.maxSessionMinutes, draft.minSessionMinutes) ? { maxSessionMinutes: 'rangeMinutes' } : {}),
    ...(hoursAreWrong ? { openingHours: 'wrongTime' } : {}),
    ...Object.fromEntries(empty.map((key) => [key, 'required'])),
  };
}

const below = (most: number | null, least: number | null): boolean => most !== null && least !== null && most < least;

/** As the API takes it: a number left empty is none. */
export const sendable = (draft: InstrumentDraft): InstrumentDraft => ({
  ...draft,
  originalValueFen: draft.originalValueFen ?? 0,
  beforeMinutes: draft.beforeMinutes ?? 0,
  afterMinutes: draft.afterMinutes ?? 0,
  noticeMinutes: draft.noticeMinutes ?? 0,
});
