import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the checkout; src/start and dist/start lie equally deep. */
export const repositoryRoot = resolve(fileURLToPath(import.meta.url), '..', '..', '..', '..');
