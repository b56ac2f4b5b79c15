import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Bookings, openBookingDesk, session } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import { CountingDesk, four } from '../../../test/support/counted.js';
import type { TestApp } from '../../../test/support/test-app.js';
import { WaitingListDesk } from '../../../test/support/waiting-list-desk.js';

const before = '2026-03-10T04:00:00Z';
const at = (time: string): string => new Date(`2026-03-12T${time}:00+08:00`).toISOString();

let t: TestApp;
let b: Bookings;
let w: WaitingListDesk;
let desk: CountingDesk;
let member: Person;
let other: Person;
let category: string;
let instrument: number;

beforeAll(async () => {
  ({ t, b, member, other } = await openBookingDesk(before));
  w = new WaitingListDesk(t);
  desk = new CountingDesk(t, b, member);
});
afterAll(() => t.close());
beforeEach(async () => {
  category = `按次${Math.random()}`;
  instrument = await desk.priced({ instrument: { opens_session: false, category } });
});

const wish = (given: object = {}): object => ({
  kind: 'session',
  target: 'instrument',
  instrumentId: instrument,
  lengthMinutes: 120,
  from: at('09:00'),
  until: at('12:00'),
  ...given,
});

describe('waiting for what is paid by the run', () => {
  it('keeps what is wanted, is offered the time at its price, and books it with that', async () => {
    const taken = await b.have(other, {
      ...session(instrument, at('09:00'), at('12:00')),
      counts: { runs: 1 },
    });
    const id = await w.joined(member, wish({ counts: four }));
    expect(await w.entryOf(member, id)).toMatchObject({ status: 'waiting', counts: { samples: 0, ...four } });
    await b.act(other, taken.id, 'cancel');
    await t.work();
    const offer = await w.offerOf(member, id);
    expect(offer.quote?.totalFen).toBe(155_000);
    const { status, body } = await w.act<{ reservationId: number }>(member, id, 'accept', {
      offerId: offer.id,
      quoteId: offer.quote?.quoteId,
    });
    expect(status).toBe(200);
    expect((await desk.shown(body.reservationId)).lines.map((line) => [line.component, line.amountFen])).toEqual([
      ['run', 80_000],
      ['assistance', 45_000],
      ['consumable', 30_000],
    ]);
  });

  it('is refused at once where no time would help: nothing is counted, or something has no price', async () => {
    const none = await w.join(member, wish());
    expect([none.status, none.body.code]).toEqual([422, 'counts_required']);
    const odd = await w.join(member, wish({ counts: { runs: 1, extras: [{ code: 'NO', quantity: 1 }] } }));
    expect([odd.status, odd.body.code]).toEqual([422, 'count_not_priced']);
    const rental = await w.join(member, {
      kind: 'rental',
      target: 'instrument',
      instrumentId: instrument,
      months: 1,
      firstDay: '2026-04-01',
      lastDay: '2026-04-02',
      counts: four,
    });
    expect(rental.status).toBe(201);
    expect((await w.entryOf(member, rental.body.id))?.counts).toBeNull();
  });

  it('is offered of a category only what prices it', async () => {
    const byHour = await t.given.anInstrument({ category });
    const [{ categoryId }] = (
      await t.database.owner.query<{ categoryId: number }>(
        'SELECT category_id::int "categoryId" FROM instrument WHERE id = $1',
        [instrument],
      )
    ).rows as [{ categoryId: number }];
    const any = { target: 'category', instrumentId: undefined, categoryId };
    const counted = await w.joined(member, wish({ ...any, counts: { samples: 3 } }));
    const hourly = await w.joined(other, wish(any));
    await t.work();
    expect(await w.offerOf(member, counted)).toMatchObject({ instrumentId: instrument, quote: { totalFen: 15_000 } });
    expect(await w.offerOf(other, hourly)).toMatchObject({ instrumentId: byHour, quote: { totalFen: 36_000 } });
  });
});
