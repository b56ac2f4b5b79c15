import { normalizeWidth } from '@parkbench/domain';
import { z } from 'zod';
import { field, pageQuery } from '../../platform/http/validation.js';
import { openingHours } from './rules.dto.js';

/** Typed text in its common form: full-width letters and digits are the same as half-width ones, so both are found. */
const name = (max: number): z.ZodString => field.text(max).overwrite(normalizeWidth);
const day = field.date.nullable().default(null);
const minutes = (max: number) => z.number().int().min(0).max(max);

const instrumentStatus = z.enum(['in_service', 'out_of_service', 'retired']);
const fields = z.object({
  assetNo: name(60).min(1, '请填写资产编号 / required'),
  nameZh: name(200).min(1, '请填写仪器名称 / required'),
  nameEn: name(200).default(''),
  model: name(200).default(''),
  manufacturer: name(200).default(''),
  country: name(60).default(''),
  serialNo: name(100).default(''),
  kind: name(60).default('').describe('same kind: can stand in for each other; empty: by the stem of the Chinese name'),
  categoryId: field.id,
  originalValueFen: field.fen.default(0),
  purchasedOn: day,
  inUseSince: day,
  location: name(200).default(''),
  keeper: name(60).default(''),
  keeperPhone: name(60).default(''),
  specifications: field.text(2000).default(''),
  functions: field.text(2000).default(''),
  sharingRules: field.text(2000).default(''),
  accessories: field.text(2000).default(''),
  customFields: z.record(z.string().min(1).max(60), z.string().max(500)).default({}),
  opensRental: z.boolean().default(true),
  opensSession: z.boolean().default(false),
  opensRun: z.boolean().default(false),
  approvalRequired: z.boolean().default(true),
  trainingRequired: z.boolean().default(false),
  calibrationValidUntil: day,
  beforeMinutes: minutes(1440).default(0),
  afterMinutes: minutes(1440).default(0),
  openingHours: openingHours.nullable().default(null),
  roomBiosafetyLevel: z.int().min(1).max(4).nullable().default(null),
});

/** An instrument as a keeper writes it. */
export const instrumentInput = fields;
export type InstrumentInput = z.infer<typeof instrumentInput>;

export const changeStatus = z.object({ status: instrumentStatus, statusNote: field.text(500).default('') });

/** The figures of the rules that hold for an instrument, as a calendar needs them: where a rule is off, the widest bound. */
export const figures = z.object({
  minMonths: z.int(),
  maxMonths: z.int(),
  incrementMinutes: z.int(),
  minSessionMinutes: z.int(),
  maxSessionMinutes: z.int(),
  noticeMinutes: z.int(),
  advanceDays: z.int(),
});

/** What is kept of an instrument, without what it costs today. */
export const instrumentRecord = fields.extend({
  id: z.int(),
  status: instrumentStatus,
  statusNote: z.string(),
  version: z.int(),
  category: z.object({ id: z.int(), nameZh: z.string(), nameEn: z.string() }),
  kindEffective: z.string(),
  equivalents: z.int().describe('others of its kind that are in service'),
  openingHoursEffective: openingHours,
  ...figures.shape,
});
export const versionView = z.object({ id: z.int(), version: z.int() }).meta({ id: 'Version' });

export const kindChange = z
  .object({
    ids: z.array(field.id).min(1).max(200),
    kind: name(60).describe('empty: each by its name again'),
  })
  .meta({ id: 'KindChange' });
export const kindChanged = z.object({ changed: z.int() }).meta({ id: 'KindChanged' });

export const listInstruments = z.object({
  q: z.string().trim().max(100).optional(),
  kind: z.string().trim().max(200).optional(),
  categoryId: field.id.optional(),
  status: instrumentStatus.optional(),
  ...pageQuery,
});
export const inventoryRow = z
  .object({
    id: z.int(),
    assetNo: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    model: z.string(),
    manufacturer: z.string(),
    categoryId: z.int(),
    categoryZh: z.string(),
    categoryEn: z.string(),
    kind: z.string().describe('what it can stand in for, said or by its name'),
    location: z.string(),
    keeper: z.string(),
    originalValueFen: z.int(),
    inUseSince: z.string().nullable(),
    status: instrumentStatus,
    statusNote: z.string(),
    opensRental: z.boolean(),
    opensSession: z.boolean(),
    opensRun: z.boolean(),
    calibrationValidUntil: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'InventoryRow' });
export const inventoryPage = z.object({
  items: z.array(inventoryRow),
  nextCursor: z.string().nullable(),
  total: z.int(),
});

export const categoryInput = z.object({
  parentId: field.id.nullable().default(null),
  nameZh: name(60).min(1),
  nameEn: name(60).default(''),
});
export const categoryView = z
  .object({
    id: z.int(),
    parentId: z.int().nullable(),
    nameZh: z.string(),
    nameEn: z.string(),
    instruments: z.int(),
  })
  .meta({ id: 'Category' });
