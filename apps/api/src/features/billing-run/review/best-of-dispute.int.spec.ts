import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aSession, billed, issuedInvoices } from '../../../../test/support/billing-desk.js';
import type { Person } from '../../../../test/support/builders.js';
import { type Answer, startTestApp, type TestApp } from '../../../../test/support/test-app.js';

let t: TestApp;
let finance: Person;
let admin: Person;
let keys = 0;

/** Nine sessions of five hours at 120.00 in March, where the month costs 4,500.00; the month is in review. */
beforeAll(async () => {
  t = await startTestApp('2026-04-01T01:00:00Z');
  await t.given.aPark('Asia/Shanghai', { review_days: 3 });
  finance = await t.given.aPerson('finance');
  const companyId = await t.given.aCompany();
  admin = await t.given.aPerson('company_admin', companyId);
  const instrumentId = await t.given.anInstrument();
  for (let day = 2; day <= 10; day++) {
    const startsAt = `2026-03-${String(day).padStart(2, '0')}T01:00:00Z`;
    await aSession(t.database.owner, {
      companyId,
      instrumentId,
      startsAt,
      hours: 5,
      hourlyFen: 12_000,
      monthlyFen: 450_000,
    });
  }
  await act(finance, '/months/2026-03/run');
  await billed(t);
});
afterAll(() => t.close());

const act = (who: Person, path: string, body?: unknown): Promise<Answer> =>
  t.call(who, 'POST', path, { key: `best-of-dispute-${++keys}`, body });
interface Draft {
  readonly grossFen: number;
  readonly lines: readonly { chargeId: number; component: string; amountFen: number; dispute: object | null }[];
}
const draft = async (): Promise<Draft> => (await t.call<Draft>(admin, 'GET', '/draft-statements/2026-03')).body;
const accept = async (rightFen: number): Promise<void> => {
  const line = (await draft()).lines.find((one) => one.component === 'session' && one.dispute === null);
  const opened = await act(admin, '/draft-statements/2026-03/disputes', {
    chargeId: line?.chargeId,
    reason: '只用了一半时间',
  });
  const answer = { decision: 'accept', correction: 'adjustment', answer: '核实属实', rightFen };
  expect((await act(finance, `/disputes/${String(opened.body.id)}/answer`, answer)).status).toBe(200);
};

describe('hours that a dispute corrects', () => {
  it('cost the month as long as they come to more than it: what is given back is not given twice', async () => {
    expect((await draft()).grossFen).toBe(450_000);
    await accept(30_000);
    const { grossFen, lines } = await draft();
    expect(lines.map((line) => line.amountFen)).toEqual(expect.arrayContaining([-30_000, 30_000]));
    expect(grossFen).toBe(450_000);
  });

  it('cost what they are once they are less', async () => {
    for (const rightFen of [0, 0]) await accept(rightFen);
    expect((await draft()).grossFen).toBe(540_000 - 30_000 - 120_000);
    await act(finance, '/months/2026-03/run/issue');
    await billed(t);
    const [invoice] = await issuedInvoices(t.database.owner);
    expect(invoice).toMatchObject({ grossFen: 390_000 });
    const next = await t.call<{ lines: unknown[] }>(
      finance,
      'GET',
      `/months/2026-04/preview/${String(admin.companyId)}`,
    );
    expect(next.body.lines).toEqual([]);
  });
});
