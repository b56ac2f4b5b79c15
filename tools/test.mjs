// npm test: all suites, or those named: node tools/test.mjs api [arguments for Jest or Playwright].
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserEnvironment, HOW_TO_GET_ONE } from './browser.mjs';
import { buildIfNeeded, checkMachine, root } from './build.mjs';

const SUITES = { domain: 'libs/domain', api: 'apps/api', web: 'apps/web', tools: 'tools', e2e: 'apps/e2e' };
const NEED_DATABASE = ['api', 'e2e'];

const NO_REPORT = {
  numPassedTests: 0,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 0,
  numPendingTests: 0,
  numTodoTests: 0,
};
const NO_STATS = { expected: 0, flaky: 0, unexpected: 0, skipped: 0 };

checkMachine();
const names = process.argv
  .slice(2)
  .filter((argument, i, all) => argument in SUITES && !all.slice(0, i).some((a) => !(a in SUITES)));
const extra = process.argv.slice(2 + names.length);
const chosen = names.length > 0 ? names : Object.keys(SUITES);
const seconds = () => (performance.now() / 1000).toFixed(1).padStart(5);
const say = (text) => console.log(`[${seconds()}s] ${text}`);

const results = mkdtempSync(join(tmpdir(), 'parkbench-results-'));
let running;
let database;
process.on('exit', () => {
  running?.kill('SIGTERM');
  database?.remove();
  rmSync(results, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));

/** A server of its own whose speed counts and whose data does not. */
async function startDatabase() {
  const { startPostgres } = await import('./dist/start/postgres/start-postgres.js');
  const { makeStandFolder, removeStandFolder } = await import('./dist/stand/stand-folder.js');
  const { someFreePort } = await import('./dist/start/ports.js');
  const folder = makeStandFolder();
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  const postgres = await startPostgres({ dataDir: folder, port: await someFreePort(), settings });
  say(`PostgreSQL 18 for the tests on 127.0.0.1:${postgres.port}`);
  return { url: postgres.url, remove: () => removeStandFolder(folder, postgres.folder) };
}

function run(args, env) {
  return new Promise((done) => {
    running = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, TZ: 'America/New_York', ...env },
      stdio: 'inherit',
    });
    running.once('error', () => done(1));
    running.once('close', (code) => done(code ?? 1));
  });
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

async function runJest(name, env) {
  const output = join(results, `${name}.json`);
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const jest = [join(root, 'node_modules/jest/bin/jest.js'), '--config', join(root, SUITES[name], 'jest.config.mjs')];
  const code = await run([...node, ...jest, '--json', '--outputFile', output, ...extra], env);
  const report = { ...NO_REPORT, ...readJson(output) };
  // A file that does not even load holds tests that did not pass.
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return verdict(code, report.numPassedTests, failed, report.numPendingTests + report.numTodoTests);
}

async function runPlaywright(env) {
  const browser = await browserEnvironment();
  if (browser === undefined) {
    console.error(HOW_TO_GET_ONE);
    return verdict(1, 0, 1, 0);
  }
  const output = join(results, 'e2e.json');
  const args = ['node_modules/@playwright/test/cli.js', 'test', '-c', 'apps/e2e/playwright.config.ts'];
  const code = await run([...args, '--reporter=list,json', ...extra], {
    ...env,
    ...browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: output,
  });
  const stats = { ...NO_STATS, ...readJson(output)?.stats };
  return verdict(code, stats.expected + stats.flaky, stats.unexpected, stats.skipped);
}

/** A suite that ends badly without naming a failed test counts as one. */
function verdict(code, passed, failed, skipped) {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped };
}

function isThere(name) {
  return existsSync(join(root, SUITES[name], name === 'e2e' ? 'playwright.config.ts' : 'jest.config.mjs'));
}

if (!(await buildIfNeeded(say))) {
  console.log('0 passed, 1 failed');
  process.exit(1);
}
const there = chosen.filter(isThere);
const env = {};
if (process.env.TEST_DATABASE_URL) env.TEST_DATABASE_URL = process.env.TEST_DATABASE_URL;
else if (there.some((name) => NEED_DATABASE.includes(name))) {
  database = await startDatabase();
  env.TEST_DATABASE_URL = database.url;
}

const rows = [];
for (const name of chosen) {
  if (!there.includes(name)) {
    rows.push({ name, note: 'no configuration yet' });
    continue;
  }
  say(`suite ${name}`);
  const since = performance.now();
  const result = name === 'e2e' ? await runPlaywright(env) : await runJest(name, env);
  rows.push({ name, ...result, seconds: (performance.now() - since) / 1000 });
}

console.log('\nsuite     passed  failed  skipped  seconds');
for (const row of rows) {
  if (row.note !== undefined) console.log(`${row.name.padEnd(8)}  ${row.note}`);
  else {
    const cells = [row.passed, row.failed, row.skipped, row.seconds.toFixed(1)];
    console.log(row.name.padEnd(8) + cells.map((cell, i) => String(cell).padStart([8, 8, 9, 9][i])).join(''));
  }
}
const sum = (key) => rows.reduce((total, row) => total + (row[key] ?? 0), 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') === 0 ? 0 : 1);
