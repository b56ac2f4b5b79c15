import { type Browser, type BrowserContextOptions, expect, type Page } from '@playwright/test';
import type { Park } from './park';

export const password = 'parkbench-demo-2026';
export const tenant = 'tenant@demo.parkbench.example';
export const secondTenant = 'tenant2@demo.parkbench.example';
export const manager = 'manager@demo.parkbench.example';
export const finance = 'finance@demo.parkbench.example';

/** A browser of one's own on the park's day, signed in; tenants and staff may talk to different API processes. */
export async function signedIn(
  browser: Browser,
  park: Park,
  email: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const url = email === manager || email === finance ? park.staffUrl : park.tenantUrl;
  const context = await browser.newContext({
    baseURL: url,
    locale: 'zh-CN',
    timezoneId: 'America/New_York',
    ...options,
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(park.now);
  await page.goto('/');
  await page.getByLabel('邮箱').fill(email);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('navigation').first()).toBeVisible();
  return page;
}

/** Calls the API as the page's person. */
export async function api<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  const response = await page.request.fetch(`/api/v1${path}`, {
    method,
    headers: { 'x-parkbench': '1', 'idempotency-key': crypto.randomUUID() },
    data: body,
  });
  if (!response.ok()) throw new Error(`${method} ${path}: ${response.status()} ${await response.text()}`);
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}
