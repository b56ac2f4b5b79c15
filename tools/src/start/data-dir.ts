import { accessSync, chownSync, constants, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SetUpError } from './progress.js';

/** Makes the folder, or says who could. */
export function makeDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new SetUpError(
      `The data directory ${dataDir} may not be written by this user (${(error as NodeJS.ErrnoException).code}). ` +
        'Set PARKBENCH_DATA_DIR to a folder of yours, or start as the user who owns it.',
    );
  }
}

/** Root may have started a checkout of somebody else, who must be able to start it again. */
export function giveFilesToOwner(dataDir: string): void {
  const { uid, gid } = statSync(dataDir);
  if (process.getuid?.() !== 0 || uid === 0) return;
  for (const entry of readdirSync(dataDir, { withFileTypes: true })) {
    if (entry.isFile()) chownSync(join(dataDir, entry.name), uid, gid);
  }
}
