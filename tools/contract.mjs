// Nest classes -> apps/api/openapi.json -> types of the page. --check compares instead of writing.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import { buildProjects, root } from './build.mjs';

const CONTRACT = 'apps/api/openapi.json';
const TYPES = 'apps/web/src/shared/api/schema.ts';
const compiled = join(root, 'apps/api/dist/openapi.js');

function run(args, env = {}) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.once('error', fail);
    child.once('close', (code) => (code === 0 ? done() : fail(new Error(output.trim()))));
  });
}

async function generate(contract, types) {
  for (const file of [contract, types]) mkdirSync(dirname(file), { recursive: true });
  const script =
    `const { writeOpenapi } = await import(${JSON.stringify(pathToFileURL(compiled).href)});` +
    `await writeOpenapi(${JSON.stringify(contract)}); process.exit(0);`;
  // Nothing connects, but the settings are read.
  const env = { DATABASE_URL: process.env.DATABASE_URL || 'postgres://nobody@127.0.0.1:1/nothing' };
  await run(['--input-type=module', '--eval', script], env);
  await run(['node_modules/openapi-typescript/bin/cli.js', contract, '--output', types]);
}

function differs(name, committed, generated) {
  const before = existsSync(committed) ? readFileSync(committed, 'utf8').split('\n') : [];
  const after = readFileSync(generated, 'utf8').split('\n');
  const line = after.findIndex((text, i) => text !== before[i]);
  if (line === -1 && before.length === after.length) return false;
  const at = line === -1 ? after.length : line;
  console.log(`${name}:${at + 1} is out of date; run "npm run contract".`);
  console.log(`  committed: ${before[at]?.trim() ?? '(nothing)'}\n  generated: ${after[at]?.trim() ?? '(nothing)'}`);
  return true;
}

async function check() {
  const folder = mkdtempSync(join(tmpdir(), 'parkbench-contract-'));
  try {
    const [contract, types] = [join(folder, 'openapi.json'), join(folder, 'schema.ts')];
    await generate(contract, types);
    const found = [differs(CONTRACT, join(root, CONTRACT), contract), differs(TYPES, join(root, TYPES), types)];
    return found.includes(true) ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (!(await buildProjects(['@parkbench/api']))) process.exit(1);
if (!existsSync(compiled)) {
  console.error('apps/api/dist/openapi.js is missing: there is nothing to make the contract from.');
  process.exit(1);
}
try {
  if (process.argv.includes('--check')) process.exit(await check());
  await generate(join(root, CONTRACT), join(root, TYPES));
  console.log(`${CONTRACT} and ${TYPES} are written.`);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
