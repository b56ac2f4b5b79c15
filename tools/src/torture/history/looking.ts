import type { Act } from '../bookings/act.js';
import { actsOf } from '../bookings/acts.js';
import type { Desk } from '../bookings/desk.js';

/** As far as the calendar goes. */
const horizonDays = 780;
const window = (desk: Desk): string => `from=${desk.day(-1)}&to=${desk.day(horizonDays)}`;
const boardWindow = (desk: Desk): string => `from=${desk.day(-1)}&to=${desk.day(380)}`;

/** What people look at while others change it. */
const looking: readonly Act[] = [
  {
    name: 'calendar',
    route: 'GET /instruments/{id}/calendar',
    weight: 260,
    play: async (desk) => {
      const { park } = desk.shared;
      await desk.look(
        'calendar',
        park.manager.token,
        `/instruments/${desk.lots.of(park.instruments)}/calendar?${window(desk)}`,
      );
      return true;
    },
  },
  {
    name: 'board',
    route: 'GET /board',
    weight: 90,
    play: async (desk) => {
      await desk.look('board', desk.shared.park.manager.token, `/board?${boardWindow(desk)}&limit=300`);
      return true;
    },
  },
  {
    name: 'show',
    route: 'GET /reservations/{id}',
    weight: 120,
    play: async (desk) => {
      const known = desk.some(() => true);
      if (known) await desk.look('show', desk.tenantToken(known.tenant), `/reservations/${known.id}`);
      return known !== undefined;
    },
  },
];

/** Asked twice at once under one key, two operations would be one; and no worker is there for what time brings. */
const leftOut = new Set(['create twice', 'an hour passes']);

/** What clients do in a history: they look, and they do what they do elsewhere. */
export const actsOfHistory = (): readonly Act[] => [
  ...looking,
  ...actsOf().acts.filter((act) => !leftOut.has(act.name)),
];
