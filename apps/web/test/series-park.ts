import { calendarOf } from './calendar-of';
import { type Answer, type Asked, fakeApi } from './fake-api';
import { tenantSession } from './finance-park';
import { instrument, quote, reservation } from './tenant-park';

export type Handler = Answer | ((asked: Asked) => Answer);
export interface Wanted {
  readonly rrule: string;
  readonly choices: { date: string; action: string; startsAt?: string; instrumentId?: number }[];
}

export const slot = { quoteId: 'b'.repeat(64), totalFen: 26_000 };
export const equivalent = {
  instrumentId: 6,
  assetNo: 'SJZ-0006',
  nameZh: '流式细胞仪',
  nameEn: 'Flow cytometer',
  model: 'FACSCelesta',
  startsAt: '2026-12-16T02:00:00.000Z',
  endsAt: '2026-12-16T03:00:00.000Z',
  monthlyFen: null,
  ...slot,
};

/** A Wednesday at ten, an hour; the second and third are taken by others until something is chosen. */
export const occurrence = (date: string, wanted: Wanted) => {
  const choice = wanted.choices.find((one) => one.date === date);
  const isTaken = ['2026-12-09', '2026-12-16'].includes(date) && !choice;
  const startsAt = choice?.startsAt ?? `${date}T02:00:00.000Z`;
  return {
    date,
    instrumentId: choice?.instrumentId ?? 5,
    startsAt,
    endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString(),
    verdict: choice?.action === 'skip' ? 'skipped' : isTaken ? 'taken' : 'free',
    isAlternative: choice?.action === 'take',
    movedByClock: false,
    needsApproval: true,
    totalFen: 26_000,
    violations: [],
    alternatives: isTaken
      ? {
          nextFree: { startsAt: `${date}T06:00:00.000Z`, endsAt: `${date}T07:00:00.000Z`, ...slot },
          equivalents: [equivalent],
        }
      : null,
  };
};
export const days = ['2026-12-02', '2026-12-09', '2026-12-16', '2026-12-23'];
export const previewOf = (wanted: Wanted) => {
  const occurrences = days.map((date) => occurrence(date, wanted));
  const free = occurrences.filter((one) => one.verdict === 'free').length;
  return {
    rrule: wanted.rrule,
    startsLocal: '2026-12-02T10:00',
    quoteId: String(free).repeat(64),
    totalFen: free * 26_000,
    sessions: free,
    conflicts: occurrences.filter((one) => one.verdict === 'taken').length,
    bestOf: [],
    occurrences,
  };
};

export function park(answers: Record<string, Handler> = {}) {
  return fakeApi({
    'GET /session': { body: tenantSession },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /instruments/5': { body: instrument },
    'GET /instruments/5/calendar': { body: calendarOf() },
    'POST /quotes': { body: { ...quote, kind: 'session' } },
    'POST /reservations/series/preview': ({ body }) => ({ body: previewOf(body as Wanted) }),
    ...answers,
  });
}

export const bodies = (log: readonly Asked[], of: string) =>
  log.filter((a) => `${a.method} ${a.path}` === of).map((a) => a.body);
export const session = (date: string, reservationId: number, change: object = {}) => ({
  date,
  reservationId,
  status: 'confirmed',
  instrumentId: 5,
  startsAt: `${date}T02:00:00.000Z`,
  endsAt: `${date}T03:00:00.000Z`,
  totalFen: 26_000,
  isException: false,
  ...change,
});
export const series = {
  id: 3,
  instrumentId: 5,
  instrumentZh: '流式细胞仪',
  instrumentEn: 'Flow cytometer',
  assetNo: 'SJZ-0005',
  companyId: 1,
  companyZh: '',
  companyEn: '',
  rrule: 'FREQ=WEEKLY;COUNT=4;BYDAY=WE',
  startsLocal: '2026-12-02T10:00',
  lengthMinutes: 60,
  zone: 'Asia/Shanghai',
  endsBefore: null,
  splitFrom: null,
  totalFen: 78_000,
  sessions: [session('2026-12-02', 40), session('2026-12-09', 41), session('2026-12-23', 43, { isException: true })],
  skipped: [{ date: '2026-12-16', startsAt: '2026-12-16T02:00:00.000Z', endsAt: '2026-12-16T03:00:00.000Z' }],
  requested: 0,
};
export const ofSeries = {
  ...reservation,
  kind: 'session',
  startsOn: null,
  months: null,
  startsAt: '2026-12-09T02:00:00.000Z',
  endsAt: '2026-12-09T03:00:00.000Z',
  totalFen: 26_000,
  seriesId: 3,
  seriesDate: '2026-12-09',
  segments: [],
  allowed: ['move', 'cancel'],
};
export const record = (answers: Record<string, Handler> = {}) =>
  park({ 'GET /reservations/41': { body: ofSeries }, 'GET /reservations/series/3': { body: series }, ...answers });
