import type { Database, Tx } from '../../platform/database/database.js';

class TakenBack extends Error {}

/** Does the very work of a save, looks at what came of it, and takes everything back: a preview can then differ from the save in nothing. */
export async function tried<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  let seen: { readonly result: T } | undefined;
  try {
    await db.transaction('all', async (tx) => {
      seen = { result: await work(tx) };
      throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack) || !seen) throw error;
  }
  if (!seen) throw new Error('nothing was tried');
  return seen.result;
}
