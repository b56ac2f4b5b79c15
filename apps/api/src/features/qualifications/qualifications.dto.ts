import { z } from 'zod';
import { field, pageQuery } from '../../platform/http/validation.js';

const target = {
  instrumentId: z.int().positive().optional(),
  categoryId: z.int().positive().optional(),
};
const oneTarget = { message: 'one of instrumentId and categoryId', path: ['instrumentId'] };

export const grant = z
  .object({
    memberIds: z.array(z.int().positive()).min(1).max(200).describe('to each of these people'),
    ...target,
    validFrom: field.date.optional().describe('today when left out'),
    validUntil: field.date.nullable().describe('its last day; null: for good'),
    note: field.text(500).default(''),
  })
  .refine((g) => (g.instrumentId === undefined) !== (g.categoryId === undefined), oneTarget)
  .refine((g) => g.validUntil === null || g.validFrom === undefined || g.validUntil >= g.validFrom, {
    message: 'validUntil must not lie before validFrom',
    path: ['validUntil'],
  })
  .meta({ id: 'QualificationGrant' });
export const granted = z
  .object({
    granted: z.int().describe('new ones'),
    renewed: z.int().describe('had it already: the term is now this one'),
  })
  .meta({ id: 'QualificationsGranted' });

export const prolonging = z
  .object({ validUntil: field.date.nullable(), version: z.int() })
  .meta({ id: 'QualificationTerm' });
export const revoking = z
  .object({ reason: field.text(500).min(2), version: z.int() })
  .meta({ id: 'QualificationRevocation' });

export const state = z.enum(['upcoming', 'valid', 'expiring', 'expired']);
export const peopleQuery = z.object({
  ...pageQuery,
  q: field.text(100).optional().describe('part of a name, company, instrument or category'),
  companyId: field.id.optional(),
  instrumentId: field.id.optional().describe('only people who have it for this instrument, or its category'),
  state: state.optional().describe('only people who have one that stands so'),
});

const qualificationView = z
  .object({
    id: z.int(),
    instrumentId: z.int().nullable(),
    categoryId: z.int().nullable(),
    nameZh: z.string().describe('of the instrument or category'),
    nameEn: z.string(),
    assetNo: z.string().nullable(),
    validFrom: z.string(),
    validUntil: z.string().nullable().describe('the last day as it was set'),
    end: z.string().nullable().describe('the last day as it stands, non-use counted'),
    lastUsedOn: z.string().nullable(),
    state,
    note: z.string(),
    grantedByName: z.string(),
    version: z.int(),
  })
  .meta({ id: 'Qualification' });
const personView = z
  .object({
    memberId: z.int(),
    name: z.string(),
    companyId: z.int(),
    companyZh: z.string(),
    companyEn: z.string(),
    qualifications: z.array(qualificationView),
  })
  .meta({ id: 'QualifiedPerson' });
export const peoplePage = z
  .object({
    items: z.array(personView),
    nextCursor: z.string().nullable(),
    kept: z.boolean().describe('the park keeps qualifications; otherwise reservations only warn'),
    idleDays: z.int().nullable().describe('one that is not used for so long runs out'),
  })
  .meta({ id: 'QualifiedPeople' });
