import { type CalendarDate, type QualificationFacts, qualificationEnd } from '@parkbench/domain';
import type { Park } from '../../platform/park-settings.js';

/** A qualification as the query below reads it. */
export interface QualificationRow {
  readonly instrumentId: string | null;
  readonly categoryId: string | null;
  readonly validFrom: CalendarDate;
  readonly validUntil: CalendarDate | null;
  readonly lastUsedOn: CalendarDate | null;
}

/** The day on which the person last used what a qualification `q` is for; null: never. */
export const lastUsedOn = `
  (SELECT (max(coalesce(u.returned_at, u.ends_at)) AT TIME ZONE (SELECT time_zone FROM park))::date
   FROM reservation u JOIN instrument ui ON ui.id = u.instrument_id
   WHERE u.member_id = q.member_id AND u.handed_over_at IS NOT NULL
     AND (u.instrument_id = q.instrument_id OR ui.category_id IN (
       WITH RECURSIVE below(id) AS (
         SELECT q.category_id UNION SELECT c.id FROM category c JOIN below b ON c.parent_id = b.id)
       SELECT id FROM below WHERE id IS NOT NULL)))`;

/**
 * SQL: what the person in parameter `member` was trained for that covers instrument `i`, as JSON; null when it asks for
 * no training. Training for a category covers what stands in it and below it, and is told as of the instrument's own.
 */
export const qualificationsJson = (member: number): string => `
  CASE WHEN i.training_required THEN (
    SELECT jsonb_agg(jsonb_build_object('instrumentId', q.instrument_id::text,
      'categoryId', CASE WHEN q.category_id IS NOT NULL THEN i.category_id::text END,
      'validFrom', q.valid_from, 'validUntil', q.valid_until,
      'lastUsedOn', CASE WHEN (SELECT qualification_idle_days FROM park) IS NOT NULL THEN ${lastUsedOn} END))
    FROM qualification q WHERE q.member_id = $${member} AND q.revoked_at IS NULL AND (q.instrument_id = i.id OR q.category_id IN (
      WITH RECURSIVE above(id) AS (
        SELECT i.category_id UNION SELECT c.parent_id FROM category c JOIN above a ON c.id = a.id WHERE c.parent_id IS NOT NULL)
      SELECT id FROM above))) END`;

/** The rows as the rules see them; null where the park keeps none, or nobody in particular is meant. */
export function qualificationFacts(
  rows: readonly QualificationRow[] | null,
  park: Park,
  memberId: number | null | undefined,
): readonly QualificationFacts[] | null {
  if (!park.keepsQualifications || !memberId) return null;
  return (rows ?? []).map((row) => ({ ...row, validUntil: qualificationEnd(row, park.qualificationIdleDays) }));
}
