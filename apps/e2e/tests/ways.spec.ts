import type { Locator } from '@playwright/test';
import { type Bench, setUpBench } from '../support/bench';
import { Hands, ways } from '../support/hands';
import { expect, test } from '../support/park';
import { api, manager, secondTenant, signedIn, tenant } from '../support/people';

/**
 * What tenants and the lab do about reservations, each with a mouse at a desk, with a thumb at 390 px, and with the
 * keyboard alone.
 */
for (const way of ways) {
  test.describe(`by ${way}`, () => {
    let bench: Bench;

    test('the lab moves a reservation: what is taken is refused in place, what is free is had at once', async ({
      browser,
      park,
    }) => {
      bench = await setUpBench(browser, park, 2);
      const [one, two] = bench.instruments;
      const theirs = await signedIn(browser, park, secondTenant);
      const rent = (instrumentId: number | undefined, startsOn: string) =>
        api(theirs, 'POST', '/reservations', { kind: 'rental', instrumentId, startsOn, months: 1 });
      await rent(one?.id, '2026-04-01');
      await rent(two?.id, '2026-04-20');
      await theirs.context().close();

      const lab = await Hands.of(browser, park, manager, way);
      const { page } = lab;
      await page.goto(`/board?from=2026-04-01&q=BENCH-${one?.assetNo.split('-')[1]}-`);
      await moveOnTheBoard[way](lab);
      const moved = page.getByText('已移动').first();
      await expect(moved).toBeVisible();
      const { items } = await api<{ items: { instrumentId: number; startsOn: string }[] }>(
        page,
        'GET',
        `/reservations?instrumentId=${one?.id}&status=confirmed`,
      );
      expect(items.map((r) => r.startsOn)).toEqual(['2026-04-08']);
      await lab.close();
    });

    test('a tenant is refused a taken instrument and takes what is offered', async ({ browser, park }) => {
      const [one] = bench.instruments;
      const mine = await Hands.of(browser, park, tenant, way);
      const { page } = mine;
      await page.goto(`/i/${one?.id}?mode=rental&start=2026-04-10&months=1`);
      const refusal = page.getByRole('alert').filter({ hasText: '已被占用' });
      await expect(refusal).toBeVisible();
      await expect(refusal).not.toContainText('谱康');
      await mine.press(refusal.getByRole('button', { name: /^改约 同一台，顺延/ }));
      await expect(page.getByText('预约成功')).toBeVisible();
      await mine.close();
    });

    test('a tenant books a session every week: of two that are taken one is skipped, one takes another time', async ({
      browser,
      park,
    }) => {
      const [one] = bench.instruments;
      const theirs = await signedIn(browser, park, secondTenant);
      for (const day of ['2026-03-10', '2026-03-17'])
        await api(theirs, 'POST', '/reservations', {
          kind: 'session',
          instrumentId: one?.id,
          startsAt: `${day}T02:00:00Z`,
          endsAt: `${day}T03:00:00Z`,
        });
      await theirs.context().close();

      const mine = await Hands.of(browser, park, tenant, way);
      const { page } = mine;
      await page.goto(`/i/${one?.id}?mode=session&day=2026-03-03&at=10:00&minutes=60`);
      await expect(page.getByText('¥180.00').first()).toBeVisible();
      await mine.choose(page.getByRole('radiogroup', { name: '重复' }).getByRole('radio', { name: '每周' }));
      await mine.write(page.getByRole('textbox', { name: '次数' }), '5');
      await page.keyboard.press('Tab');
      await expect(page.getByText('2 次有冲突，请先处理')).toBeVisible();
      await mine.press(page.getByRole('button', { name: '跳过 2026-03-10' }));
      await mine.press(page.getByRole('button', { name: /^2026-03-17 改约/ }).first());
      await mine.press(page.getByRole('button', { name: '预约 4 次' }).last());
      await expect(page.getByText('已预约 4 次')).toBeVisible();
      await mine.close();
    });

    test('a tenant waits for taken time and accepts it when it is offered', async ({ browser, park }) => {
      const [, two] = bench.instruments;
      const theirs = await signedIn(browser, park, secondTenant);
      const session = {
        kind: 'session',
        instrumentId: two?.id,
        startsAt: '2026-03-12T01:00:00Z',
        endsAt: '2026-03-12T09:00:00Z',
      };
      const { id } = await api<{ id: number }>(theirs, 'POST', '/reservations', session);

      const mine = await Hands.of(browser, park, tenant, way);
      const { page } = mine;
      await page.goto(`/i/${two?.id}?mode=session&day=2026-03-12&at=10:00&minutes=120`);
      const refusal = page.getByRole('alert').filter({ hasText: '已被占用' });
      await mine.press(refusal.getByRole('link', { name: /候补/ }));
      const form = page.getByRole('dialog');
      await mine.press(form.getByRole('button', { name: '加入候补' }));
      await expect(page.getByText('已加入候补，您排在第 1 位')).toBeVisible();
      await api(theirs, 'POST', `/reservations/${id}/cancel`, {});
      await theirs.context().close();
      const offer = page.getByRole('article').filter({ hasText: two?.nameZh });
      await mine.press(offer.getByRole('button', { name: '确认预约' }));
      await expect(page.getByText('预约成功').first()).toBeVisible();
      await mine.close();
    });

    test('an owner answers an outage: the reservation goes to the instrument that was held', async ({
      browser,
      park,
    }) => {
      const [one, two] = bench.instruments;
      const mine = await Hands.of(browser, park, tenant, way);
      const { page } = mine;
      const { id } = await api<{ id: number }>(page, 'POST', '/reservations', {
        kind: 'rental',
        instrumentId: one?.id,
        startsOn: '2026-07-01',
        months: 1,
      });
      const lab = await signedIn(browser, park, manager);
      await api(lab, 'POST', '/outages', {
        instrumentId: one?.id,
        kind: 'maintenance',
        startsAt: '2026-07-05T00:00:00Z',
        endsAt: '2026-07-10T00:00:00Z',
        reason: '更换离心转头',
        ask: { answerBy: '2026-03-20T02:00:00Z' },
      });
      await lab.context().close();
      await page.goto(`/reservations/${id}`);
      await expect(page.getByRole('heading', { name: '仪器将停机，请选择处理方式' })).toBeVisible();
      await mine.choose(page.getByRole('radio', { name: /换用同类仪器/ }));
      await mine.press(page.getByRole('button', { name: '确认选择' }));
      await expect(page.getByText('已换用同类仪器').first()).toBeVisible();
      await expect(page.getByRole('heading', { level: 1, name: two?.nameZh })).toBeVisible();
      await mine.close();
    });
  });
}

/** From 1 April a week later, by way of the second instrument's taken time. */
const moveOnTheBoard: Record<Hands['way'], (lab: Hands) => Promise<void>> = {
  mouse: async ({ page }) => {
    const grid = page.getByRole('grid');
    const [block, taken] = [
      grid.getByRole('gridcell', { name: /2026-04-01/ }),
      grid.getByRole('gridcell', { name: /2026-04-20/ }),
    ];
    const [from, over] = [await boxOf(block), await boxOf(taken)];
    const day = (over.x - from.x) / 19;
    const grip = { x: from.x + 60, y: from.y + from.height / 2 };
    await page.mouse.move(grip.x, grip.y);
    await page.mouse.down();
    await page.mouse.move(grip.x, over.y + over.height / 2, { steps: 8 });
    await expect(page.getByText(/与“.*谱康.*”重叠/).first()).toBeVisible();
    await page.mouse.move(grip.x + 7 * day, grip.y, { steps: 8 });
    await expect(page.getByText(/重叠/)).toHaveCount(0);
    await page.mouse.up();
  },
  thumb: async (lab) => {
    const { page } = lab;
    await lab.press(
      page.getByRole('listitem').filter({ hasText: '2026-04-01' }).getByRole('button', { name: '移动…' }),
    );
    const sheet = page.getByRole('dialog');
    await lab.writeDay(sheet.getByRole('group', { name: '起租日' }), '2026-04-08');
    await lab.press(sheet.getByRole('button', { name: /^移动，合计/ }));
  },
  keyboard: async (lab) => {
    const { page } = lab;
    const { keyboard } = page;
    await lab.reach(page.getByRole('grid').locator('[tabindex="0"]'));
    await keyboard.press('ArrowRight');
    await keyboard.press('m');
    await keyboard.press('ArrowDown');
    await expect(page.getByRole('status').filter({ hasText: /重叠/ })).toBeVisible();
    await keyboard.press('ArrowUp');
    for (let day = 0; day < 7; day++) await keyboard.press('ArrowRight');
    await keyboard.press('Enter');
  },
};

async function boxOf(target: Locator) {
  const box = await target.boundingBox();
  if (!box) throw new Error('it is not in sight');
  return box;
}
