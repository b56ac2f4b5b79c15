import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Bookings, openBookingDesk, rental } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import type { TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let b: Bookings;
let member: Person;
let other: Person;
let instrument: number;

beforeAll(async () => {
  ({ t, b, member, other } = await openBookingDesk('2026-03-01T02:00:00Z'));
  instrument = await t.given.anInstrument({ name_zh: '离心机', category: '离心', asset_no: 'C-1' });
  await t.given.anInstrument({ name_zh: '另一离心机', category: '离心', asset_no: 'C-2' });
});
afterAll(() => t.close());

interface Told {
  readonly kind: string;
  readonly bodyZh: string;
  readonly bodyEn: string;
  readonly link: string;
}
async function toldOn(instant: string): Promise<Told[]> {
  t.setClock(instant);
  await t.work();
  const { body } = await t.call<{ items: Told[] }>(member, 'GET', '/notifications?unread=1');
  await t.call(member, 'POST', '/notifications/read-all');
  return body.items.filter((one) => one.kind === 'reservation.ends_soon');
}

describe('the reminder that a rental ends', () => {
  it('names the price of one month more while it is free, and what there is instead when it is not', async () => {
    const { id } = await b.have(member, rental(instrument, '2026-03-02', 1));
    const [fortnight] = await toldOn('2026-03-19T02:00:00Z');
    expect(fortnight).toMatchObject({
      link: `/reservations/${id}?extend=1`,
      bodyZh:
        '离心机（C-1），2026-03-02 至 2026-04-01（含首尾）。再租一个月（至 2026-05-01）仍空闲，¥4,500.00，点开链接一键续租。',
    });
    expect(fortnight?.bodyEn).toMatch(/One more month, to 2026-05-01, is free: ¥4,500\.00\. Open the link/);

    await b.have(other, rental(instrument, '2026-04-10', 1));
    const [week] = await toldOn('2026-03-26T02:00:00Z');
    expect(week?.bodyZh).toContain(
      '下一个月已被占用，不能续租。可选：本仪器最早 2026-05-10 起可再租一个月 ¥4,500.00；同类 另一离心机（C-2）同期空闲 ¥4,500.00。',
    );
    expect(week?.bodyEn).toContain('(C-2) is free then ¥4,500.00');
    expect(JSON.stringify(week)).not.toMatch(/测试企业|Test Company/);

    const preview = { returnedOn: '2026-03-31' };
    const { body } = await b.act<{ quoteId: string }>(member, id, 'return-preview', preview);
    expect((await b.act(member, id, 'shorten', { ...preview, quoteId: body.quoteId })).status).toBe(200);
    const [last] = await toldOn('2026-03-30T02:00:00Z');
    expect(last).toMatchObject({ link: `/reservations/${id}` });
  });
});
