import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/park';
import {
  api,
  finance,
  manager,
  secondTenant as standardTenant,
  signedIn,
  tenant as otherTenant,
} from '../support/people';
import { picture } from '../support/pictures';

/**
 * The main job, end to end: one tenant finds and books an imported instrument for two months from the 15th, another is refused
 * and takes what is offered, the lab approves and hands over, finance runs the months, and the PDF says what the rule says.
 */

interface Card {
  readonly id: number;
  readonly nameZh: string;
  readonly assetNo: string;
  readonly categoryId: number;
  readonly freeInWindow: boolean | null;
  readonly approvalRequired: boolean;
}

const window = 'from=2026-03-15&to=2026-05-15';
const priceByMonth = { '2026 年 3 月': '¥2,467.74', '2026 年 4 月': '¥4,500.00', '2026 年 5 月': '¥2,032.26' };

/** An instrument that asks for approval, free in the window, with an equivalent that is free too. */
async function choose(page: Page): Promise<Card> {
  const { items } = await api<{ items: Card[] }>(page, 'GET', `/instruments?${window}&mode=rental&limit=100`);
  const free = items.filter((i) => i.freeInWindow === true);
  const found = free.find(
    (i) => i.approvalRequired && free.some((o) => o.id !== i.id && o.categoryId === i.categoryId),
  );
  if (!found) throw new Error('the demo park has no such instrument free');
  return found;
}

/** The lab prices the instrument at 4,500.00 a month from the first of the month on. */
async function price(page: Page, id: number): Promise<void> {
  const { ratePlan } = await api<{ ratePlan: Record<string, unknown> }>(page, 'GET', `/instruments/${id}`);
  const {
    id: _id,
    version: _version,
    instrumentId: _i,
    categoryId: _c,
    validFrom: _f,
    validUntil: _u,
    ...terms
  } = ratePlan;
  await api(page, 'POST', `/instruments/${id}/rate-plans`, {
    ...terms,
    monthlyFen: 450_000,
    depositFen: 450_000,
    validFrom: '2026-03-02',
  });
}

async function pick(page: Page, card: Card): Promise<void> {
  await page.goto(`/?${window}`);
  await page.getByRole('searchbox').first().fill(card.nameZh);
  await page.getByRole('row').filter({ hasText: card.assetNo }).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1, name: card.nameZh })).toBeVisible();
  await page.getByRole('button', { name: /2026年3月15日/ }).click();
  await page.getByRole('textbox', { name: '租期' }).fill('2');
  await page.getByRole('textbox', { name: '租期' }).press('Tab');
  await expect(page.getByText('¥9,000.00').first()).toBeVisible();
}

test.describe.serial('the main job', () => {
  let card: Card;
  let alternative: string;

  test('a tenant finds an instrument, sees the price month by month and books it in one click', async ({
    browser,
    park,
  }) => {
    const lab = await signedIn(browser, park, manager);
    card = await choose(lab);
    await price(lab, card.id);
    await park.setClock('2026-03-02T01:00:00Z');
    const page = await signedIn(browser, park, standardTenant);
    const rival = await signedIn(browser, park, otherTenant);
    await page.goto(`/?${window}`);
    await picture(page, '1-catalogue');
    await pick(page, card);
    for (const [month, amount] of Object.entries(priceByMonth)) {
      await expect(
        page.getByRole('listitem').filter({ hasText: month }).getByText(amount, { exact: true }),
      ).toBeVisible();
    }
    await picture(page, '2-price');
    // The rival has the same period picked before it is taken.
    await rival.goto(`/i/${card.id}`);
    await rival.getByRole('button', { name: /2026年3月15日/ }).click();
    await rival.getByRole('textbox', { name: '租期' }).fill('2');
    await rival.getByRole('textbox', { name: '租期' }).press('Tab');
    await rival.getByLabel('用途').fill('稳定性考察');
    await expect(rival.getByText('¥8,100.00').first()).toBeVisible();

    await page.getByRole('button', { name: '提交预约，等待审批' }).click();
    await expect(page.getByText('已提交，等待审批')).toBeVisible();
    await picture(page, '3-requested');

    const submit = rival.getByRole('button', { name: '提交预约，等待审批' });
    if (await submit.isEnabled()) await submit.click();
    const refusal = rival.getByRole('alert').filter({ hasText: '已被占用' });
    await expect(refusal).toBeVisible();
    await expect(refusal).not.toContainText('谱康');
    await expect(rival.getByLabel('用途')).toHaveValue('稳定性考察');
    await picture(rival, '4-refused');
    const offer = refusal.getByRole('listitem').filter({ hasText: '，同一时间' }).first();
    alternative = /SJZ-GX-\d+/.exec((await offer.textContent()) ?? '')?.[0] ?? '';
    await offer.getByRole('button', { name: /改约/ }).click();
    await expect(rival.getByText(/已提交，等待审批|预约成功/)).toBeVisible();
    await picture(rival, '5-alternative');
    expect(alternative).not.toBe('');
    await Promise.all([page, rival, lab].map((p) => p.context().close()));
  });

  test('the lab approves the request and hands the instrument over', async ({ browser, park }) => {
    const page = await signedIn(browser, park, manager);
    await page.goto('/requests');
    const request = page.locator('[data-request]').filter({ hasText: card.assetNo }).filter({ hasText: '2026-03-15' });
    await request.getByRole('button').click();
    const detail = page.getByRole('button', { name: /^通过\s*A?$/ });
    await expect(page.getByRole('heading', { name: card.nameZh }).first()).toBeVisible();
    await picture(page, '6-request');
    await detail.click();
    await expect(page.getByText(/已通过.*已通知申请人/).first()).toBeVisible();
    await expect(request).toHaveCount(0);

    await park.setClock('2026-03-15T02:00:00Z');
    const { items } = await api<{ items: { id: number; assetNo: string; startsOn: string }[] }>(
      page,
      'GET',
      '/reservations?status=confirmed&limit=100',
    );
    const mine = items.find((r) => r.assetNo === card.assetNo && r.startsOn === '2026-03-15');
    expect(mine).toBeDefined();
    await page.goto(`/reservations/${mine?.id}`);
    await page.getByRole('button', { name: '交接出库' }).click();
    await page.getByLabel('备注').fill('附件齐全');
    await picture(page, '7-hand-over');
    await page.getByRole('dialog').getByRole('button', { name: '交接出库' }).click();
    await expect(page.getByText('使用中').first()).toBeVisible();
    await page.goto(`/board?from=2026-03-01&q=${card.assetNo}`);
    await expect(page.getByRole('grid').getByText(card.assetNo.slice(-4))).toBeVisible();
    await picture(page, '8-board');
    await page.context().close();
  });

  test('finance runs the months, and each PDF says what the rule says', async ({ browser, park }) => {
    await park.setClock('2026-06-02T02:00:00Z');
    const page = await signedIn(browser, park, finance);
    const amounts: string[] = [];
    for (const month of ['2026-02', '2026-03', '2026-04', '2026-05']) {
      await page.goto(`/months/${month}`);
      await expect(page.getByText('企业费用（预览，未保存）')).toBeVisible();
      if (month === '2026-03') await picture(page, '9-preview');
      await page.getByRole('button', { name: '出账', exact: true }).first().click();
      await page.getByRole('alertdialog').getByRole('button', { name: '出账', exact: true }).click();
      await expect(page.getByText('出账完成，请核对账单')).toBeVisible({ timeout: 60_000 });
      if (month === '2026-03') await picture(page, '10-run');
      if (month !== '2026-02') amounts.push(await lineOf(page, month, card.assetNo));
    }
    expect(amounts).toEqual(['¥2,467.74', '¥4,500.00', '¥2,032.26']);
    await page.context().close();
  });

  test('the tenant reads why, and the PDF carries Chinese that can be selected', async ({ browser, park }, info) => {
    const page = await signedIn(browser, park, standardTenant);
    const { items } = await api<{ items: { id: number; month: string }[] }>(page, 'GET', '/invoices?month=2026-04');
    await page.goto(`/invoices/${items[0]?.id}`);
    await expect(page.getByText('¥4,500.00').first()).toBeVisible();
    await picture(page, '11-invoice');
    const pdf = await page.request.get(`/api/v1/invoices/${items[0]?.id}/pdf?lang=zh`);
    const file = info.outputPath('invoice.pdf');
    writeFileSync(file, await pdf.body());
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    expect(text).toContain('4,500.00');
    expect(text).toContain('河北谱康分析技术有限公司');
    expect(text).toMatch(/[壹贰叁肆伍陆柒捌玖][仟佰拾万元]/);
    await page.context().close();
  });
});

/** What the standard tenant's invoice of a month charges for an instrument, read on the page. */
async function lineOf(page: Page, month: string, assetNo: string): Promise<string> {
  const { items } = await api<{ items: { id: number; companyZh: string }[] }>(
    page,
    'GET',
    `/invoices?month=${month}&limit=100`,
  );
  const invoice = items.find((i) => i.companyZh.includes('谱康'));
  await page.goto(`/invoices/${invoice?.id}`);
  const line = page.getByRole('row').filter({ hasText: assetNo }).filter({ hasText: '¥' }).last();
  await expect(line).toBeVisible();
  const amounts = ((await line.textContent()) ?? '').match(/¥[\d,]+\.\d{2}/g) ?? [];
  return amounts.at(-1) ?? '';
}
