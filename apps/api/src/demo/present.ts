import { addDays, addMonths, firstDay, instantAt, mondayOf, monthOf } from '@parkbench/domain';
import { type Client, Refused } from './client.js';
import { park } from './people.js';

interface Lab {
  readonly manager: Client;
  readonly tenants: readonly Client[];
  readonly today: string;
}
interface Card {
  readonly id: number;
  readonly freeInWindow: boolean | null;
}
interface Row {
  readonly id: number;
  readonly instrumentId: number;
  readonly startsOn: string | null;
}

const at = (day: string, hour: number): string => new Date(instantAt(day, hour * 60, park.timeZone)).toISOString();

/**
 * What the demo stands in the middle of: a series, released hours, a co-rent, a wait, an outage that somebody must
 * answer, a closure of the park.
 */
export async function standInThePresent(lab: Lab): Promise<void> {
  for (const scene of [aSeries, releasedHours, aCoRent, aWait, anOutageToAnswer, aClosure]) {
    try {
      await scene(lab);
    } catch (error) {
      if (!(error instanceof Refused) || error.status >= 500) throw error;
    }
  }
}

const free = async (who: Client, search: string): Promise<number[]> => {
  const { items } = await who.get<{ items: Card[] }>(`/instruments?limit=50&${search}`);
  return items.filter((card) => card.freeInWindow).map((card) => card.id);
};
const rentalsOf = async (who: Client, status: string): Promise<Row[]> =>
  (await who.get<{ items: Row[] }>(`/reservations?kind=rental&status=${status}&limit=50`)).items;

/** Two hours every Wednesday; what is taken is skipped. */
async function aSeries({ tenants, today }: Lab): Promise<void> {
  const tenant = tenants[1]!;
  const first = addDays(mondayOf(today), 9);
  const [instrumentId] = await free(tenant, `mode=session&from=${first}&to=${addDays(first, 1)}`);
  const asked = {
    instrumentId,
    startsLocal: `${first}T14:00`,
    lengthMinutes: 120,
    rrule: 'FREQ=WEEKLY;COUNT=6',
    purpose: '每周细胞活率检测',
  };
  const { occurrences } = await tenant.post<{ occurrences: { date: string; verdict: string }[] }>(
    '/reservations/series/preview',
    asked,
  );
  const choices = occurrences.filter(({ verdict }) => verdict !== 'free').map(({ date }) => ({ date, action: 'skip' }));
  await tenant.post('/reservations/series', { ...asked, choices });
}

/** The evenings of next week, on the first rental whose instrument is also let by the hour. */
async function releasedHours({ tenants, today }: Lab): Promise<void> {
  const monday = addDays(mondayOf(today), 7);
  const windows = [0, 1, 2, 3, 4].map((day) => ({
    startsAt: at(addDays(monday, day), 18),
    endsAt: at(addDays(monday, day), 22),
  }));
  for (const tenant of tenants) {
    for (const { id } of await rentalsOf(tenant, 'active')) {
      const done = await tenant.post(`/reservations/${id}/releases`, { windows }).then(
        () => true,
        () => false,
      );
      if (done) return;
    }
  }
}

/** Two companies share an instrument for three months, from the first of the month after next. */
async function aCoRent({ manager, today }: Lab): Promise<void> {
  const startsOn = addMonths(firstDay(monthOf(today)), 2);
  const window = `mode=rental&from=${startsOn}&to=${addMonths(startsOn, 3)}`;
  const instrumentId = (await free(manager, window)).at(-1);
  const { items } = await manager.get<{ items: { id: number }[] }>('/companies');
  const [one, two] = items;
  await manager.post('/co-rents', {
    instrumentId,
    startsOn,
    months: 3,
    purpose: '共用',
    shares: [
      { companyId: one?.id, shareBps: 6000, pattern: { 1: 'day', 2: 'day', 3: 'day' } },
      { companyId: two?.id, shareBps: 4000, pattern: { 4: 'day', 5: 'day' } },
    ],
  });
}

/** Somebody waits for an instrument that another company has. */
async function aWait({ manager, tenants, today }: Lab): Promise<void> {
  const [theirs] = await rentalsOf(tenants[2]!, 'active');
  const [rented] = theirs ? [theirs] : await rentalsOf(manager, 'active');
  if (!rented) return;
  await tenants[0]!.post('/waiting-list', {
    kind: 'rental',
    target: 'equivalent',
    instrumentId: rented.instrumentId,
    months: 1,
    firstDay: addDays(today, 5),
    lastDay: addDays(today, 12),
    purpose: '方法转移验证',
  });
}

/** Maintenance over a rental that has not begun; its owner has a week to say what becomes of it. */
async function anOutageToAnswer({ manager, tenants, today }: Lab): Promise<void> {
  const agreed = (await Promise.all(tenants.map((tenant) => rentalsOf(tenant, 'confirmed')))).flat();
  const ahead = agreed.find(({ startsOn }) => startsOn !== null && startsOn > addDays(today, 2));
  if (!ahead?.startsOn) return;
  await manager.post('/outages', {
    instrumentId: ahead.instrumentId,
    kind: 'maintenance',
    startsAt: at(addDays(ahead.startsOn, 3), 8),
    endsAt: at(addDays(ahead.startsOn, 6), 18),
    reason: '更换光源并做性能确认',
    ask: { answerBy: at(addDays(today, 7), 18) },
  });
}

/** The power is looked after on the Sunday of next week: whatever sessions stand then are for the lab to move. */
async function aClosure({ manager, today }: Lab): Promise<void> {
  const sunday = addDays(mondayOf(today), 13);
  const when = { startsAt: at(sunday, 8), endsAt: at(sunday, 20) };
  const { affected } = await manager.post<{ affected: number }>('/settings/closures/affected', when);
  await manager.post('/settings/closures', {
    ...when,
    reasonZh: '配电检修',
    reasonEn: 'Work on the power supply',
    affected,
  });
}
