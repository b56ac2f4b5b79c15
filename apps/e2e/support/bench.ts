import type { Browser } from '@playwright/test';
import type { Park } from './park';
import { api, manager, signedIn } from './people';

/** Instruments of a category and a kind of their own, 4,500.00 a month and 180.00 an hour, that nobody must approve. */
export interface Bench {
  readonly category: string;
  readonly instruments: readonly { readonly id: number; readonly nameZh: string; readonly assetNo: string }[];
}

let benches = 0;

/** The lab sets up a bench for one test, so that tests do not stand in each other's way. */
export async function setUpBench(browser: Browser, park: Park, count: number): Promise<Bench> {
  const page = await signedIn(browser, park, manager);
  const number = ++benches;
  const category = `测试台${number}`;
  const { id: categoryId } = await api<{ id: number }>(page, 'POST', '/categories', { nameZh: category });
  const instruments = [];
  for (let n = 1; n <= count; n++) {
    const nameZh = `台式离心机${number}-${n}`;
    const assetNo = `BENCH-${number}-${n}`;
    const made = await api<{ id: number }>(page, 'POST', '/instruments', {
      assetNo,
      nameZh,
      categoryId,
      kind: category,
      opensRental: true,
      opensSession: true,
      approvalRequired: false,
      trainingRequired: false,
    });
    const hourly = ['weekday', 'evening', 'weekend', 'holiday'].map((band) => ({ band, hourlyFen: 18_000 }));
    await api(page, 'POST', `/instruments/${made.id}/rate-plans`, {
      monthlyFen: 450_000,
      hourly,
      validFrom: park.now.slice(0, 10),
    });
    instruments.push({ id: made.id, nameZh, assetNo });
  }
  await page.context().close();
  return { category, instruments };
}
