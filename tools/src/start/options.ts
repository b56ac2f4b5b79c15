import { resolve } from 'node:path';
import { isPortFree, nextFreePort } from './ports.js';
import { SetUpError } from './progress.js';
import { repositoryRoot } from './repository.js';

const DEFAULT_PORT = 3000;

export interface Options {
  readonly task: 'serve' | 'migrate' | 'seed';
  readonly dev: boolean;
  /** `wanted`: seed a fresh database. `forced`: say so to the API whatever is known. `off`: an empty park. */
  readonly demo: 'wanted' | 'forced' | 'off';
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly explicitPort: number | undefined;
}

const FLAGS = ['--dev', '--no-demo', '--migrate-only', '--seed-only'];

export function readOptions(argv: readonly string[], env: NodeJS.ProcessEnv): Options {
  const unknown = argv.filter((flag) => !FLAGS.includes(flag));
  if (unknown.length > 0) throw new SetUpError(`Unknown: ${unknown.join(' ')}. There are ${FLAGS.join(', ')}.`);
  const has = (flag: string): boolean => argv.includes(flag);
  return {
    task: has('--migrate-only') ? 'migrate' : has('--seed-only') ? 'seed' : 'serve',
    dev: has('--dev'),
    demo: has('--no-demo') || env.PARKBENCH_DEMO === '0' ? 'off' : env.PARKBENCH_DEMO === '1' ? 'forced' : 'wanted',
    dataDir: resolve(env.PARKBENCH_DATA_DIR || resolve(repositoryRoot, '.parkbench')),
    databaseUrl: env.DATABASE_URL || undefined,
    explicitPort: readPort(env.PORT),
  };
}

function readPort(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new SetUpError(`PORT=${text} is no port number.`);
}

/** A port somebody asked for is never changed behind their back. */
export async function choosePort(explicitPort: number | undefined): Promise<number> {
  if (explicitPort === undefined) return nextFreePort(DEFAULT_PORT);
  if (await isPortFree(explicitPort)) return explicitPort;
  throw new SetUpError(
    `Port ${explicitPort} (from PORT) is taken by another program, or may not be used by this user. ` +
      'Choose another, or leave PORT out and the next free one from 3000 on is taken.',
  );
}
