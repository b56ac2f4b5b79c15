/// <reference lib="dom" />
import { type Browser, type ElementHandle, expect, type Locator, type Page } from '@playwright/test';
import type { Park } from './park';
import { signedIn } from './people';

/** How somebody works: with a mouse at a desk, with a thumb on a phone, or with the keyboard alone. */
export type Way = 'mouse' | 'thumb' | 'keyboard';
export const ways: readonly Way[] = ['mouse', 'thumb', 'keyboard'];

const phone = { width: 390, height: 844 };
const mostTabs = 120;

/** One person at one page, working in one way; with the keyboard nothing is reached but by keys. */
export class Hands {
  constructor(
    readonly page: Page,
    readonly way: Way,
  ) {}

  static async of(browser: Browser, park: Park, email: string, way: Way): Promise<Hands> {
    const page = await signedIn(browser, park, email, way === 'thumb' ? { viewport: phone, hasTouch: true } : {});
    return new Hands(page, way);
  }

  /** Presses a button, a link, a tab. */
  async press(target: Locator): Promise<void> {
    await expect(target).toBeVisible();
    if (this.way === 'mouse') return target.click();
    if (this.way === 'thumb') return target.tap();
    await this.reach(target);
    await this.page.keyboard.press('Enter');
  }

  /** Chooses one of several: of radios, of buttons that toggle. */
  async choose(target: Locator): Promise<void> {
    if (this.way !== 'keyboard') {
      // What is seen of a radio is its label; the input itself takes no room.
      const label = target.locator('xpath=ancestor::label[1]');
      return this.press((await label.count()) > 0 ? label : target);
    }
    await this.reach(target);
    await this.page.keyboard.press(' ');
  }

  /** Types into a field in place of what stands there. */
  async write(target: Locator, text: string): Promise<void> {
    if (this.way === 'keyboard') await this.reach(target);
    else await this.press(target);
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.type(text);
  }

  /** Types a day into a date field, part by part. */
  async writeDay(field: Locator, day: string): Promise<void> {
    const first = field.getByRole('spinbutton').first();
    if (this.way === 'keyboard') await this.reach(first);
    else await this.press(first);
    await this.page.keyboard.type(day.replaceAll('-', ''));
  }

  /** Walks to an element by Tab, and within a group by arrows, as far as it takes. */
  async reach(target: Locator): Promise<void> {
    await expect(target).toBeVisible();
    // A list that opens on the way hides the rest of the page from who asks for it by role.
    const element = await target.elementHandle();
    for (let tabs = 0; element && tabs < mostTabs; tabs++) {
      if (await hasFocus(element)) return;
      if (await this.reachedByArrows(element)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`the keyboard does not reach ${String(target)} in ${mostTabs} tabs`);
  }

  /** A group of radios or toggles is one stop of the keyboard; arrows lead through it. */
  private async reachedByArrows(element: Element): Promise<boolean> {
    for (const key of ['ArrowRight', 'ArrowDown'])
      for (let steps = 0; steps < 12 && (await isBesideFocus(element)); steps++) {
        await this.page.keyboard.press(key);
        if (await hasFocus(element)) return true;
      }
    return false;
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

type Element = ElementHandle<SVGElement | HTMLElement>;

const hasFocus = (target: Element): Promise<boolean> =>
  target.evaluate((element) => element === document.activeElement);

const isBesideFocus = (target: Element): Promise<boolean> =>
  target.evaluate((element) => {
    const group = element.closest('[role=radiogroup],[role=toolbar],[role=tablist],[role=menu],[role=listbox]');
    return group !== null && group !== document.activeElement && group.contains(document.activeElement);
  });
