import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { repositoryRoot } from '../start/repository.js';
import { findBanned } from './bans.js';

/** A guard nobody has seen fail guards nothing: each gets one forbidden line and must name its rule. */
type Canary = readonly [rule: string, files: Readonly<Record<string, string>>];

let tree: string;

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'parkbench-canary-'));
  for (const file of ['.oxlintrc.json', '.dependency-cruiser.cjs', 'tsconfig.base.json']) {
    cpSync(join(repositoryRoot, file), join(tree, file));
  }
  symlinkSync(join(repositoryRoot, 'node_modules'), join(tree, 'node_modules'));
});

afterEach(() => rmSync(tree, { recursive: true, force: true }));

function plant(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(tree, dirname(file)), { recursive: true });
    writeFileSync(join(tree, file), `${text}\n`);
  }
}

function report(tool: 'oxlint/bin/oxlint' | 'dependency-cruiser/bin/dependency-cruise.mjs', args: string[]): string {
  const run = spawnSync(process.execPath, [join(repositoryRoot, 'node_modules', tool), ...args], {
    cwd: tree,
    encoding: 'utf8',
  });
  expect(run.status).not.toBe(0);
  return run.stdout + run.stderr;
}

// Else oxlint follows the link to node_modules into everybody's configurations.
const LINT = ['--disable-nested-config', '-f', 'unix'];
const reservations = 'apps/api/src/features/reservations';
const long = (lines: number): string =>
  Array.from({ length: lines }, (_, i) => `export const a${i} = ${i};`).join('\n');

const lint: readonly Canary[] = [
  ['max-lines', { 'apps/api/src/a.ts': long(301) }],
  ['max-lines-per-function', { 'apps/api/src/a.ts': `export function f() {\n${'  f();\n'.repeat(61)}}` }],
  ['max-params', { 'libs/domain/src/core/a.ts': 'export const f = (a: 1, b: 1, c: 1, d: 1) => [a, b, c, d];' }],
  ['no-process-env', { 'apps/api/src/a.ts': 'export const port = process.env.PORT;' }],
  ['no-process-env', { 'apps/web/src/a.ts': 'export const port = process.env.PORT;' }],
  ['no-restricted-properties', { 'apps/api/src/a.ts': 'export const now = Date.now();' }],
  ['no-restricted-properties', { 'libs/domain/src/money/a.ts': 'export const fen = Math.round(1.5);' }],
  ['no-restricted-properties', { 'libs/domain/src/money/a.ts': 'export const text = (x: number) => x.toFixed(2);' }],
  ['no-restricted-globals', { 'libs/domain/src/money/a.ts': "export const x = parseFloat('1');" }],
  ['no-restricted-imports', { 'apps/api/src/a.ts': "export { forwardRef } from '@nestjs/common';" }],
  ['no-explicit-any', { 'apps/api/src/a.ts': 'export const x: any = 1;' }],
  ['no-focused-tests', { 'apps/api/src/a.spec.ts': "it.only('x', () => expect(1).toBe(1));" }],
  ['no-cycle', { 'apps/web/src/a.ts': "export * from './b.js';", 'apps/web/src/b.ts': "export * from './a.js';" }],
];

test.each(lint)('oxlint reports %s (%#)', (rule, files) => {
  plant(files);
  expect(report('oxlint/bin/oxlint', LINT)).toContain(`(${rule})`);
});

test('oxlint reports no-floating-promises, which needs types', () => {
  const options = { compilerOptions: { strict: true, target: 'ES2022', types: [] } };
  plant({
    'apps/api/tsconfig.json': JSON.stringify(options),
    'apps/api/src/a.ts': 'async function f(): Promise<void> {}\nf();',
  });
  expect(report('oxlint/bin/oxlint', ['--type-aware', ...LINT])).toContain('(no-floating-promises)');
});

const cruise: readonly Canary[] = [
  [
    'no-circular',
    {
      'apps/web/src/a.ts': "export type { B } from './b.js'; export type A = 1;",
      'apps/web/src/b.ts': "import type { A } from './a.js'; export type B = A;",
    },
  ],
  [
    'feature-pricing-looks-left',
    {
      'apps/api/src/features/pricing/a.ts': "import '../reservations/reservations.api.js';",
      [`${reservations}/reservations.api.ts`]: '',
    },
  ],
  [
    'domain-money-looks-left',
    {
      'libs/domain/src/money/a.ts': "import type { B } from '../billing/b.js'; export type A = B;",
      'libs/domain/src/billing/b.ts': 'export type B = 1;',
    },
  ],
  [
    'feature-is-listed',
    { 'apps/api/src/features/surprise/a.ts': "import './b.js';", 'apps/api/src/features/surprise/b.ts': '' },
  ],
  [
    'feature-front-door',
    {
      [`${reservations}/a.ts`]: "import '../pricing/rate-plan.entity.js';",
      'apps/api/src/features/pricing/rate-plan.entity.ts': '',
    },
  ],
  [
    'platform-knows-no-feature',
    {
      'apps/api/src/platform/a.ts': "import '../features/pricing/pricing.api.js';",
      'apps/api/src/features/pricing/pricing.api.ts': '',
    },
  ],
  [
    'web-features-apart',
    { 'apps/web/src/features/pricing/a.ts': "import '../usage/b.js';", 'apps/web/src/features/usage/b.ts': '' },
  ],
  ['web-looks-down', { 'apps/web/src/features/pricing/a.ts': "import '../../app/b.js';", 'apps/web/src/app/b.ts': '' }],
  ['web-shared-looks-down', { 'apps/web/src/shared/a.ts': "import '../app/b.js';", 'apps/web/src/app/b.ts': '' }],
  ['web-knows-no-server', { 'apps/web/src/a.ts': "import 'pg';" }],
  ['no-inner-barrel', { 'libs/domain/src/core/a.ts': "import '../index.js';", 'libs/domain/src/index.ts': '' }],
  [
    'domain-through-its-front',
    { 'apps/web/src/a.ts': "import '../../../libs/domain/src/core/b.js';", 'libs/domain/src/core/b.ts': '' },
  ],
  ['domain-stands-alone', { 'libs/domain/src/core/a.ts': "import 'node:fs';" }],
  ['production-knows-no-test', { 'apps/api/src/a.ts': "import './b.spec.js';", 'apps/api/src/b.spec.ts': '' }],
  ['resolvable', { 'apps/api/src/a.ts': "import './missing.js';" }],
];

test.each(cruise)('dependency-cruiser reports %s', (rule, files) => {
  plant(files);
  const folders = [...new Set(Object.keys(files).map((file) => file.split('/')[0] ?? ''))];
  const args = ['--config', '.dependency-cruiser.cjs', '-T', 'err', ...folders];
  expect(report('dependency-cruiser/bin/dependency-cruise.mjs', args)).toContain(` ${rule}:`);
});

const banned: readonly Canary[] = [
  ['clock-only-in-clock', { 'apps/api/src/a.ts': 'export const now = new Date();' }],
  ['no-clock-in-domain', { 'libs/domain/src/time/a.ts': 'const now = new Date();' }],
  ['no-async-in-domain', { 'libs/domain/src/time/a.ts': 'const f = async () => 1;' }],
  ['one-barrel', { 'apps/web/src/shared/index.ts': "export * from './a.js';" }],
  ['owning-side-only', { 'apps/api/src/a.entity.ts': '  @OneToMany(() => B, (b) => b.a)' }],
  ['no-inline-type-import', { 'apps/api/src/a.ts': "type A = import('./b.js').B;" }],
  ['no-forward-ref', { 'apps/api/src/a.module.ts': '  imports: [forwardRef(() => B)],' }],
  ['web-env-in-env', { 'apps/web/src/a.ts': 'const mode = import.meta.env.MODE;' }],
  ['no-synchronize', { 'apps/api/src/a.ts': 'const options = { synchronize: true };' }],
  ['todo-has-issue', { 'tools/src/a.ts': '// TODO tidy up' }],
  ['domain-export-documented', { 'libs/domain/src/core/a.ts': 'export const a = 1;' }],
];

test.each(banned)('the line check reports %s', (rule, files) => {
  plant(files);
  const file = Object.keys(files)[0];
  expect(findBanned(tree).map((finding) => [finding.rule, finding.file, finding.line])).toContainEqual([rule, file, 1]);
});

test('the line check leaves allowed lines alone', () => {
  plant({
    'apps/api/src/platform/clock.ts': 'export const now = (): Date => new Date();',
    'apps/api/src/a.ts': '/** Never `new Date()` here. */\nexport const at = new Date(0);',
    'libs/domain/src/core/a.ts': '/** One. */\nexport type A = 1;\nexport const A = 1;',
  });
  expect(findBanned(tree)).toEqual([]);
});
