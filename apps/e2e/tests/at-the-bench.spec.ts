import { deflateSync } from 'node:zlib';
import { setUpBench } from '../support/bench';
import { Hands } from '../support/hands';
import { expect, test } from '../support/park';
import { api, manager, signedIn, tenant } from '../support/people';
import { picture } from '../support/pictures';

test.describe('at the bench', () => {
  test('a tenant starts by thumb, extends, photographs and stops; the lab sees the record', async ({
    browser,
    park,
  }) => {
    const { instruments } = await setUpBench(browser, park, 1);
    const id = instruments[0]?.id ?? 0;
    await park.setClock('2026-03-02T00:50:00Z');
    const own = await Hands.of(browser, park, tenant, 'thumb');
    const { page } = own;
    const times = { startsAt: '2026-03-02T01:00:00Z', endsAt: '2026-03-02T03:00:00Z' };
    const made = await api<{ id: number }>(page, 'POST', '/reservations', {
      kind: 'session',
      instrumentId: id,
      ...times,
    });
    await page.goto(`/i/${id}/use`);
    await own.press(page.getByRole('button', { name: '开始使用' }));
    await expect(page.getByRole('button', { name: '结束使用' })).toBeVisible();

    await own.press(page.getByRole('button', { name: '调整结束时间' }));
    await own.press(page.getByRole('button', { name: '延长 30 分钟' }));
    await own.press(page.getByRole('button', { name: '延长至 11:30，加收 ¥90.00' }));
    await expect(page.getByText('使用中，预约到 2026-03-02 11:30')).toBeVisible();

    await park.setClock('2026-03-02T02:30:00Z');
    await own.press(page.getByRole('button', { name: '结束使用' }));
    const dialog = page.getByRole('dialog', { name: '结束使用' });
    // A JPEG that is at hand: the page itself.
    const photo = await page.screenshot({ type: 'jpeg' });
    const files = dialog.locator('input[type=file]');
    await files.setInputFiles({ name: 'broken.jpg', mimeType: 'image/jpeg', buffer: deflateSync(photo) });
    await expect(dialog.getByText('只支持 JPEG、PNG、WebP 照片')).toBeVisible();
    await files.setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: photo });
    await expect(dialog.getByAltText(/^照片 1/)).toBeVisible();
    await own.choose(dialog.getByRole('radio', { name: '有磨损' }));
    await own.press(dialog.getByRole('button', { name: '结束使用' }));
    await expect(dialog).toBeHidden();
    await own.close();

    const lab = await signedIn(browser, park, manager);
    await lab.goto(`/reservations/${made.id}`);
    const back = lab.getByRole('region', { name: '归还验收' });
    await expect(back.getByText('有磨损')).toBeVisible();
    await picture(lab, 'hand-over-record');
    await back.getByRole('button', { name: /^放大/ }).click();
    await expect(lab.getByRole('dialog').getByRole('img')).toHaveJSProperty('naturalWidth', 390);
    await lab.context().close();
  });
});
