import type { Entry, Offer } from '../src/features/waiting-list/waiting-list.types';
import { setLanguage } from '../src/shared/i18n/language';
import { fakeApi, type Answer, type Asked } from './fake-api';
import { FakeStream } from './fake-stream';
import { financeSession, tenantSession } from './finance-park';
import { aLine, instrument, quote } from './tenant-park';

export const manager = { ...financeSession.member, role: 'manager' };
export const offer = (given: Partial<Offer> = {}): Offer => ({
  id: 9,
  instrumentId: 5,
  instrumentZh: '流式细胞仪',
  instrumentEn: 'Flow cytometer',
  assetNo: 'SJZ-0005',
  startsAt: '2026-12-03T01:00:00.000Z',
  endsAt: '2026-12-03T03:00:00.000Z',
  startsOn: null,
  expiresAt: new Date(Date.now() + 14 * 60_000 + 30_000).toISOString(),
  quote: { ...quote, totalFen: 52_000, depositFen: 0, lines: [aLine('2026-12', 52_000, '2 小时 × ¥260.00')] },
  violations: [],
  ...given,
});
export const entry = (given: Partial<Entry> = {}): Entry => ({
  id: 7,
  status: 'waiting',
  target: 'equivalent',
  instrumentId: 5,
  instrumentZh: '流式细胞仪',
  instrumentEn: 'Flow cytometer',
  assetNo: 'SJZ-0005',
  categoryId: 2,
  categoryZh: '细胞分析',
  categoryEn: 'Cells',
  kind: 'session',
  lengthMinutes: 120,
  from: '2026-12-03T00:00:00.000Z',
  until: '2026-12-04T16:00:00.000Z',
  weekdays: [4, 5],
  fromMinute: 540,
  toMinute: 1080,
  months: null,
  firstDay: null,
  lastDay: null,
  counts: null,
  waitsUntil: '2026-12-04T14:00:00.000Z',
  purpose: '',
  createdAt: '2026-12-01T00:00:00.000Z',
  reservationId: null,
  memberName: '李明',
  mine: true,
  companyZh: null,
  companyEn: null,
  letGo: 0,
  position: 2,
  offer: null,
  ...given,
});

/** What the API answers; entries and the server's clock may be given. */
export function park(
  answers: Record<string, Answer | ((asked: Asked) => Answer)> = {},
  { entries = [entry()], session = tenantSession as object, offMs = 0 } = {},
) {
  return fakeApi({
    'GET /session': { body: session },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /categories': { body: { items: [{ id: 2, parentId: null, nameZh: '细胞分析', nameEn: 'Cells' }] } },
    'GET /instruments': { body: { items: [], nextCursor: null } },
    'GET /instruments/5': { body: instrument },
    'GET /waiting-list': () => ({
      body: { items: entries, nextCursor: null, now: new Date(Date.now() + offMs).toISOString() },
    }),
    'GET /freed-alerts': { body: { items: [] } },
    ...answers,
  });
}

/** A wide screen, in Chinese, that hears of news. */
export function atADesk(): void {
  Object.assign(globalThis, { EventSource: FakeStream });
  globalThis.matchMedia = ((query: string) => ({
    matches: query.includes('min-width'),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  })) as never;
  Element.prototype.scrollIntoView = () => undefined;
  setLanguage('zh');
}
