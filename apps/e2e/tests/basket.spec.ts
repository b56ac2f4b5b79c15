import { setUpBench } from '../support/bench';
import { Hands, ways } from '../support/hands';
import { expect, test } from '../support/park';
import { api, secondTenant, signedIn, tenant } from '../support/people';

/** Several instruments for one time, picked where they are found and reserved as one: by mouse, by thumb, by keyboard. */
for (const way of ways) {
  test(`by ${way}: a basket is filled, one of it is taken meanwhile, another takes its place, and all is had or none`, async ({
    browser,
    park,
  }) => {
    const { instruments } = await setUpBench(browser, park, 3);
    const [one, two, three] = instruments;
    const bench = one?.assetNo.split('-')[1];
    const mine = await Hands.of(browser, park, tenant, way);
    const { page } = mine;
    await page.goto(`/?q=BENCH-${bench}-&from=2026-04-06&to=2026-05-06`);
    for (const each of [one, two])
      await mine.press(page.getByRole('button', { name: `把 ${each?.nameZh} ${each?.assetNo} 加入预约单` }));
    const bar = page.getByRole('region', { name: '预约单' });
    await expect(bar).toContainText('预约单 2 项');
    // 4,500.00 less 10 % for an incubating company, twice.
    await expect(bar).toContainText('¥8,100.00');
    await mine.press(bar.getByRole('link', { name: '去提交' }));
    await expect(page.getByRole('heading', { name: '提交预约单' })).toBeVisible();
    await expect(page.getByRole('status').getByText('¥8,100.00')).toBeVisible();

    // Somebody else is faster with the second one.
    const theirs = await signedIn(browser, park, secondTenant);
    await api(theirs, 'POST', '/reservations', {
      kind: 'rental',
      instrumentId: two?.id,
      startsOn: '2026-04-20',
      months: 1,
    });
    await theirs.context().close();
    const refusal = page.getByRole('alert').filter({ hasText: '已被占用' });
    await expect(refusal).toBeVisible();
    await expect(refusal).not.toContainText('谱康');
    await expect(page.getByText('全部改到最近都空闲的时间')).toBeVisible();
    await mine.write(page.getByRole('textbox', { name: '用途' }), '联用方法开发');
    await mine.press(refusal.getByRole('button', { name: new RegExp(`同类仪器，同一时间 .*${three?.assetNo}$`) }));
    await expect(refusal).toBeHidden();
    await mine.press(page.getByRole('button', { name: '提交整单' }));
    await expect(page.getByText('2 项预约全部成功。')).toBeVisible();

    await mine.press(page.getByRole('link', { name: '查看全部预约' }));
    await expect(page.getByText(/^预约单 \d+ · 2 项 · /)).toBeVisible();
    await mine.press(page.getByRole('link', { name: three?.nameZh }));
    await mine.press(page.getByRole('button', { name: '整单取消' }));
    const question = page.getByRole('alertdialog');
    await expect(question).toContainText('现在取消全部免费');
    await mine.press(question.getByRole('button', { name: '取消整单' }));
    await expect(page.getByText('整单已取消').first()).toBeVisible();
    const { items } = await api<{ items: { purpose: string; status: string }[] }>(
      page,
      'GET',
      '/reservations?status=cancelled&from=2026-04-01&to=2026-04-30',
    );
    expect(items.filter((r) => r.purpose === '联用方法开发').length).toBeGreaterThanOrEqual(2);
    await mine.close();
  });
}
