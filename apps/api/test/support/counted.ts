import { type Bookings, session } from './bookings.js';
import type { InstrumentGiven, Person } from './builders.js';
import type { Answer, TestApp } from './test-app.js';

/** An ordinary morning of a test of counts. */
export const before = '2026-03-01T02:00:00Z';
export const [ten, noon] = ['2026-03-02T02:00:00Z', '2026-03-02T04:00:00Z'];

const service = { rateBps: 600, code: '3040203000000000000', itemName: '*研发和技术服务*测试费' };
const goods = { rateBps: 1300, code: '1070299000000000000', itemName: '*实验耗材*色谱柱' };
export const extras = [
  {
    code: 'TECH',
    component: 'assistance',
    nameZh: '技术协助',
    nameEn: 'Operator',
    unit: 'hour',
    unitFen: 30_000,
    tax: service,
  },
  {
    code: 'COL',
    component: 'consumable',
    nameZh: '色谱柱',
    nameEn: 'Column',
    unit: 'piece',
    unitFen: 15_000,
    tax: goods,
  },
];

export interface Prices {
  readonly instrument?: InstrumentGiven;
  readonly plan?: Record<string, unknown>;
}
export interface Line {
  readonly component: string;
  readonly segment: number;
  readonly amountFen: number;
  readonly netFen: number;
  readonly taxRateBps: number;
  readonly explanation: { readonly zh: string; readonly en: string };
}
export interface Quote {
  readonly quoteId: string;
  readonly totalFen: number;
  readonly lines: readonly Line[];
  readonly violations: readonly { readonly code: string }[];
  readonly code?: string;
}
export interface CountsOf {
  readonly items: readonly {
    code: string;
    component: string;
    booked: number | null;
    counted: number | null;
    amountFen: number;
  }[];
  readonly countable: readonly { code: string; component: string }[];
  readonly months: readonly string[];
  readonly history: readonly { count: number; before: number | null; reason: string; byName: string }[];
}

export const four = {
  runs: 4,
  extras: [
    { code: 'COL', quantity: 2 },
    { code: 'TECH', quantity: 90 },
  ],
};

/** A session of two hours with counts. */
export const wanted = (id: number, counts: object): object => ({ ...session(id, ten, noon), counts });

/** Pricing, booking and counting as tests of counts do it. */
export class CountingDesk {
  constructor(
    private readonly t: TestApp,
    private readonly b: Bookings,
    private readonly member: Person,
  ) {}

  /** 200.00 a run, 50.00 a sample at 6 %, an operator at 300.00 an hour, columns at 150.00; no hours unless they are given. */
  async priced({ instrument = {}, plan = {} }: Prices = {}): Promise<number> {
    const id = await this.t.given.anInstrument({ opens_run: true, hourly_fen: null, ...instrument });
    const columns = {
      run_fen: 20_000,
      sample_fen: 5_000,
      sample_tax: JSON.stringify(service),
      extras: JSON.stringify(extras),
      ...plan,
    };
    const set = Object.keys(columns).map((column, i) => `${column} = $${i + 2}`);
    await this.t.database.owner.query(`UPDATE rate_plan SET ${set.join(', ')} WHERE instrument_id = $1`, [
      id,
      ...Object.values(columns),
    ]);
    return id;
  }

  quoted(body: object): Promise<Answer<Quote>> {
    return this.t.call<Quote>(this.member, 'POST', '/quotes', { body });
  }

  /** Booked with four runs, two columns and 90 minutes of an operator; started, and an hour in use. */
  async running(prices: Prices = {}): Promise<number> {
    this.t.setClock(before);
    const { id } = await this.b.have(this.member, wanted(await this.priced(prices), four));
    this.t.setClock(ten);
    await this.b.act(this.member, id, 'start');
    this.t.setClock('2026-03-02T03:00:00Z');
    return id;
  }

  async shown(id: number): Promise<{ totalFen: number; lines: Line[]; version: number }> {
    return (await this.t.call<Awaited<ReturnType<typeof this.shown>>>(this.member, 'GET', `/reservations/${id}`)).body;
  }

  countsOf(id: number, who: Person): Promise<Answer<CountsOf>> {
    return this.t.call<CountsOf>(who, 'GET', `/reservations/${id}/counts`);
  }
}
