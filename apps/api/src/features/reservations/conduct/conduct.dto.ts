import { z } from 'zod';
import { field, pageQuery } from '../../../platform/http/validation.js';

const violationKind = z.enum(['no_show', 'late_return', 'late_cancel']);

export const violationsQuery = z.object({
  ...pageQuery,
  memberId: field.id.optional(),
  companyId: field.id.optional(),
  state: z.enum(['counted', 'waived']).optional(),
});
const violationRow = z
  .object({
    id: z.int(),
    kind: violationKind,
    at: z.string(),
    reservationId: z.int(),
    instrumentZh: z.string(),
    instrumentEn: z.string(),
    assetNo: z.string(),
    memberId: z.int(),
    memberName: z.string(),
    companyId: z.int(),
    companyZh: z.string(),
    companyEn: z.string(),
    waivedAt: z.string().nullable(),
    waivedByName: z.string().nullable(),
    waiveReason: z.string().nullable(),
    suspendedUntil: z.string().nullable().describe('of the person, by the park’s rule; null when not suspended now'),
  })
  .meta({ id: 'ConductViolation' });
export const violationsPage = z
  .object({ items: z.array(violationRow), nextCursor: z.string().nullable() })
  .meta({ id: 'ConductViolations' });

export const waiving = z.object({ reason: field.text(500).min(2) }).meta({ id: 'ConductWaiver' });

export const standingView = z
  .object({
    suspendedUntil: z.string().nullable().describe('null: may reserve'),
    rule: z
      .object({ count: z.int(), withinDays: z.int(), forDays: z.int() })
      .nullable()
      .describe('after so many within so many days one may not reserve for so many; null: the park suspends nobody'),
    counted: z.int().describe('those that count now'),
    violations: z.array(
      violationRow.pick({
        id: true,
        kind: true,
        at: true,
        reservationId: true,
        instrumentZh: true,
        instrumentEn: true,
        waivedAt: true,
        waiveReason: true,
      }),
    ),
  })
  .meta({ id: 'OwnConduct' });
