import type { TestApp } from './test-app.js';

/** A place on the waiting list and an alert of a member, by the part of the path that names them. */
export async function waitingOf(
  t: TestApp,
  { companyId, memberId, instrument }: { companyId: number; memberId: number; instrument: number },
): Promise<Record<string, number>> {
  const own = { company_id: companyId, member_id: memberId, instrument_id: instrument, created_at: '2026-03-01' };
  const entry = await t.given.insert('waiting_list_entry', {
    ...own,
    target: 'instrument',
    kind: 'rental',
    months: 1,
    first_day: '2026-06-01',
    last_day: '2026-06-30',
    wanted: '[2026-06-01,2026-08-01)',
    waits_until: '2026-07-01',
    updated_at: '2026-03-01',
  });
  const alert = await t.given.insert('freed_alert', { ...own, min_minutes: 60, within_days: 7 });
  return { 'waiting-list': entry, 'freed-alerts': alert };
}
