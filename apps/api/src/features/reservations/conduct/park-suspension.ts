import { resolveRules, suspendedUntil, type SuspensionRule } from '@parkbench/domain';
import type { Park } from '../../../platform/park-settings.js';

/** The park's rule about suspensions, as it is told where no instrument is meant. */
export const parkSuspension = (park: Park): SuspensionRule | null => resolveRules(park.rules).suspension;

/** Until when a person is suspended now, by the times of what counts; null when not. */
export function suspensionNow(times: readonly number[], rule: SuspensionRule | null, now: Date): string | null {
  const until = suspendedUntil(
    times.map((at) => ({ at, waived: false })),
    rule,
  );
  return until !== null && until > now.getTime() ? new Date(until).toISOString() : null;
}
