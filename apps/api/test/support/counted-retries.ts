import type { Database } from '../../src/platform/database/database.js';

/** Counts how often a transaction had to be tried again: what waited for each other in a circle shows. */
export function countedRetries(database: Database): { database: Database; tries: () => number } {
  const original = database.transaction.bind(database) as Database['transaction'];
  let again = 0;
  database.transaction = (scope, work) => {
    let first = true;
    return original(scope, (tx) => {
      if (!first) again += 1;
      first = false;
      return work(tx);
    });
  };
  return { database, tries: () => again };
}
