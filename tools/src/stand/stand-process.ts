import { join } from 'node:path';
import { isHealthy, waitUntil } from '../start/health.js';
import { startNode, type NodeChild } from '../start/node-child.js';
import { someFreePort } from '../start/ports.js';
import { readFrom } from '../start/postgres/postmaster.js';
import { repositoryRoot } from '../start/repository.js';

const READY_TIMEOUT_MS = 60_000;

export interface StandProcess {
  readonly name: string;
  readonly pid: number;
  readonly running: boolean;
  readonly logFile: string;
  /** Stays dead until `restart`: nobody supervises it. */
  kill9(): Promise<void>;
  /** Asks it to end in its orderly way. */
  stop(): Promise<void>;
  /** Back when it is ready; an API keeps its address. */
  restart(): Promise<void>;
}

export interface StandApi extends StandProcess {
  readonly url: string;
}

export async function startStandWorker(name: string, folder: string, env: NodeJS.ProcessEnv): Promise<StandProcess> {
  return startProcess({ name, folder, script: 'worker.js', env, isReady: (child) => child.ready });
}

export async function startStandApi(name: string, folder: string, env: NodeJS.ProcessEnv): Promise<StandApi> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await someFreePort();
    const url = `http://127.0.0.1:${port}`;
    const isReady = (): Promise<boolean> => isHealthy(url);
    try {
      const api = await startProcess({ name, folder, script: 'main.js', env: { ...env, PORT: String(port) }, isReady });
      return Object.defineProperty(api, 'url', { value: url, enumerable: true }) as StandApi;
    } catch (error) {
      // Somebody else may have taken the port between the look and the bind.
      if (attempt === 3 || !/EADDRINUSE/.test(String(error))) throw error;
    }
  }
}

interface Definition {
  readonly name: string;
  readonly folder: string;
  readonly script: string;
  readonly env: NodeJS.ProcessEnv;
  readonly isReady: (child: NodeChild) => Promise<boolean> | boolean;
}

async function startProcess({ name, folder, script, env, isReady }: Definition): Promise<StandProcess> {
  const logFile = join(folder, `${name}.log`);
  const launch = async (): Promise<NodeChild> => {
    const child = startNode({ script: join(repositoryRoot, 'apps/api/dist', script), env, logFile, memoryMb: 512 });
    const giveUp = (): string | undefined =>
      child.running ? undefined : `${name} does not start:\n${readFrom(logFile, 0)}`;
    try {
      await waitUntil(`${name} ready`, READY_TIMEOUT_MS, () => child.running && isReady(child), giveUp);
    } catch (error) {
      await child.kill9();
      throw error;
    }
    return child;
  };
  let child = await launch();
  return {
    name,
    logFile,
    get pid() {
      return child.pid;
    },
    get running() {
      return child.running;
    },
    kill9: () => child.kill9(),
    async stop() {
      if (child.running) await child.stop();
    },
    async restart() {
      if (child.running) await child.stop();
      child = await launch();
    },
  };
}
