import { defineConfig } from '@playwright/test';

/** The main job in a real Chromium, on one machine and on the scaled-out topology; each project has a park of its own. */
export default defineConfig({
  testDir: './tests',
  outputDir: './test-results/artifacts',
  timeout: 180_000,
  expect: { timeout: 15_000 },
  workers: 1,
  retries: 0,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'America/New_York',
    actionTimeout: 15_000,
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.PARKBENCH_CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'one-machine', metadata: { scaledOut: false }, testMatch: /main-job\.spec\.ts/ },
    { name: 'ways', metadata: { scaledOut: false }, testMatch: /(ways|basket|at-the-bench)\.spec\.ts/ },
    { name: 'finance', metadata: { scaledOut: false }, timeout: 300_000, testMatch: /finance\.spec\.ts/ },
    { name: 'scaled-out', metadata: { scaledOut: true }, testMatch: /main-job\.spec\.ts/ },
  ],
});
