import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { targetCharges } from './accrual.js';
import { aSession, at, period } from '../test/builders.js';
import { feeAfterRebooking, rebookedTime } from '../pricing/rebooked-fee.js';

const freed = period('2026-03-17T14:00', '2026-03-17T18:00');
const limit = { upToMonth: '2026-12', today: '2026-12-31' };

describe('time booked again', () => {
  it('counts once what bookings share, and nothing outside', () => {
    const bookings = [
      period('2026-03-17T14:30', '2026-03-17T16:00'),
      period('2026-03-17T13:00', '2026-03-17T15:00'),
      period('2026-03-17T18:00', '2026-03-17T20:00'),
    ];
    expect(rebookedTime(freed, bookings)).toEqual({ freedMinutes: 240, rebookedMinutes: 120 });
    expect(rebookedTime(freed, [])).toEqual({ freedMinutes: 240, rebookedMinutes: 0 });
  });
});

describe('the fee of time booked again', () => {
  it.each([
    [7200, 120, 30, 5400],
    [7200, 120, 120, 0],
    [7200, 120, 0, 7200],
    [7200, 0, 0, 7200],
    [1, 2, 1, 1],
  ])('%i for %i minutes, %i of them booked again: %i', (feeFen, freedMinutes, rebookedMinutes, owed) => {
    expect(feeAfterRebooking(feeFen, { freedMinutes, rebookedMinutes })).toBe(owed);
  });

  it('never rises as more is booked again, and ends at nothing', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.integer({ min: 1, max: 50_000 }), fc.nat(50_000), (fee, minutes, some) => {
        const rebookedMinutes = some % minutes;
        const now = feeAfterRebooking(fee, { freedMinutes: minutes, rebookedMinutes });
        const more = feeAfterRebooking(fee, { freedMinutes: minutes, rebookedMinutes: rebookedMinutes + 1 });
        expect(more).toBeLessThanOrEqual(now);
        expect(now).toBeLessThanOrEqual(fee);
        expect(feeAfterRebooking(fee, { freedMinutes: minutes, rebookedMinutes: minutes })).toBe(0);
      }),
    );
  });

  it('is charged so, and says why without saying by whom', () => {
    const fee = { feeFen: 7200, on: '2026-03-16', baseFen: 24000, bps: 3000 };
    const rebooked = { freedMinutes: 240, rebookedMinutes: 90 };
    const [line] = targetCharges(aSession({ status: 'cancelled', fee: { ...fee, rebooked } }), limit);
    expect(line).toMatchObject({ component: 'cancellation', amountFen: 4500, month: '2026-03' });
    expect(line?.explanation.text).toEqual({
      zh: '取消费 30% × ¥240.00 = ¥72.00；释放的 4 小时中有 1 小时 30 分钟已被重新预约，按比例减免 = ¥45.00',
      en: 'cancellation 30% × ¥240.00 = ¥72.00; 1 h 30 min of the 4 h set free were booked again, so that part is dropped = ¥45.00',
    });
    const all = { freedMinutes: 240, rebookedMinutes: 240 };
    expect(targetCharges(aSession({ status: 'no_show', fee: { ...fee, rebooked: all } }), limit)).toEqual([]);
    const none = targetCharges(
      aSession({ status: 'no_show', fee: { ...fee, rebooked: { freedMinutes: 240, rebookedMinutes: 0 } } }),
      limit,
    );
    expect(none[0]?.explanation.text.zh).toBe('爽约费 30% × ¥240.00 = ¥72.00');
  });

  it('freed and booked again are whole minutes', () => {
    const odd = { start: at('2026-03-17T14:00') + 30_000, end: freed.end };
    expect(rebookedTime(odd, [odd])).toEqual({ freedMinutes: 239, rebookedMinutes: 239 });
  });
});
