import pg from 'pg';
import type { Figure } from '../stand/closing-line.js';
import { call } from '../stand/http-client.js';
import { makeSmallPark } from '../stand/small-park.js';
import { type Stand, startStand } from '../stand/stand.js';
import { median, quantile, round, step } from './measure.js';
import { occupy, sizeOf } from './occupancies.js';
import { makeReservations } from './reservations.js';
import { scaled } from './scale.js';

const days = 31;
const dayMs = 86_400_000;
const instruments = scaled({ smoke: 500, usual: 5_000, long: 5_000 });
const occupancies = scaled({ smoke: 50_000, usual: 1_000_000, long: 10_000_000 });

interface Times {
  readonly p50: number;
  readonly p99: number;
}

/** 5,000 instruments with years behind them: all of the board for a month, and a chunk of 60 rows against one of 245 instruments. */
export async function benchLarge(chunkOf245: number): Promise<Figure[]> {
  const stand = await step('stand', () =>
    startStand({
      apis: 1,
      workers: 0,
      settings: { fsync: 'off', max_wal_size: '8GB', wal_level: 'minimal', max_wal_senders: '0' },
      env: { RATE_LIMIT_PER_MINUTE: '1000000000' },
    }),
  );
  const db = new pg.Pool({ connectionString: stand.databaseUrl, max: 2 });
  try {
    const park = await makeSmallPark(db, { companies: 50, instruments });
    // What lies more than a month back has no reservation behind it here: the board of today does not reach it.
    const history = occupancies - instruments * 92;
    await occupy(db, { occupancies: history, everyDays: 4, aheadDays: -40 });
    await step('reservations of a year', () => makeReservations(db));
    const size = await sizeOf(db);
    const chunk = await step('chunks of 60', () => chunks(stand, park.manager.token));
    const whole = await step('the whole board', () => wholeBoard(stand, park.manager.token));
    const tenants = await step('chunks of 60 as a tenant', () => chunks(stand, park.tenants[0]?.token ?? ''));
    const ratio = chunk.p50 / chunkOf245;
    const name = `${instruments.toLocaleString('en')} instruments, ${occupancies.toLocaleString('en')} occupancies`;
    return [
      {
        name: `board chunk of 60 rows × ${days} days, ${name}`,
        figure: words(chunk),
        control: `of 245: p50 ${round(chunkOf245)} ms`,
      },
      {
        name: '  against the same at 245 (≤ 1.5)',
        figure: round(ratio, 2),
        verdict: ratio <= 1.5 ? 'passed' : 'failed',
      },
      { name: `  as a tenant sees it`, figure: words(tenants) },
      { name: `board, all ${instruments.toLocaleString('en')} × ${days} days, in chunks of 300`, figure: words(whole) },
      { name: '  occupancies on disk', figure: size },
    ];
  } finally {
    await db.end();
    await stand.stop();
  }
}

const words = ({ p50, p99 }: Times): string => `p50 ${round(p50)} ms, p99 ${round(p99)} ms`;

function path(limit: number, cursor?: string): string {
  const from = Math.ceil(Date.now() / dayMs) * dayMs;
  const [first, last] = [from, from + days * dayMs].map((at) => new Date(at).toISOString().slice(0, 10));
  return `/board?from=${first}&to=${last}&limit=${limit}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
}

interface Page {
  readonly items: readonly unknown[];
  readonly nextCursor: string | null;
  readonly milliseconds: number;
}

async function page(stand: Stand, token: string, limit: number, cursor?: string): Promise<Page> {
  const { status, body, milliseconds } = await call(stand.apiUrls[0] ?? '', {
    method: 'GET',
    path: path(limit, cursor),
    token,
  });
  if (status !== 200 || !Array.isArray(body.items))
    throw new Error(`board: ${status} ${JSON.stringify(body).slice(0, 200)}`);
  return { items: body.items, nextCursor: typeof body.nextCursor === 'string' ? body.nextCursor : null, milliseconds };
}

/** Further pages of 60, one after the other from the beginning, again and again. */
export async function chunks(stand: Stand, token: string): Promise<Times> {
  const milliseconds: number[] = [];
  const asked = scaled({ smoke: 40, usual: 300, long: 300 });
  for (let n = 0, cursor: string | null = null; n < asked + 20; n++) {
    const first: Page = cursor === null ? await page(stand, token, 60) : await page(stand, token, 60, cursor);
    // The first page counts them all, and is asked for once; what follows is what scrolling asks for.
    if (cursor !== null && n > 20 && first.items.length === 60) milliseconds.push(first.milliseconds);
    cursor = first.nextCursor;
  }
  return { p50: median(milliseconds), p99: quantile(milliseconds, 0.99) };
}

/** How long until the last row is there, chunk after chunk. */
async function wholeBoard(stand: Stand, token: string): Promise<Times> {
  const times: number[] = [];
  for (let n = 0; n < 6; n++) {
    const since = performance.now();
    for (let next = await page(stand, token, 300); next.nextCursor !== null;)
      next = await page(stand, token, 300, next.nextCursor);
    if (n > 0) times.push(performance.now() - since);
  }
  return { p50: median(times), p99: quantile(times, 0.99) };
}
