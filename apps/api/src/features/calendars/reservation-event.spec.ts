import { describe, expect, it } from '@jest/globals';
import { provideEnv } from '../../platform/config/env.js';
import { type ReservationFacts, reservationEvent } from './reservation-event.js';

const rental: ReservationFacts = {
  id: 7,
  kind: 'rental',
  status: 'active',
  version: 3,
  startsAt: new Date('2026-03-14T16:00:00Z'),
  endsAt: new Date('2026-05-14T16:00:00Z'),
  startsOn: '2026-03-15',
  returnedOn: null,
  createdAt: new Date('2026-03-01T02:00:00Z'),
  updatedAt: new Date('2026-03-02T02:00:00Z'),
  purpose: '',
  pattern: null,
  instrumentZh: '离心机',
  instrumentEn: '',
  assetNo: 'C-1',
  location: '',
  memberName: '李娜',
  companyZh: '诺核生物',
  companyEn: 'Nuohe',
  calendarId: 'p',
};
provideEnv({ DATABASE_URL: 'postgres://nowhere/', PUBLIC_URL: 'https://park.example' });
const shown = (given: Partial<ReservationFacts>, language: 'zh' | 'en' = 'zh') =>
  reservationEvent({ ...rental, ...given }, language, 'Asia/Shanghai', 'plain');

describe('a reservation in a calendar', () => {
  it('ends on the day of an early return, never before it began', () => {
    expect(shown({}).when).toEqual({ from: '2026-03-15', to: '2026-05-15' });
    expect(shown({ returnedOn: '2026-04-01' }).when).toEqual({ from: '2026-03-15', to: '2026-04-01' });
    expect(shown({ returnedOn: '2026-03-15' }).when).toEqual({ from: '2026-03-15', to: '2026-03-16' });
  });

  it('says of a co-rent which half days are one’s own', () => {
    const pattern = { 1: 'am', 3: 'day', 5: 'pm' } as const;
    expect(shown({ pattern }).description).toContain('合租时段：周一上午、周三全天、周五下午');
    expect(shown({ pattern }, 'en').description).toContain('Shared, yours on: Mon morning, Wed, Fri afternoon');
    expect(shown({}).description).not.toContain('合租');
    expect(shown({}).url).toBe('https://park.example/reservations/7');
  });

  it('names who it is where it is for more than one, in the reader’s language, or in the one there is', () => {
    const title = (of: 'member' | 'company', language: 'zh' | 'en') =>
      reservationEvent(rental, language, 'Asia/Shanghai', of).summary;
    expect([title('member', 'zh'), title('company', 'en')]).toEqual([
      '离心机（租用） · 李娜',
      '离心机 (rental) · Nuohe',
    ]);
  });
});
