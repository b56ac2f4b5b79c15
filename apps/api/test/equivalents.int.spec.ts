import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Bookings, openBookingDesk, rental, session } from './support/bookings.js';
import type { Person } from './support/builders.js';
import { Outages } from './support/outages.js';
import type { TestApp } from './support/test-app.js';
import { Database } from '../src/platform/database/database.js';
import { ParkSettings } from '../src/platform/park-settings.js';
import { waitingFor } from '../src/features/waiting-list/entries.js';

let t: TestApp;
let b: Bookings;
let member: Person;
let other: Person;
let manager: Person;
let microscope: number;
let secondMicroscope: number;
let cytometer: number;
const now = '2026-03-01T02:00:00Z';
const inTheMorning = (id: number): object => session(id, '2026-03-10T02:00:00Z', '2026-03-10T04:00:00Z');

interface Offered {
  readonly alternatives: { readonly equivalents: readonly { instrumentId: number; likeness: string }[] };
}
const offered = (body: Offered): [number, string][] =>
  body.alternatives.equivalents.map(({ instrumentId, likeness }) => [instrumentId, likeness]);

beforeAll(async () => {
  ({ t, b, member, other, manager } = await openBookingDesk(now));
  const cells = await t.given.aCategory('细胞分析');
  const given = { category_id: cells, own_kind: '' };
  microscope = await t.given.anInstrument({ ...given, name_zh: '倒置荧光显微镜' });
  cytometer = await t.given.anInstrument({ ...given, name_zh: '流式细胞仪', hourly_fen: 100 });
  const imaging = await t.given.aCategory('成像');
  secondMicroscope = await t.given.anInstrument({
    name_zh: '全自动倒置荧光显微镜系统',
    category_id: imaging,
    own_kind: '',
  });
});
afterAll(() => t.close());

describe('the kind of an instrument', () => {
  it.each([
    ['全自动毛细管电泳系统', '毛细管电泳'],
    ['毛细管电泳仪', '毛细管电泳'],
    ['实时荧光定量PCR仪', '实时荧光定量PCR'],
    ['离心机 5810R', '离心机'],
    ['离心机（2号）', '离心机'],
    ['离心机#3', '离心机'],
    ['倒置荧光显微镜', '倒置荧光显微镜'],
    ['自动化工作站', '自动化工作站'],
    ['仪器', '仪器'],
    ['HPLC', 'HPLC'],
    ['7900', '7900'],
  ])('of %s is by its name %s', async (name, kind) => {
    expect(await b.row('SELECT name_stem($1) kind', [name])).toEqual({ kind });
  });

  it('is what managers say of several at once, and by name again when they take it back', async () => {
    const kindOf = async (id: number): Promise<object> =>
      (await t.call<object>(manager, 'GET', `/instruments/${id}`)).body;
    const set = (ids: number[], kind: string) =>
      t.call<{ changed: number }>(manager, 'PUT', '/instruments/kind', { body: { ids, kind } });
    expect(await kindOf(cytometer)).toMatchObject({ kind: '', kindEffective: '流式细胞', equivalents: 0 });
    expect((await set([microscope, cytometer], '成像')).body).toEqual({ changed: 2 });
    expect((await set([microscope, cytometer], '成像')).body).toEqual({ changed: 0 });
    expect(await kindOf(cytometer)).toMatchObject({ kind: '成像', kindEffective: '成像', equivalents: 1 });
    const { n } = await b.row(
      `SELECT count(*)::int n FROM audit_event WHERE action = 'instrument.changed' AND data #>> '{changes,kind,1}' = '成像'`,
    );
    expect(n).toBe(2);
    const listed = await t.call<{ items: { id: number }[]; total: number }>(
      manager,
      'GET',
      `/inventory?kind=${encodeURIComponent('成像')}`,
    );
    expect([listed.body.total, listed.body.items.map(({ id }) => id)]).toEqual([2, [microscope, cytometer]]);
    expect((await set([microscope, cytometer], '')).body).toEqual({ changed: 2 });
    expect((await set([microscope, 999_999], 'x')).status).toBe(404);
    expect((await t.call(member, 'PUT', '/instruments/kind', { body: { ids: [microscope], kind: '' } })).status).toBe(
      403,
    );
  });
});

describe('what is offered instead', () => {
  it('is of the same kind first, in whatever category, and of the same category only as similar', async () => {
    await b.have(member, inTheMorning(microscope));
    const refused = await b.reserve<Offered & { code: string }>(other, inTheMorning(microscope));
    expect(refused.body.code).toBe('slot_taken');
    expect(offered(refused.body)).toEqual([
      [secondMicroscope, 'same_kind'],
      [cytometer, 'similar'],
    ]);
  });

  it('is not what takes other lengths by the rules of its own category', async () => {
    await t.database.owner.query(`UPDATE category SET rules = '{"maxSessionMinutes": 60}' WHERE name_zh = '成像'`);
    t.app.get(ParkSettings).forget();
    const refused = await b.reserve<Offered>(other, inTheMorning(microscope));
    expect(offered(refused.body)).toEqual([[cytometer, 'similar']]);
    await t.database.owner.query(`UPDATE category SET rules = '{}' WHERE name_zh = '成像'`);
    t.app.get(ParkSettings).forget();
  });

  it('is held for the owner of an outage only when it is of the same kind', async () => {
    const preview = async (id: number) =>
      (
        await t.call<{ affected: { held: { instrumentId: number } | null; suggestions: Offered['alternatives'] }[] }>(
          manager,
          'POST',
          '/outages/preview',
          { body: { instrumentId: id, startsAt: '2026-04-01T00:00:00+08:00', endsAt: '2026-04-10T00:00:00+08:00' } },
        )
      ).body.affected[0];
    await b.have(member, rental(cytometer, '2026-04-01', 1));
    const ofCytometer = await preview(cytometer);
    expect(ofCytometer?.held).toBeNull();
    expect(ofCytometer && offered({ alternatives: ofCytometer.suggestions })).toEqual([[microscope, 'similar']]);
    await b.have(member, rental(microscope, '2026-04-01', 1));
    expect((await preview(microscope))?.held?.instrumentId).toBe(secondMicroscope);
    const outages = new Outages(t, manager, '2026-03-10T02:00:00.000Z');
    expect((await outages.announce(cytometer)).body.status).toBe('announced');
    expect(await b.row('SELECT held_instrument_id held, default_action FROM outage_case')).toEqual({
      held: null,
      default_action: 'move',
    });
  });

  it('is waited for by its kind', async () => {
    const wish = {
      kind: 'session',
      target: 'equivalent',
      instrumentId: microscope,
      lengthMinutes: 120,
      from: '2026-03-10T02:00:00Z',
      until: '2026-03-10T04:00:00Z',
      purpose: '',
      project: '',
      rdUse: false,
    };
    const joined = await t.call<{ id: number }>(other, 'POST', '/waiting-list', {
      body: wish,
      key: 'waits-for-its-kind',
    });
    expect(joined.status).toBe(201);
    const waits = (id: number) =>
      t.app.get(Database).read('all', async (tx) => (await waitingFor(tx, id, new Date(now))).map((one) => one.id));
    expect(await waits(secondMicroscope)).toEqual([joined.body.id]);
    expect(await waits(cytometer)).toEqual([]);
  });
});
