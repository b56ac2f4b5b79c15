import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from '../repository.js';

interface SeedModule {
  /** `url` is the database's, `apiUrl` the running API's (not given with --seed-only). */
  seedDemo: (options: { url: string; apiUrl?: string; log: (line: string) => void }) => Promise<unknown>;
}

const module = pathToFileURL(join(repositoryRoot, 'apps/api/dist/demo/seed.js')).href;
const { seedDemo } = (await import(module)) as SeedModule;
await seedDemo({
  url: process.env.DATABASE_URL ?? '',
  apiUrl: process.env.PARKBENCH_API_URL || undefined,
  log: (line) => process.send?.(line),
});
process.send?.(null, undefined, undefined, () => process.exit(0));
