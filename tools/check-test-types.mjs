// The builds leave the tests out; this type-checks them with the settings of their project.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build.mjs';

const PROJECTS = ['libs/domain', 'apps/api', 'apps/web', 'apps/e2e', 'tools'];
const folder = join(root, 'node_modules', '.cache', 'parkbench');
mkdirSync(folder, { recursive: true });

let failed = false;
for (const project of PROJECTS) {
  const own = join(root, project, 'tsconfig.json');
  if (!existsSync(own)) continue;
  const file = join(folder, `tsconfig.${project.replaceAll('/', '-')}.json`);
  const types = project === 'apps/web' ? ['node', 'jest', 'vite/client'] : ['node', 'jest'];
  const lib = project === 'apps/web' ? {} : { lib: ['ES2023'] };
  const config = {
    extends: own,
    compilerOptions: {
      ...lib,
      noEmit: true,
      declaration: false,
      composite: false,
      incremental: false,
      rootDir: root,
      types,
      typeRoots: [join(root, 'node_modules', '@types'), join(root, 'node_modules')],
    },
    include: ['src', 'test', 'tests'].map((name) => join(root, project, name)).concat(join(root, project, '*.ts')),
    exclude: [join(root, project, 'dist'), join(root, project, 'node_modules')],
  };
  writeFileSync(file, JSON.stringify(config));
  const run = spawnSync(process.execPath, [join(root, 'node_modules/tsgo/bin/tsc'), '-p', file, '--pretty', 'false'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (run.status === 0) continue;
  failed = true;
  process.stdout.write(run.stdout + run.stderr);
}
process.exit(failed ? 1 : 0);
