// npm run check: every guard, one line of verdict each, the output of those that fail.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfNeeded, checkMachine, root } from './build.mjs';

checkMachine();
const SOURCES = ['apps', 'libs', 'migrations', 'tools'].filter((folder) => existsSync(join(root, folder)));

const checks = [
  ['format', ['node_modules/prettier/bin/prettier.cjs', '--check', '.']],
  ['build', undefined],
  ['page weight', ['apps/web/scripts/size.mjs']],
  ['test types', ['tools/check-test-types.mjs']],
  [
    'lint',
    ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings', '--disable-nested-config', '-f', 'unix'],
  ],
  ['line bans', ['tools/dist/check/main.js']],
  [
    'architecture',
    [
      '--require',
      './tools/parse-tsx.cjs',
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      '-T',
      'err',
      ...SOURCES,
    ],
  ],
  ['contract', ['tools/contract.mjs', '--check']],
];

function run(args) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => done({ passed: false, output: error.message }));
    child.once('close', (code) => done({ passed: code === 0, output }));
  });
}

let failed = 0;
for (const [name, args] of checks) {
  const since = performance.now();
  const { passed, output } =
    args === undefined ? { passed: await buildIfNeeded(() => {}), output: '' } : await run(args);
  if (!passed) failed += 1;
  const seconds = ((performance.now() - since) / 1000).toFixed(1);
  console.log(`${passed ? 'ok  ' : 'FAIL'}  ${name.padEnd(14)}${seconds.padStart(6)} s`);
  if (!passed && output.trim() !== '') console.log(`${output.trim().replace(/^/gm, '      ')}\n`);
}
console.log(failed === 0 ? 'all checks passed' : `${failed} of ${checks.length} checks failed`);
process.exit(failed === 0 ? 0 : 1);
