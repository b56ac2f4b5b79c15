import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  aCrowd,
  aSession,
  billingWorker,
  type BillingWorker,
  clonesOf,
  issuedInvoices,
} from '../../../test/support/billing-desk.js';
import { testDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { type Database, type Scope, type Tx } from '../../platform/database/database.js';

const companies = 220;
let original: TestDatabase;
let clean: Record<string, unknown>[];
const copies: TestDatabase[] = [];

/** 220 companies, so that drafting and issuing both take several transactions; the plan is stored, nothing else is done. */
beforeAll(async () => {
  original = await testDatabase();
  await aCrowd(original.owner, {
    companies,
    months: 2,
    // Every fourth has hours above the month's rent, so that savings stand at the end of its lines.
    also: async (n, companyId, instrumentId) => {
      for (let day = 2; day < 6 && n % 4 === 0; day++) {
        const startsAt = `2026-03-0${day}T01:00:00Z`;
        const prices = { hourlyFen: 40_000, monthlyFen: 450_000 };
        await aSession(original.owner, { companyId, instrumentId, startsAt, hours: 4, ...prices });
      }
    },
  });
  const worker = await billingWorker(original.url);
  await worker.plan('2026-03', '2026-04-01T01:00:00Z');
  await worker.plan('2026-04', '2026-05-01T01:00:00Z');
  await worker.close();
  clean = await inCopy(async (copy, worker) => {
    await worker.work.work();
    return issuedInvoices(copy.owner);
  });
});
afterAll(async () => {
  for (const copy of copies) await copy.drop();
  await original.drop();
});

type Around = Parameters<typeof billingWorker>[1];
async function inCopy<T>(work: (copy: TestDatabase, worker: BillingWorker) => Promise<T>, around?: Around): Promise<T> {
  const [copy] = await clonesOf(original, 1);
  if (!copy) throw new Error('no copy');
  copies.push(copy);
  const worker = await billingWorker(copy.url, around);
  try {
    return await work(copy, worker);
  } finally {
    await worker.close();
  }
}

/** A worker that dies in or after its n-th transaction: what was open is rolled back, what was committed stays. */
function dyingAt(step: number, where: 'inside' | 'after'): NonNullable<Around> {
  let left = step;
  return (db: Database) => ({
    read: (scope: Scope, work) => db.read(scope, work),
    query: (sql, parameters) => db.query(sql, parameters),
    transaction: async <T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> => {
      const dying = left-- === 0;
      const result = await db.transaction(scope, async (tx) => {
        const done = await work(tx);
        if (dying && where === 'inside') throw new Error('Connection terminated');
        return done;
      });
      if (dying) throw new Error('Connection terminated');
      return result;
    },
  });
}

describe('a clean run', () => {
  it('bills every company once a month, the older month first, numbered by credit code', () => {
    expect(clean).toHaveLength(2 * companies);
    expect(clean.map((i) => i.month)).toEqual(clean.map((_, i) => (i < companies ? '2026-03' : '2026-04')));
    expect(clean.map((i) => i.number)).toEqual(clean.map((_, i) => `PB2026-${String(i + 1).padStart(6, '0')}`));
  });
});

describe('a run that is killed and resumed', () => {
  it.each([0, 2, 4, 6, 9, 13])('gives the same invoices when it died in or after transaction %i', async (step) => {
    for (const where of ['inside', 'after'] as const) {
      const resumed = await inCopy(async (copy) => {
        const dying = await billingWorker(copy.url, dyingAt(step, where));
        await expect(dying.work.work()).rejects.toThrow('Connection terminated');
        await dying.close();
        const second = await billingWorker(copy.url);
        await second.work.work();
        await second.close();
        return issuedInvoices(copy.owner);
      });
      expect(resumed).toEqual(clean);
    }
  });

  it('gives the same invoices when it died at every transaction in turn', async () => {
    const resumed = await inCopy(async (copy, worker) => {
      for (let step = 0; step < 3; step++) {
        const dying = await billingWorker(copy.url, dyingAt(1, step % 2 ? 'inside' : 'after'));
        await dying.work.work().catch(() => undefined);
        await dying.close();
      }
      await worker.work.work();
      return issuedInvoices(copy.owner);
    });
    expect(resumed).toEqual(clean);
  });
});

describe('a job that is delivered ten times at once, to four workers', () => {
  it('bills once', async () => {
    const together = await inCopy(async (copy, worker) => {
      const others = await Promise.all([billingWorker(copy.url), billingWorker(copy.url), billingWorker(copy.url)]);
      const workers = [worker, ...others];
      await Promise.all(Array.from({ length: 10 }, (_, i) => workers[i % 4]?.work.work()));
      for (const other of others) await other.close();
      const { rows } = await copy.owner.query(
        `SELECT (SELECT sum(amount_fen) FROM ledger_entry)::int ledger, (SELECT count(*) FROM outbox WHERE event = 'invoice.issued')::int events,
           (SELECT count(*) FROM due_work)::int due, (SELECT count(DISTINCT (source_kind, source_id, company_id, month)) = count(*) FROM charge WHERE component <> 'session') once`,
      );
      expect(rows).toEqual([{ ledger: 0, events: 2 * companies, due: 2 * companies * 4, once: true }]);
      return issuedInvoices(copy.owner);
    });
    expect(together).toEqual(clean);
  });
});
