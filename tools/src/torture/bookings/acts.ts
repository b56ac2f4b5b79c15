import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../start/repository.js';
import type { Lots } from '../lots.js';
import type { Act } from './act.js';
import { actsOfCounting } from './acts-of-counting.js';
import { actsOfGroups } from './acts-of-groups.js';
import { actsOfStaff } from './acts-of-staff.js';
import { actsOfTenants } from './acts-of-tenants.js';
import { actsOfWaiting } from './acts-of-waiting.js';

/** Every act there is; a new path is a line in one of these tables. */
const table: readonly Act[] = [...actsOfTenants, ...actsOfCounting, ...actsOfGroups, ...actsOfWaiting, ...actsOfStaff];

/** What can be done to an API as it is. */
export interface Acts {
  readonly acts: readonly Act[];
  /** Acts whose route the API does not have. */
  readonly leftOut: readonly string[];
  /** Commands on bookings that no act calls. */
  readonly untried: readonly string[];
}

const ofBookings = /^(POST|PUT) \/(reservations|outages|waiting-list|co-rents)\b/;
/** They change nothing of a booking. */
const readsOnly = /preview|settings|photos/;

export function actsOf(api: { readonly paths: Record<string, Record<string, unknown>> } = description()): Acts {
  const routes = new Set(
    Object.entries(api.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
    ),
  );
  const acts = table.filter((act) => routes.has(act.route));
  const tried = new Set(acts.flatMap((act) => [act.route, ...(act.also ?? [])]));
  return {
    acts,
    leftOut: table.filter((act) => !routes.has(act.route)).map((act) => act.name),
    untried: [...routes].filter((route) => ofBookings.test(route) && !readsOnly.test(route) && !tried.has(route)),
  };
}

function description(): { paths: Record<string, Record<string, unknown>> } {
  return JSON.parse(readFileSync(join(repositoryRoot, 'apps/api/openapi.json'), 'utf8')) as {
    paths: Record<string, Record<string, unknown>>;
  };
}

/** Draws an act by the weights. */
export function draw(acts: readonly Act[], lots: Lots): Act {
  const sum = acts.reduce((total, act) => total + act.weight, 0);
  let lot = lots.below(sum);
  for (const act of acts) {
    lot -= act.weight;
    if (lot < 0) return act;
  }
  throw new Error('no act to draw');
}
