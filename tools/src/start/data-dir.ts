import { accessSync, constants, mkdirSync } from 'node:fs';
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
