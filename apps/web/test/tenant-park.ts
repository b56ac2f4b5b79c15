import type { Instrument, InstrumentCard } from '../src/features/reservations/instruments.types';
import type { Quote, QuoteLine, Reservation } from '../src/features/reservations/reservations.types';

/** 10:00 on 1 December 2026 in the park. */
export const firstOfDecember = Date.parse('2026-12-01T02:00:00Z');

const card: InstrumentCard = {
  id: 5,
  assetNo: 'SJZ-0005',
  nameZh: '流式细胞仪',
  nameEn: 'Flow cytometer',
  model: 'CytoFLEX S',
  manufacturer: 'Beckman Coulter',
  categoryId: 2,
  categoryZh: '细胞分析',
  categoryEn: 'Cells',
  location: 'B202',
  status: 'in_service',
  statusNote: '',
  opensRental: true,
  opensSession: true,
  opensRun: false,
  approvalRequired: true,
  trainingRequired: false,
  calibrationValidUntil: '2027-06-03',
  monthlyFen: 450_000,
  fromHourlyFen: 26_000,
  dayFen: null,
  runFen: null,
  sampleFen: null,
  freeInWindow: null,
  windowFen: null,
  alike: [],
  nextFreeOn: '2026-12-01',
  strip: '00010000000000',
};

export const aCard = (change: Partial<InstrumentCard> = {}): InstrumentCard => ({ ...card, ...change });

const everyDay = [{ fromMinute: 480, toMinute: 1320 }];

export const instrument: Instrument = {
  ...card,
  country: '中国',
  serialNo: '',
  category: { id: 2, nameZh: '细胞分析', nameEn: 'Cells' },
  originalValueFen: 45_000_000,
  inUseSince: null,
  keeper: '王实',
  keeperPhone: '',
  specifications: '4 激光 13 色',
  functions: '',
  sharingRules: '',
  accessories: '',
  customFields: {},
  beforeMinutes: 0,
  afterMinutes: 0,
  openingHoursEffective: { 1: everyDay, 2: everyDay, 3: everyDay, 4: everyDay, 5: everyDay, 6: everyDay, 7: everyDay },
  minMonths: 1,
  maxMonths: 24,
  incrementMinutes: 15,
  minSessionMinutes: 30,
  maxSessionMinutes: 480,
  noticeMinutes: 0,
  advanceDays: 730,
  ratePlan: {
    monthlyFen: 450_000,
    minMonths: 1,
    termTiers: [{ months: 3, bps: 300 }],
    hourly: [{ band: 'weekday', hourlyFen: 26_000 }],
    minimumChargeFen: 0,
    runFen: null,
    sampleFen: null,
    countsInsteadOfHours: false,
    extras: [],
  },
};

/** Whole days, park time, that somebody has. */
export const takenDays = (from: string, to: string) => ({
  start: new Date(`${from}T00:00:00+08:00`).toISOString(),
  end: new Date(`${to}T00:00:00+08:00`).toISOString(),
  kind: 'taken',
});

export const aLine = (month: string, amountFen: number, zh: string): QuoteLine => ({
  component: 'rent',
  segment: 1,
  month,
  amountFen,
  netFen: amountFen - 1_000,
  taxFen: 1_000,
  taxRateBps: 1300,
  explanation: { zh, en: zh },
});

const name = (letter: string): string => letter.repeat(64);

/** The example of rules §4: two months from the 15th at 4,500.00. */
export const quote: Quote = {
  quoteId: name('a'),
  kind: 'rental',
  instrumentId: 5,
  startsAt: '2026-12-14T16:00:00.000Z',
  endsAt: '2027-02-14T16:00:00.000Z',
  startsOn: '2026-12-15',
  endsOn: '2027-02-15',
  months: 2,
  lines: [
    aLine('2026-12', 246_774, '12/15–12/31，17/31 天 × ¥4,500.00 = ¥2,467.74'),
    aLine('2027-01', 450_000, '整月 ¥4,500.00'),
    aLine('2027-02', 203_226, '2/1–2/14，余额 ¥4,500.00 − ¥2,467.74 = ¥2,032.26'),
  ],
  totalFen: 900_000,
  netFen: 897_000,
  taxFen: 3_000,
  depositFen: 450_000,
  listMonthlyFen: 450_000,
  monthlyFen: 450_000,
  discounts: [],
  cancellation: { zh: '开始前 72 小时免费取消', en: 'Free until 72 h before' },
  rentOrBuy: {
    rentTotalFen: 900_000,
    shareBps: 200,
    breakEvenMonths: 100,
    message: { zh: '租满约 100 个月与购置持平', en: 'as much as buying after 100 months' },
  },
  violations: [],
  free: true,
  alternatives: null,
};

/** What a refused slot is answered: the same one later, and another one at the same time. */
export const slotTaken = {
  status: 409,
  body: {
    code: 'slot_taken',
    title: '该时段已被占用',
    taken: { start: '2026-12-19T16:00:00.000Z', end: '2027-01-04T16:00:00.000Z' },
    alternatives: {
      nextFree: {
        startsAt: '2027-01-04T16:00:00.000Z',
        endsAt: '2027-03-04T16:00:00.000Z',
        startsOn: '2027-01-05',
        months: 2,
        quoteId: name('b'),
        totalFen: 900_000,
      },
      equivalents: [
        {
          instrumentId: 6,
          assetNo: 'SJZ-0006',
          nameZh: '流式细胞仪',
          nameEn: 'Flow cytometer',
          model: 'FACSCelesta',
          startsAt: quote.startsAt,
          endsAt: quote.endsAt,
          totalFen: 960_000,
          monthlyFen: 480_000,
          quoteId: name('c'),
        },
      ],
    },
  },
};

export const reservation: Reservation = {
  id: 41,
  instrumentId: 5,
  instrumentZh: '流式细胞仪',
  instrumentEn: 'Flow cytometer',
  assetNo: 'SJZ-0005',
  kind: 'rental',
  status: 'confirmed',
  startsAt: quote.startsAt,
  endsAt: quote.endsAt,
  startsOn: '2026-12-15',
  months: 2,
  totalFen: 900_000,
  companyId: 1,
  companyZh: '诺核生物',
  companyEn: 'Nuohe',
  memberName: '陈核',
  purpose: '细胞活率检测',
  project: 'RD-2026-01',
  rdUse: true,
  createdAt: '2026-12-01T01:00:00.000Z',
  holdExpiresAt: null,
  bundleId: null,
  version: 2,
  depositFen: 450_000,
  feeFen: 0,
  feeWaived: false,
  decisionReason: null,
  handedOverAt: null,
  returnedAt: null,
  returnedOn: null,
  cancelledAt: null,
  startableFrom: null,
  lines: quote.lines,
  quote,
  segments: [{ segment: 1, startsOn: '2026-12-15', endsOn: '2027-02-15', months: 2, monthlyFen: 450_000 }],
  handovers: [],
  history: [
    {
      at: '2026-12-01T01:00:00.000Z',
      action: 'reservation.requested',
      actorName: '陈核',
      actorRole: 'member',
      reason: null,
      data: {},
    },
    {
      at: '2026-12-01T01:30:00.000Z',
      action: 'reservation.approved',
      actorName: '王实',
      actorRole: 'manager',
      reason: null,
      data: {},
    },
  ],
  allowed: ['extend', 'return', 'move', 'cancel'],
};
