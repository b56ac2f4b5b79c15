import { spawn, type ChildProcess } from 'node:child_process';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { waitUntil } from '../start/health.js';
import { someFreePort } from '../start/ports.js';

export interface Redis {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  kill9(): Promise<void>;
  /** On the same port; what was not on disk is gone, as after a real crash. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The machine's own redis-server (or valkey-server), in a private folder. */
export async function startRedis(folder: string): Promise<Redis> {
  const port = await someFreePort();
  let child = await launch(folder, port);
  const end = async (name: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill(name);
    await ended;
  };
  const atExit = (): void => void child.kill('SIGKILL');
  process.on('exit', atExit);
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    get pid() {
      return child.pid ?? 0;
    },
    kill9: () => end('SIGKILL'),
    async restart() {
      await end('SIGTERM');
      child = await launch(folder, port);
    },
    async stop() {
      await end('SIGTERM');
      process.removeListener('exit', atExit);
    },
  };
}

async function launch(folder: string, port: number): Promise<ChildProcess> {
  let failure: string | undefined;
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--pidfile', join(folder, 'redis.pid')];
  args.push('--appendonly', 'yes', '--save', '');
  const child = spawn(process.env.PARKBENCH_REDIS_SERVER || 'redis-server', args, { stdio: 'ignore' });
  child.once('error', () => {
    failure =
      'redis-server is not installed. On Debian or Ubuntu: apt-get install redis-server; ' +
      'elsewhere set PARKBENCH_REDIS_SERVER to a redis-server or valkey-server.';
  });
  child.once('exit', (code) => (failure ??= `redis-server ended with code ${code}.`));
  await waitUntil(
    'redis-server answers',
    10_000,
    () => answersPing(port),
    () => failure,
  );
  return child;
}

function answersPing(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = createConnection({ port, host: '127.0.0.1' }, () => socket.write('PING\r\n'));
    socket.once('data', (data) => {
      socket.destroy();
      done(data.toString().startsWith('+PONG'));
    });
    socket.once('error', () => done(false));
  });
}
