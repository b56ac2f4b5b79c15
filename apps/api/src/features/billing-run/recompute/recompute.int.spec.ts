import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRental, billed } from '../../../../test/support/billing-desk.js';
import type { Person } from '../../../../test/support/builders.js';
import { startTestApp, type TestApp } from '../../../../test/support/test-app.js';
import { RecomputeIssued } from './recompute-issued.js';

let t: TestApp;
let finance: Person;
let companyId: number;
let rental: number;

beforeAll(async () => {
  t = await startTestApp('2026-05-02T02:00:00Z');
  await t.given.aPark();
  finance = await t.given.aPerson('finance');
  companyId = await t.given.aCompany();
  await t.given.aPerson('company_admin', companyId);
  rental = await aRental(t.database.owner, t.given, { companyId, startsOn: '2026-03-15', months: 2 });
  await t.database.owner.query(`UPDATE reservation SET updated_at = '2026-03-01'`);
  for (const month of ['2026-03', '2026-04']) {
    await t.call(finance, 'POST', `/months/${month}/run`, { key: `recompute-${month}` });
    await billed(t);
  }
});
afterAll(() => t.close());

interface Report {
  readonly report: { month: string; lines: number; pending: number; alarms: number; items: Record<string, unknown>[] };
}
const recompute = async (): Promise<Report['report']> =>
  (await t.call<Report>(finance, 'POST', '/recompute')).body.report;
/** Behind every guard's back, as nobody but a database administrator can. */
const behindTheGuards = async (sql: string): Promise<void> => {
  const client = await t.database.owner.connect();
  try {
    await client.query('SET session_replication_role = replica');
    await client.query(sql);
  } finally {
    await client.query('RESET session_replication_role');
    client.release();
  }
};

describe('what was issued, reckoned again', () => {
  it('raises nothing where all is right', async () => {
    expect(await recompute()).toMatchObject({ month: '2026-04', lines: 2, pending: 0, alarms: 0, items: [] });
  });

  it('is a difference to be billed, and no alarm, where the source changed after the bill', async () => {
    const back = `UPDATE reservation SET status = 'completed', returned_on = '2026-04-20', returned_at = '2026-04-20', updated_at = '2026-05-02T03:00:00Z' WHERE id = ${rental}`;
    await behindTheGuards(back);
    expect(await recompute()).toMatchObject({ pending: 1, alarms: 0 });
    await behindTheGuards(`UPDATE reservation SET updated_at = '2026-03-01' WHERE id = ${rental}`);
    expect(await recompute()).toMatchObject({
      pending: 0,
      alarms: 1,
      items: [
        { kind: 'source', companyId, sourceKind: 'reservation', sourceId: rental, component: 'rent', month: '2026-04' },
      ],
    });
    await behindTheGuards(
      `UPDATE reservation SET status = 'active', returned_on = NULL, returned_at = NULL WHERE id = ${rental}`,
    );
  });

  it('raises an alarm at one fen: on the line, at its source and in the document', async () => {
    await behindTheGuards(
      `UPDATE charge SET amount_fen = amount_fen + 1, net_fen = net_fen + 1 WHERE source_id = ${rental} AND month = '2026-03-01'`,
    );
    const found = await recompute();
    expect(found.items).toMatchObject([
      { kind: 'line', component: 'rent', month: '2026-03', expectedFen: 246_774, foundFen: 246_775, lineNo: 1 },
      { kind: 'document', companyId, month: '2026-03' },
      { kind: 'source', sourceId: rental, month: '2026-03', expectedFen: -1 },
    ]);
    expect(found.alarms).toBe(3);
  });

  it('tells finance, and keeps one report a day', async () => {
    await t.work();
    const { body } = await t.call<{ items: { kind: string; titleZh: string }[] }>(finance, 'GET', '/notifications');
    expect(
      body.items.filter((notice) => notice.kind === 'recompute.alarmed').map((notice) => notice.titleZh),
    ).toContain('账单复核发现 3 处差异');
    const { rows } = await t.database.owner.query('SELECT alarms FROM recompute_run');
    expect(rows).toEqual([{ alarms: 3 }]);
    expect(await t.app.get(RecomputeIssued).due()).toBeNull();
    t.setClock('2026-05-03T02:00:00Z');
    expect(await t.app.get(RecomputeIssued).due()).toBe('2026-05-03');
  });
});
