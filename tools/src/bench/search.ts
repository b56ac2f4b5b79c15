import pg from 'pg';
import type { Figure } from '../stand/closing-line.js';
import { call } from '../stand/http-client.js';
import { makeSmallPark } from '../stand/small-park.js';
import { startStand } from '../stand/stand.js';
import { Lots } from '../torture/lots.js';
import { quantile, round } from './measure.js';

const sizes = [
  { instruments: 245, occupancies: 2_000, limitMs: 20 },
  { instruments: 10_000, occupancies: 100_000, limitMs: 60 },
  { instruments: 100_000, occupancies: 1_000_000, limitMs: 60 },
];
const asked = 300;

/** "Free in my window", a page of 50 with price, and words of two characters, at three sizes of inventory. */
export async function benchSearch(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const size of sizes) {
    const stand = await startStand({ apis: 1, workers: 0, settings: { fsync: 'off', max_wal_size: '4GB' }, env: { RATE_LIMIT_PER_MINUTE: '1000000000' } });
    const db = new pg.Pool({ connectionString: stand.databaseUrl, max: 2 });
    try {
      const park = await makeSmallPark(db, { companies: 20, instruments: size.instruments });
      await occupy(db, size.occupancies);
      const token = park.tenants[0]?.token ?? '';
      const ask = async (path: (n: number) => string): Promise<number[]> => {
        const milliseconds: number[] = [];
        for (let n = 0; n < asked; n++) {
          const answer = await call(stand.apiUrls[0] ?? '', { method: 'GET', path: path(n), token });
          if (answer.status !== 200 || !Array.isArray(answer.body.items)) throw new Error(`search: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
          if (n >= 20) milliseconds.push(answer.milliseconds);
        }
        return milliseconds;
      };
      const lots = new Lots(7);
      const window = await ask(() => {
        const from = Date.now() + lots.below(200) * 86_400_000;
        const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
        return `/instruments?from=${day(from)}&to=${day(from + (1 + lots.below(30)) * 86_400_000)}&limit=50`;
      });
      const words = await ask((n) => `/instruments?q=${encodeURIComponent(['高效', '液相', 'gxyx', 'HPLC', '仪9'][n % 5] ?? '')}&limit=50`);
      const name = `${size.instruments.toLocaleString('en')} instruments, ${size.occupancies.toLocaleString('en')} occupancies`;
      figures.push(figure(`free in window, ${name}`, window, size.limitMs), figure(`text search, ${name}`, words, 30));
    } finally {
      await db.end();
      await stand.stop();
    }
  }
  return figures;
}

const figure = (name: string, milliseconds: number[], limitMs: number): Figure => ({
  name: `${name} (p99 ≤ ${limitMs} ms)`,
  figure: `p50 ${round(quantile(milliseconds, 0.5))} ms, p99 ${round(quantile(milliseconds, 0.99))} ms`,
  verdict: quantile(milliseconds, 0.99) <= limitMs ? 'passed' : 'failed',
});

/** Spread over the instruments and over a year, back to back in turns of two to nine days. */
async function occupy(db: pg.Pool, count: number): Promise<void> {
  await db.query(
    `INSERT INTO occupancy (instrument_id, period, source_kind, source_id)
     SELECT id, tstzrange(start, start + (1 + (id + k) % 5) * interval '1 day'), 'reservation', 1000000 + row_number() OVER ()
     FROM (SELECT i.id, k, date_trunc('day', now()) - interval '30 day' + k * (400.0 / per) * interval '1 day' + (i.id % 5) * interval '1 h' start
           FROM instrument i, (SELECT greatest(1, $1 / (SELECT count(*) FROM instrument))::int per) p, generate_series(0, per - 1) k) x`,
    [count],
  );
  await db.query('VACUUM ANALYZE');
}
