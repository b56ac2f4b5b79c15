import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const folder = fileURLToPath(new URL('../test-results/pictures', import.meta.url));
const sizes = [
  { name: '1440', width: 1440, height: 900 },
  { name: '390', width: 390, height: 844 },
];

/** The page as it is, at both sizes and in both languages; afterwards it is Chinese on the desktop again. */
export async function picture(page: Page, step: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const language of ['en', 'zh'] as const) {
    await speak(page, language);
    for (const { name, width, height } of sizes) {
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(250);
      if (language === 'zh') await expectUsableByAll(page, `${step} at ${name}`);
      await page.screenshot({ path: join(folder, `${step}-${language}-${name}.png`) });
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  }
}

/** Switches with the page's own button; what was filled in stays. */
async function speak(page: Page, language: 'zh' | 'en'): Promise<void> {
  const button = page.locator('header button[lang]').filter({ hasText: language === 'en' ? 'English' : '中文' });
  // Behind a dialog the button is out of the reader's reach, not of this.
  if ((await button.count()) > 0)
    await button.first().evaluate((element) => (element as { click?: () => void }).click?.());
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What a machine can find of WCAG 2.2 AA: nothing. The clock is set fixed, so moving parts stand still. */
async function expectUsableByAll(page: Page, where: string): Promise<void> {
  // React Aria speaks through a region of its own, whose words may be gone by the time it is looked at.
  const builder = new AxeBuilder({ page }).withTags(rules).exclude('[data-live-announcer]');
  const { violations } = await builder.analyze();
  expect(
    violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 200)).join(', ')}`),
    where,
  ).toEqual([]);
}
