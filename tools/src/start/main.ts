import { giveFilesToOwner, makeDataDir } from './data-dir.js';
import { openPostgres, runDemoSeed, runMigrations } from './database.js';
import { demoAccounts } from './demo-accounts.js';
import { demoStateFile, readDemoState, writeDemoState } from './demo-state.js';
import { watchSources } from './dev.js';
import { claim, runningLauncher } from './lock.js';
import { choosePort, readOptions, type Options } from './options.js';
import { progress, SetUpError } from './progress.js';
import { startServices } from './services.js';
import { Shutdown } from './shutdown.js';

/** Starts everything, waits for a signal, stops everything; the answer is the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const shutdown = new Shutdown();
  let exitCode = 0;
  try {
    const options = readOptions(argv, process.env);
    if (options.task === 'serve') {
      await serve(options, shutdown);
      await shutdown.requested;
    } else await runOnce(options, shutdown);
  } catch (error) {
    if (!shutdown.isRequested) {
      exitCode = 1;
      progress(
        error instanceof SetUpError
          ? error.message
          : `Failed: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  if (shutdown.isRequested) progress('stopping');
  await shutdown.close();
  if (shutdown.isRequested) progress('stopped');
  return exitCode;
}

async function openDatabase(options: Options, shutdown: Shutdown, keep: boolean): Promise<string> {
  makeDataDir(options.dataDir);
  shutdown.add(() => giveFilesToOwner(options.dataDir));
  if (options.databaseUrl === undefined) return (await openPostgres(options.dataDir, shutdown, keep)).url;
  progress('using the database of DATABASE_URL');
  return options.databaseUrl;
}

/** Migrates, and notes that a fresh database is still to get its demo data. */
async function migrate(options: Options, databaseUrl: string): Promise<string> {
  const { applied, fresh } = await runMigrations(databaseUrl);
  progress(applied.length === 0 ? 'database is up to date' : `${applied.length} migrations applied`);
  const stateFile = demoStateFile(options.dataDir, options.databaseUrl);
  if (fresh) writeDemoState(stateFile, options.demo === 'off' ? 'none' : 'pending');
  return stateFile;
}

async function serve(options: Options, shutdown: Shutdown): Promise<void> {
  const other = runningLauncher(options.dataDir);
  if (other !== undefined) {
    throw new SetUpError(
      `Parkbench already runs on ${options.dataDir} (process ${other.pid}${other.url ? `, ${other.url}` : ''}). ` +
        'Stop it first, or set PARKBENCH_DATA_DIR to another folder.',
    );
  }
  const port = await choosePort(options.explicitPort);
  const url = `http://localhost:${port}`;
  const databaseUrl = await openDatabase(options, shutdown, false);
  shutdown.add(claim(options.dataDir, url));
  shutdown.throwIfRequested();
  const stateFile = await migrate(options, databaseUrl);
  shutdown.throwIfRequested();
  const demo = options.demo === 'forced' || (options.demo === 'wanted' && readDemoState(stateFile) !== 'none');
  // The story is told with a clock of its own: a worker that lives today would carry out last year's work as it appears.
  const loaded = demo && (await loadDemo(stateFile, databaseUrl));
  shutdown.throwIfRequested();
  const services = await startServices(
    { port, databaseUrl, dataDir: options.dataDir, demo, dev: options.dev },
    shutdown,
  );
  shutdown.throwIfRequested();
  const address = options.dev ? await watchSources(services, url, shutdown) : url;
  announce(address, loaded, options.dataDir);
}

async function loadDemo(stateFile: string, databaseUrl: string): Promise<boolean> {
  if (readDemoState(stateFile) !== 'pending') return true;
  progress('loading the demo park');
  try {
    if (!(await runDemoSeed(databaseUrl))) {
      progress('there is no demo data in this version (apps/api/dist/demo/seed.js is missing); the park is empty');
      return false;
    }
  } catch (error) {
    progress(`the demo park could not be loaded: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
  writeDemoState(stateFile, 'loaded');
  progress('demo park loaded');
  return true;
}

async function runOnce(options: Options, shutdown: Shutdown): Promise<void> {
  const keep = runningLauncher(options.dataDir) !== undefined;
  const databaseUrl = await openDatabase(options, shutdown, keep);
  const stateFile = await migrate(options, databaseUrl);
  if (options.task !== 'seed') return;
  shutdown.throwIfRequested();
  if (readDemoState(stateFile) === 'loaded') return progress('the demo park is already there');
  writeDemoState(stateFile, 'pending');
  if (!(await loadDemo(stateFile, databaseUrl))) throw new SetUpError('Nothing was loaded.');
}

function announce(address: string, demo: boolean, dataDir: string): void {
  progress(`Parkbench is ready: ${address}`);
  if (demo) {
    process.stdout.write(`\n  Demo accounts, password ${demoAccounts[0]?.password}\n`);
    for (const account of demoAccounts) process.stdout.write(`    ${account.role.padEnd(24)}${account.email}\n`);
  }
  process.stdout.write(`\n  Data and logs: ${dataDir}\n  Stop: Ctrl-C\n\n`);
}
