import { z } from 'zod';

/** What needs a decision of the lab: see `ListConflicts`. */
export const conflictKinds = ['case', 'overdue', 'out_of_service', 'calibration', 'closure', 'wanted_twice'] as const;

const conflict = z.object({
  reservationId: z.int().describe('whose owner it concerns'),
  reservationKind: z.enum(['rental', 'session']),
  status: z.string(),
  companyZh: z.string(),
  companyEn: z.string(),
  memberName: z.string(),
  instrument: z.object({ id: z.int(), nameZh: z.string(), nameEn: z.string(), assetNo: z.string() }),
  startsAt: z.string(),
  endsAt: z.string(),
  outageId: z.int().nullable(),
  dueAt: z.string().nullable().describe('until when the owner may answer, or the request is held'),
  lateId: z.int().nullable().describe('the reservation that is not back'),
  lateCompanyZh: z.string().nullable(),
  lateCompanyEn: z.string().nullable(),
  validUntil: z.string().nullable().describe('last day of the calibration'),
  count: z.int().nullable().describe('how many wait for the same time'),
  reasonZh: z.string().nullable(),
  reasonEn: z.string().nullable(),
});

export const conflictsView = z
  .object({
    until: z.string(),
    requests: z.int().describe('all requests that wait for a decision'),
    kinds: z.array(
      z.object({
        kind: z.enum(conflictKinds),
        total: z.int(),
        items: z.array(conflict).describe('the first fifty'),
      }),
    ),
  })
  .meta({ id: 'Conflicts' });
