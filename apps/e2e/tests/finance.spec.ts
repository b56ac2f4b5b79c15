import type { Browser, Locator, Page } from '@playwright/test';
import { brokenRules, companies, makeMonth, type MonthRental, numbersOf, rentalOf } from '../support/month';
import { expect, type Park, test } from '../support/park';
import { api, finance, signedIn, tenant } from '../support/people';

/**
 * The month of finance, end to end, on a park of 300 companies: bill, let them review, answer what they dispute, issue,
 * settle what the bank says, credit a line, close.
 */

const month = '2026-03';
const slow = { timeout: 60_000 };
const number = /^[A-Z]+2026-\d{6}$/;

interface InvoiceRow {
  readonly id: number;
  readonly number: string;
  readonly companyZh: string;
  readonly grossFen: number;
  readonly paidFen: number;
  readonly status: string;
}

const invoices = async (page: Page): Promise<InvoiceRow[]> =>
  (await api<{ items: InvoiceRow[] }>(page, 'GET', `/invoices?month=${month}&limit=100`)).items;
/** Invoices of the companies that were made for the month which nobody has paid yet. */
const unpaid = async (page: Page): Promise<InvoiceRow[]> =>
  (await invoices(page)).filter((i) => i.companyZh.startsWith('园企') && i.paidFen === 0);
const yuan = (fen: number): string => (fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });

/** Presses a button, reads what it asks and says yes. */
async function confirmed(page: Page, button: string, question: string, yes: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).first().click();
  const dialog = page.getByRole('alertdialog', { name: question });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: yes, exact: true }).click();
}

/** Opens why a line's amount is what it is. */
async function why(line: Locator, page: Page): Promise<Locator> {
  const button = line.getByRole('button', { name: '为什么是这个金额' });
  await button.click();
  return page.locator(`[id="${await button.getAttribute('aria-controls')}"]`);
}

/** Listens to a progress bar from now on; the function that comes back tells what it said, in turn. */
async function sayings(page: Page, name: string): Promise<() => Promise<string[]>> {
  const said = await page.evaluateHandle((label) => {
    const texts: string[] = [];
    const listen = (): void => {
      const bar = [...document.querySelectorAll('[role=progressbar]')].find((one) => nameOf(one) === label);
      const text = bar?.getAttribute('aria-valuetext');
      if (text && text !== texts.at(-1)) texts.push(text);
    };
    const nameOf = (bar: Element): string | null | undefined =>
      bar.getAttribute('aria-label') ?? document.getElementById(bar.getAttribute('aria-labelledby') ?? '')?.textContent;
    new MutationObserver(listen).observe(document.body, { subtree: true, childList: true, attributes: true });
    return texts;
  }, name);
  return () => said.jsonValue();
}

async function atWork<T>(browser: Browser, park: Park, email: string, work: (page: Page) => Promise<T>): Promise<T> {
  const page = await signedIn(browser, park, email);
  const done = await work(page);
  await page.context().close();
  return done;
}

test.describe.serial('the month of finance', () => {
  let rental: MonthRental;

  test.beforeAll(async ({ park }) => {
    await makeMonth(park);
    rental = await rentalOf(park, tenant);
    await park.setClock('2026-04-02T02:00:00Z');
  });

  test('finance bills 300 companies and follows the bar to the end; they review first', async ({ browser, park }) => {
    await atWork(browser, park, finance, async (page) => {
      await page.goto(`/months/${month}`);
      await expect(page.getByText('企业费用（预览，未保存）')).toBeVisible(slow);
      const said = await sayings(page, '出账进度');
      // 300 companies take seconds: nobody is at work before the bar was seen at its beginning.
      const [worker] = park.stand.workers;
      await worker?.stop();
      await confirmed(page, '出账', `为 ${companies} 家企业生成 2026 年 3 月预出账单？`, '出账');
      const bar = page.getByRole('progressbar', { name: '出账进度' });
      await expect(bar).toHaveAttribute('aria-valuetext', `0 / ${companies} 家企业`, slow);
      await worker?.restart();
      await expect(page.getByText(/^企业正在核对预出账单，至 2026-04-\d\d（含）$/)).toBeVisible({ timeout: 180_000 });
      await expect(bar).toHaveCount(0);
      const texts = await said();
      const done = texts.map((text) => Number(text.split(' ')[0]));
      expect(texts).toEqual(done.map((count) => `${count} / ${companies} 家企业`));
      expect(done).toEqual(done.toSorted((a, b) => a - b));
      await expect(page.getByText(/目前没有异议/)).toBeVisible();
    });
    expect(await numbersOf(park, month)).toMatchObject({ issued: 0 });
  });

  test('a tenant reads why and disputes a line; finance upholds it', async ({ browser, park }) => {
    const reason = '3 月 20 日起离心机未启用，请核对';
    await atWork(browser, park, tenant, async (page) => {
      await page.goto(`/draft-statements/${month}`);
      const line = page
        .getByRole('list', { name: '预出账明细' })
        .getByRole('listitem')
        .filter({ hasText: rental.assetNo });
      await expect(line).toContainText('¥2,467.74', slow);
      await expect(await why(line, page)).toContainText('4,500.00');
      await line.getByRole('button', { name: `对“${rental.nameZh}”提出异议` }).click();
      const dialog = page.getByRole('dialog', { name: `对“${rental.nameZh}”提出异议` });
      await dialog.getByRole('textbox', { name: /异议理由/ }).fill(reason);
      await dialog.getByRole('button', { name: '提交异议' }).click();
      await expect(page.getByText('异议已提交，财务答复后会通知您').first()).toBeVisible();
      await expect(line).toContainText('待答复');
    });
    await atWork(browser, park, finance, async (page) => {
      await page.goto(`/months/${month}`);
      await page.getByRole('link', { name: '答复异议（1）' }).click();
      const row = page.getByRole('row').filter({ hasText: reason });
      await row.getByRole('button', { name: '2026 年 3 月' }).click();
      const sheet = page.getByRole('dialog', { name: /^异议 #\d+$/ });
      await expect(sheet).toContainText(rental.assetNo);
      await sheet.getByText('维持：金额无误，该行恢复出账').click();
      await sheet.getByRole('textbox', { name: /^答复/ }).fill('租期内按月计租，是否启用不影响租金');
      await sheet.getByRole('button', { name: '答复', exact: true }).click();
      await expect(page.getByText('已答复，企业会收到通知').first()).toBeVisible();
      await expect(sheet.getByText('维持原金额').first()).toBeVisible();
    });
  });

  test('finance issues: the numbers run without a gap, and the tenant reads why on the invoice', async ({
    browser,
    park,
  }) => {
    await atWork(browser, park, finance, async (page) => {
      await page.goto(`/months/${month}`);
      await confirmed(page, '立即出具', `立即出具 2026 年 3 月的 ${companies} 张账单？`, '立即出具');
      await expect(page.getByText('出账完成，请核对账单')).toBeVisible({ timeout: 180_000 });
      await expect(page.getByRole('table', { name: '企业费用' }).getByRole('link', { name: number })).toHaveCount(
        50,
        slow,
      );
    });
    expect(await numbersOf(park, month)).toEqual({ issued: companies, span: companies });
    await atWork(browser, park, tenant, async (page) => {
      const [mine] = await invoices(page);
      await page.goto(`/invoices/${mine?.id}`);
      const line = page.getByRole('row').filter({ hasText: rental.assetNo });
      await expect(line).toContainText('¥2,467.74');
      await expect(await why(line, page)).toContainText('4,500.00');
    });
  });

  test('finance imports a bank statement and confirms what is sure: two invoices are paid', async ({
    browser,
    park,
  }) => {
    await atWork(browser, park, finance, async (page) => {
      const [one, two] = await unpaid(page);
      if (!one || !two) throw new Error('the month has no invoices of the companies that were made for it');
      const statement = [
        '交易日期,借方发生额,贷方发生额,余额,对方户名,对方账号,摘要,附言,交易流水号',
        `2026/04/02,,"${yuan(one.grossFen)}",,${one.companyZh},,转账,结算单 ${one.number},E2E-1`,
        `2026/04/02,,"${yuan(two.grossFen)}",,${two.companyZh},,转账,仪器租金,E2E-2`,
        '2026/04/02,,88.88,,某某商贸有限公司,,转账,货款,E2E-3',
      ].join('\n');
      await page.goto('/payments/bank/import');
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: '网银明细.csv', mimeType: 'text/csv', buffer: Buffer.from(statement) });
      await page.getByRole('button', { name: '导入 3 笔流水' }).click(slow);
      await expect(page.getByText('已导入 3 笔，0 笔已存在').first()).toBeVisible(slow);
      await page.getByRole('link', { name: '去核对流水' }).click();
      const sum = yuan(one.grossFen + two.grossFen);
      await confirmed(page, `确认全部确定项（2 笔 ¥${sum}）`, '确认 2 笔确定匹配的流水？', '确认');
      await expect(page.getByText('已确认 2 笔').first()).toBeVisible(slow);
      await expect(page.getByRole('list', { name: '银行流水' }).getByRole('listitem')).toContainText([
        '某某商贸有限公司',
      ]);
      for (const { id } of [one, two]) {
        await page.goto(`/invoices/${id}`);
        await expect(page.getByText('已结清').first()).toBeVisible();
      }
    });
  });

  test('finance grants an allowance on a line of an invoice, and the red letter is listed', async ({
    browser,
    park,
  }) => {
    await atWork(browser, park, finance, async (page) => {
      const [open] = await unpaid(page);
      await page.goto(`/invoices/${open?.id}`);
      await page.getByRole('button', { name: '红字冲销' }).click();
      const sheet = page.getByRole('dialog', { name: `红字冲销 ${open?.number}` });
      const box = sheet.getByRole('checkbox', { name: '冲红第 1 行' });
      await box.locator('xpath=ancestor::label[1]').click();
      const amount = sheet.getByRole('textbox', { name: '第 1 行冲红金额（元）' });
      await amount.fill('467.74');
      await amount.press('Tab');
      await expect(sheet.getByRole('region', { name: '冲红结果' })).toContainText('¥2,000.00', slow);
      await sheet.getByRole('button', { name: '出具红字单' }).click();
      const question = page.getByRole('alertdialog', { name: '出具 ¥467.74 的红字结算单？' });
      await question.getByRole('button', { name: '出具红字单' }).click();
      await expect(page.getByText(/^已出具红字单 [A-Z]+C2026-\d{6}$/).first()).toBeVisible(slow);
      await page.goto('/credit-notes');
      const row = page.getByRole('row').filter({ hasText: open?.number });
      await expect(row).toContainText('467.74');
      await expect(row).toContainText('已出具');
    });
  });

  test('finance closes the month by its checklist', async ({ browser, park }) => {
    await atWork(browser, park, finance, async (page) => {
      await page.goto(`/months/${month}`);
      await expect(page.getByText('关账前核对')).toBeVisible(slow);
      await expect(page.getByText('必须处理')).toHaveCount(0);
      await confirmed(page, '关账', '关闭 2026 年 3 月？', '关账');
      await expect(page.getByText('2026 年 3 月已关账').first()).toBeVisible();
      await expect(page.getByRole('button', { name: '关账', exact: true })).toHaveCount(0);
    });
    expect(await brokenRules(park)).toEqual([]);
  });
});
