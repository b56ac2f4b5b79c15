import { EVENT_KINDS } from '@parkbench/domain';
import { z } from 'zod';
import { field, pageQuery } from '../../platform/http/validation.js';
import { faultKinds } from './find-faults.js';

const eventFilter = {
  from: field.date.optional(),
  to: field.date.optional().describe('the first day not asked for'),
  by: z.enum(['staff', 'company', 'system']).optional().describe('who did it'),
  kind: z.enum(EVENT_KINDS).optional(),
  entity: z.string().max(40).optional(),
  id: field.id.optional().describe('of the entity'),
  q: field.text(100).optional().describe('in names, reasons and what was changed; or the number of the thing'),
};
export const filterQuery = z.object({ ...eventFilter, lang: z.enum(['zh', 'en']).default('zh') });
export const eventsQuery = z.object({ ...eventFilter, ...pageQuery });
export type EventFilter = Omit<z.infer<typeof eventsQuery>, 'limit' | 'cursor'>;

const auditEvent = z
  .object({
    id: z.int(),
    at: z.iso.datetime(),
    action: z.string(),
    actionZh: z.string(),
    actionEn: z.string(),
    entity: z.string(),
    entityId: z.int(),
    entityZh: z.string(),
    entityEn: z.string(),
    subjectZh: z.string().nullable().describe('what the thing is called, where it has a name or number of its own'),
    subjectEn: z.string().nullable(),
    actorId: z.int().nullable(),
    actorName: z.string().nullable().describe('null: the system'),
    actorRole: z.string().nullable(),
    companyId: z.int().nullable(),
    companyZh: z.string().nullable(),
    companyEn: z.string().nullable(),
    reason: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
    seq: z.int().nullable().describe('its place in the chain; null: not sealed yet'),
  })
  .meta({ id: 'AuditEvent' });
export type AuditEvent = z.infer<typeof auditEvent>;
export const auditPage = z
  .object({ items: z.array(auditEvent), nextCursor: z.string().nullable() })
  .meta({ id: 'AuditPage' });

const check = z.object({
  day: z.iso.date(),
  endedAt: z.iso.datetime(),
  seq: z.int(),
  faults: z.int(),
  fault: z.enum(faultKinds).nullable(),
  faultSeq: z.int().nullable(),
  eventId: z.int().nullable(),
});
export const chainView = z
  .object({
    seq: z.int().nullable().describe('null: the head is gone'),
    hash: z.string().nullable(),
    check: check.nullable().describe('the last; null: none yet'),
  })
  .meta({ id: 'AuditChain' });
export type ChainView = z.infer<typeof chainView>;

export const notedHead = z.object({ seq: field.id, hash: z.string().regex(/^[0-9a-fA-F]{64}$/) });
export const comparison = z.object({ matches: z.boolean() }).meta({ id: 'AuditComparison' });
