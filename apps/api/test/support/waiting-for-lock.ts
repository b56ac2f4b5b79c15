import type { Pool } from 'pg';

/** Waits until so many sessions of the test's database wait for a lock; fails after four seconds. */
export async function waitingForLock(owner: Pool, sessions: number): Promise<void> {
  for (let i = 0; i < 200; i++) {
    const { rows } = await owner.query<{ n: number }>(
      `SELECT count(*)::int n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if ((rows[0]?.n ?? 0) >= sessions) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${sessions} sessions never waited`);
}
