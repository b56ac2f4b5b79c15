import type { Act } from './act.js';
import { keepMade } from './acts-of-tenants.js';
import type { Desk, Known } from './desk.js';

const extras = (desk: Desk): Record<string, unknown>[] => [
  { code: 'TECH', quantity: 30 * desk.lots.below(4) },
  { code: 'COL', quantity: desk.lots.below(3) },
];

/** A session with runs and extras, paid beside its hours. */
async function createCounted(desk: Desk): Promise<boolean> {
  const [tenant, slot] = [desk.someTenant(), desk.slot()];
  if (slot.kind !== 'session') return false;
  const body = { purpose: '按次', ...slot, counts: { runs: desk.lots.below(6), extras: extras(desk) } };
  keepMade(desk, tenant, slot, await desk.asTenant('create with counts', tenant, '/reservations', body));
  return true;
}

const isOut = ({ status }: Known): boolean => status === 'active' || status === 'overdue';

/** What was used is counted when it comes back; of a rental in the month of the return. */
async function takeBackCounted(desk: Desk): Promise<boolean> {
  const known = desk.some(isOut);
  if (!known) return false;
  const runs = known.kind === 'session' ? { runs: desk.lots.below(6) } : {};
  const body = { counts: { ...runs, extras: extras(desk) }, note: '归还时登记' };
  desk.learn(known, await desk.asManager('take back with counts', `/reservations/${known.id}/take-back`, body));
  return true;
}

/** Of a rental that is out a technician's time is noted, and put right by whoever comes next. */
async function count(desk: Desk): Promise<boolean> {
  const known = desk.some((one) => one.kind === 'rental' && isOut(one));
  if (!known) return false;
  const body = { counts: { extras: extras(desk) }, reason: '更正' };
  desk.learn(known, await desk.asManager('count', `/reservations/${known.id}/counts`, body));
  return true;
}

/** What is booked and used by the count. */
export const actsOfCounting: readonly Act[] = [
  { name: 'create with counts', route: 'POST /reservations', weight: 40, play: createCounted },
  { name: 'take back with counts', route: 'POST /reservations/{id}/take-back', weight: 20, play: takeBackCounted },
  { name: 'count', route: 'POST /reservations/{id}/counts', weight: 30, play: count },
];
