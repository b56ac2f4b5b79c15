import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { chromium } from '@playwright/test';
import type { Figure } from '../stand/closing-line.js';
import { makeSmallPark } from '../stand/small-park.js';
import { startStand } from '../stand/stand.js';
import { repositoryRoot } from '../start/repository.js';
import { median, round } from './measure.js';

const rounds = 5;
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What the first route weighs, and how long until the catalogue shows instruments in Chromium on this machine. */
export async function benchPage(): Promise<Figure[]> {
  const weights = execFileSync(process.execPath, [join(repositoryRoot, 'apps/web/scripts/size.mjs')], {
    encoding: 'utf8',
  });
  const weight = weights.split('\n').find((line) => line.includes(' / ')) ?? '';
  const browser =
    process.env.PARKBENCH_CHROMIUM ??
    ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
  if (!browser) throw new Error('no Chromium: set PARKBENCH_CHROMIUM');
  const stand = await startStand({
    apis: 1,
    workers: 0,
    env: { RATE_LIMIT_PER_MINUTE: '1000000000', WEB_DIST: join(repositoryRoot, 'apps/web/dist') },
  });
  const db = new pg.Pool({ connectionString: stand.databaseUrl, max: 2 });
  try {
    const park = await makeSmallPark(db, { companies: 2, instruments: 245 });
    const url = stand.apiUrls[0] ?? '';
    const full = await times(browser, url, park.tenants[0]?.token ?? '', 'main a[href^="/i/"]');
    return [
      {
        name: 'first route (≤ 195 kB gzip)',
        figure: /[\d.]+ kB/.exec(weight)?.[0] ?? weight,
        verdict: /^\s*ok/.test(weight) ? 'passed' : 'failed',
      },
      {
        name: 'catalogue usable in Chromium (≤ 1.5 s)',
        figure: `${round(median(full), 0)} ms, median of ${rounds}`,
        verdict: median(full) <= 1_500 ? 'passed' : 'failed',
      },
    ];
  } finally {
    await db.end();
    await stand.stop();
  }
}

async function times(executablePath: string, url: string, token: string, ready: string): Promise<number[]> {
  const browser = await chromium.launch({ executablePath, args: flags });
  const measured: number[] = [];
  try {
    for (let n = 0; n < rounds; n++) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
      await context.addCookies([{ name: 'sid', value: token, url }]);
      const page = await context.newPage();
      const since = performance.now();
      await page.goto(url, { waitUntil: 'commit' });
      await page.locator(ready).first().waitFor();
      measured.push(performance.now() - since);
      await context.close();
    }
  } finally {
    await browser.close();
  }
  return measured;
}
