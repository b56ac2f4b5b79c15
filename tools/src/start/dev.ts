import { spawn } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { nextFreePort } from './ports.js';
import { signal } from './processes.js';
import { progress } from './progress.js';
import { repositoryRoot } from './repository.js';
import type { Services } from './services.js';
import type { Shutdown } from './shutdown.js';

const COMPILED = ['libs/domain', 'migrations', 'apps/api'];
const PAGE_PORT = 5173;

/** Compiles on every save, restarts API and worker on what came out, serves the page by Vite; the page's address. */
export async function watchSources(services: Services, apiUrl: string, shutdown: Shutdown): Promise<string> {
  for (const project of COMPILED) {
    const tsc = join(repositoryRoot, 'node_modules', 'tsgo', 'bin', 'tsc');
    runBeside([tsc, '-p', 'tsconfig.json', '--watch', '--preserveWatchOutput'], project, {}, shutdown);
  }
  let timer: NodeJS.Timeout | undefined;
  for (const project of ['libs/domain', 'apps/api']) {
    const watcher = watch(join(repositoryRoot, project, 'dist'), { recursive: true }, (_, file) => {
      if (file?.endsWith('.js') !== true) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        progress('code changed: restarting API and worker');
        services.api.restart();
        services.worker.restart();
      }, 400);
    });
    shutdown.add(() => watcher.close());
  }
  if (!existsSync(join(repositoryRoot, 'apps/web/vite.config.ts'))) return apiUrl;
  const port = await nextFreePort(PAGE_PORT);
  const vite = join(repositoryRoot, 'node_modules', 'vite', 'bin', 'vite.js');
  runBeside([vite, '--port', String(port), '--strictPort'], 'apps/web', { PARKBENCH_API_URL: apiUrl }, shutdown);
  return `http://localhost:${port}`;
}

function runBeside(args: string[], project: string, env: NodeJS.ProcessEnv, shutdown: Shutdown): void {
  const child = spawn(process.execPath, args, {
    cwd: join(repositoryRoot, project),
    env: { ...process.env, ...env },
    // A group of its own, as the compiler's wrapper does not pass a signal on to the compiler.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  child.once('error', (error) => progress(`${project}: ${error.message}`));
  const end = (): void => {
    if (child.pid !== undefined) signal(-child.pid, 'SIGTERM');
  };
  shutdown.add(end);
  process.on('exit', end);
}
