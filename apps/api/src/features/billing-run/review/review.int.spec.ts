import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aRental, billed, issuedInvoices } from '../../../../test/support/billing-desk.js';
import type { Person } from '../../../../test/support/builders.js';
import { type Answer, startTestApp, type TestApp } from '../../../../test/support/test-app.js';
import { ParkSettings } from '../../../platform/park-settings.js';

interface Line {
  readonly chargeId: number;
  readonly sourceId: number;
  readonly amountFen: number;
  readonly held: boolean;
  readonly explanation: { zh: string };
  readonly dispute: { id: number; status: string; answer: string | null; adjustmentFen: number | null } | null;
}
interface Draft {
  readonly open: boolean;
  readonly grossFen: number;
  readonly invoiceNo: string | null;
  readonly reviewUntil: string;
  readonly lines: Line[];
}

let t: TestApp;
let finance: Person;
let admin: Person;
let other: Person;
let companyId: number;
let rentals: number[];
let keys = 0;

/** A company with two rentals of March and one of another company; the month is in review from 1 to 4 April. */
beforeEach(async () => {
  t = await startTestApp('2026-04-01T01:00:00Z');
  await t.given.aPark('Asia/Shanghai', { review_days: 3 });
  finance = await t.given.aPerson('finance');
  companyId = await t.given.aCompany({ name_zh: 'A1', credit_code: 'A1' });
  admin = await t.given.aPerson('company_admin', companyId);
  const otherId = await t.given.aCompany({ name_zh: 'B2', credit_code: 'B2' });
  other = await t.given.aPerson('company_admin', otherId);
  const rental = (owner: number, monthlyFen: number): Promise<number> =>
    aRental(t.database.owner, t.given, {
      companyId: owner,
      startsOn: '2026-03-01',
      months: 1,
      monthlyFen,
      status: 'completed',
    });
  rentals = [await rental(companyId, 450_000), await rental(companyId, 100_000)];
  await rental(otherId, 300_000);
  expect((await act(finance, '/months/2026-03/run')).status).toBe(200);
  await billed(t);
});
const closing: (() => Promise<void>)[] = [];
beforeEach(() => void closing.push(t.close));
afterAll(async () => {
  for (const close of closing) await close();
});

const act = (who: Person, path: string, body?: unknown): Promise<Answer> =>
  t.call(who, 'POST', path, { key: `key-number-${++keys}`, body });
const draft = async (who = admin): Promise<Draft> =>
  (await t.call<Draft>(who, 'GET', '/draft-statements/2026-03')).body;
const lineOf = async (rental: number | undefined): Promise<Line> => {
  const line = (await draft()).lines.find((one) => one.sourceId === rental);
  if (!line) throw new Error('no such line');
  return line;
};
const dispute = async (rental: number | undefined): Promise<number> => {
  const { chargeId } = await lineOf(rental);
  const { status, body } = await act(admin, '/draft-statements/2026-03/disputes', { chargeId, reason: '当月停机一周' });
  expect(status).toBe(200);
  return Number(body.id);
};
const state = async (): Promise<string> => {
  const { body } = await t.call<{ state: string }>(finance, 'GET', '/months/2026-03');
  return body.state;
};
const invoicesOf = async (code: string): Promise<[number, number][]> =>
  (await issuedInvoices(t.database.owner))
    .filter((i) => i.buyer === code)
    .map((i) => [Number(i.grossFen), (i.lines as unknown[]).length]);
const issue = async (): Promise<void> => {
  expect((await act(finance, '/months/2026-03/run/issue')).status).toBe(200);
  await billed(t);
};

describe('a month in review', () => {
  it('takes one objection to a line when two of the company object at once', async () => {
    const { chargeId } = await lineOf(rentals[0]);
    const object = (): Promise<Answer> =>
      act(admin, '/draft-statements/2026-03/disputes', { chargeId, reason: '当月停机一周' });
    const answers = await Promise.all(Array.from({ length: 6 }, object));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409, 409, 409, 409, 409]);
    expect((await draft()).grossFen).toBe(100_000);
  });

  it('is issued by its date, with the instant of the review’s end, and tells the companies before', async () => {
    expect(await state()).toBe('review');
    expect(await issuedInvoices(t.database.owner)).toEqual([]);
    await t.work();
    const told = await t.call<{ items: { kind: string; link: string; bodyZh: string }[] }>(
      admin,
      'GET',
      '/notifications',
    );
    expect(told.body.items).toMatchObject([{ kind: 'draft-statement.ready', link: '/draft-statements/2026-03' }]);
    expect(told.body.items[0]?.bodyZh).toContain('¥5,500.00。请在 2026-04-04（含）前核对');
    const seen = await draft();
    expect(seen).toMatchObject({ open: true, grossFen: 550_000, reviewUntil: '2026-04-04T16:00:00.000Z' });
    expect(seen.lines[0]?.explanation.zh).toContain('¥4,500.00');
    const list = await t.call<{ items: unknown[] }>(admin, 'GET', '/draft-statements');
    expect(list.body.items).toMatchObject([{ month: '2026-03', lines: 2, grossFen: 550_000, openDisputes: 0 }]);

    t.setClock('2026-04-04T15:59:00Z');
    await t.work();
    await billed(t);
    expect(await state()).toBe('review');
    t.setClock('2026-04-04T19:00:00Z');
    await t.work();
    await billed(t);
    expect(await state()).toBe('invoiced');
    const { rows } = await t.database.owner.query(`SELECT DISTINCT issued_at, due_on FROM invoice`);
    expect(rows).toEqual([{ issued_at: new Date('2026-04-04T16:00:00Z'), due_on: '2026-04-20' }]);
    expect(await draft()).toMatchObject({ open: false, invoiceNo: 'PB2026-000001' });
  });

  it('is nobody else’s to see or to dispute', async () => {
    const { chargeId } = await lineOf(rentals[0]);
    const foreign = await act(other, '/draft-statements/2026-03/disputes', { chargeId, reason: 'x' });
    const unknown = await act(other, '/draft-statements/2026-03/disputes', { chargeId: 999_999, reason: 'x' });
    expect([foreign.status, foreign.body.code]).toEqual([404, unknown.body.code]);
    const id = await dispute(rentals[0]);
    for (const [who, path] of [
      [other, `/disputes/${id}`],
      [other, '/disputes/999999'],
    ] as const)
      expect((await t.call(who, 'GET', path)).status).toBe(404);
    expect((await act(other, `/disputes/${id}/withdraw`)).status).toBe(404);
    expect((await t.call<{ items: unknown[] }>(other, 'GET', '/disputes')).body.items).toEqual([]);
  });
});

describe('a disputed line', () => {
  it('leaves the draft while the rest goes on, and no second dispute is made of it', async () => {
    await dispute(rentals[0]);
    expect(await draft()).toMatchObject({
      grossFen: 100_000,
      lines: [{ held: false }, { held: true, dispute: { status: 'open' } }],
    });
    const again = await act(admin, '/draft-statements/2026-03/disputes', {
      chargeId: (await lineOf(rentals[0])).chargeId,
      reason: 'x',
    });
    expect([again.status, again.body.code]).toEqual([409, 'already_disputed']);
    const cockpit = await t.call(finance, 'GET', '/months/2026-03');
    expect(cockpit.body).toMatchObject({
      unbilled: { disputed: { count: 1, grossFen: 450_000 } },
      totals: { grossFen: 400_000 },
    });
    await issue();
    expect(await invoicesOf('A1')).toEqual([[100_000, 1]]);
    expect(await invoicesOf('B2')).toEqual([[300_000, 1]]);
  });

  it('comes back as it was when finance upholds it or the company withdraws', async () => {
    const untouched = (await draft()).lines.map((line) => [line.sourceId, line.amountFen]);
    const id = await dispute(rentals[0]);
    expect(
      (await act(finance, `/disputes/${id}/answer`, { decision: 'uphold', answer: '停机时段未占用租期' })).body,
    ).toMatchObject({
      status: 'upheld',
      inRun: true,
    });
    const second = await dispute(rentals[1]);
    expect((await act(admin, `/disputes/${second}/withdraw`)).status).toBe(200);
    const late = await act(finance, `/disputes/${second}/answer`, { decision: 'uphold', answer: 'x' });
    expect([late.status, late.body.code]).toEqual([409, 'already_answered']);
    expect((await draft()).lines.map((line) => [line.sourceId, line.amountFen])).toEqual(untouched);
    await issue();
    expect(await invoicesOf('A1')).toEqual([[550_000, 2]]);
  });

  it('that is a company’s only line leaves it without a draft until it is answered', async () => {
    const only = (await draft(other)).lines[0];
    const { body } = await act(other, '/draft-statements/2026-03/disputes', {
      chargeId: only?.chargeId,
      reason: '没有租',
    });
    expect(await draft(other)).toMatchObject({ grossFen: 0, lines: [{ held: true }] });
    await act(finance, `/disputes/${String(body.id)}/answer`, { decision: 'uphold', answer: '合同在案' });
    await issue();
    expect(await invoicesOf('B2')).toEqual([[300_000, 1]]);
  });

  it('is corrected by an adjustment beside it, never edited', async () => {
    const id = await dispute(rentals[0]);
    const none = await act(finance, `/disputes/${id}/answer`, {
      decision: 'accept',
      correction: 'adjustment',
      answer: '同意',
    });
    expect([none.status, none.body.code]).toEqual([400, 'right_amount_required']);
    const answer = { decision: 'accept', correction: 'adjustment', rightFen: 350_000, answer: '按停机 7 天减收' };
    expect((await act(finance, `/disputes/${id}/answer`, answer)).body).toMatchObject({
      status: 'accepted',
      inRun: true,
    });
    const seen = await draft();
    expect(seen.grossFen).toBe(450_000);
    expect(seen.lines.map((line) => line.amountFen)).toEqual([450_000, 100_000, -100_000]);
    expect(seen.lines[0]?.dispute).toMatchObject({ status: 'accepted', adjustmentFen: -100_000 });
    await issue();
    expect(await invoicesOf('A1')).toEqual([[450_000, 3]]);
  });

  it('is settled by the difference of its source, which must be there', async () => {
    const id = await dispute(rentals[0]);
    const answer = { decision: 'accept', correction: 'source', answer: '按实际归还日重算' };
    const early = await act(finance, `/disputes/${id}/answer`, answer);
    expect([early.status, early.body.code, early.body.link]).toEqual([
      409,
      'not_corrected',
      `/reservations/${rentals[0]}`,
    ]);
    await t.database.owner.query(
      `UPDATE reservation SET status = 'cancelled', cancelled_at = '2026-03-01' WHERE id = $1`,
      [rentals[0]],
    );
    expect((await act(finance, `/disputes/${id}/answer`, answer)).body).toMatchObject({ status: 'accepted' });
    expect((await draft()).lines.map((line) => line.amountFen)).toEqual([450_000, -450_000, 100_000]);
    await issue();
    expect(await invoicesOf('A1')).toEqual([[100_000, 3]]);
  });

  it('answered after the issue comes with the next month, and what corrects it waits with it', async () => {
    const id = await dispute(rentals[0]);
    await issue();
    const late = await act(admin, '/draft-statements/2026-03/disputes', {
      chargeId: (await lineOf(rentals[1])).chargeId,
      reason: 'x',
    });
    expect([late.status, late.body.code]).toEqual([409, 'review_over']);
    await t.database.owner.query(
      `UPDATE reservation SET status = 'cancelled', cancelled_at = '2026-03-01' WHERE id = $1`,
      [rentals[0]],
    );
    await t.database.owner.query('UPDATE park SET review_days = 0');
    t.app.get(ParkSettings).forget();
    t.setClock('2026-05-01T01:00:00Z');
    const foreseen = await t.call<{ lines: unknown[] }>(finance, 'GET', `/months/2026-04/preview/${companyId}`);
    expect(foreseen.body.lines).toEqual([]);
    await act(finance, '/months/2026-04/run');
    await billed(t);
    expect(await invoicesOf('A1')).toEqual([[100_000, 1]]);
    const answer = { decision: 'accept', correction: 'source', answer: '已取消' };
    expect((await act(finance, `/disputes/${id}/answer`, answer)).body).toMatchObject({
      status: 'accepted',
      inRun: false,
    });
    t.setClock('2026-06-01T01:00:00Z');
    await act(finance, '/months/2026-05/run');
    await billed(t);
    expect(await invoicesOf('A1')).toEqual([
      [100_000, 1],
      [0, 2],
    ]);
  });

  it('holds the month open until it is answered or knowingly left', async () => {
    await dispute(rentals[0]);
    await issue();
    const refused = await t.call<{ blockers: { code: string; link: string }[] }>(
      finance,
      'POST',
      '/months/2026-03/close',
      { body: {} },
    );
    expect(refused.status).toBe(409);
    expect(refused.body.blockers).toMatchObject([
      { code: 'open_disputes', link: '/disputes?month=2026-03&status=open' },
    ]);
    const left = await t.call(finance, 'POST', '/months/2026-03/close', { body: { leaveDisputes: true } });
    expect(left.status).toBe(200);
  });
});

describe('a dispute against the issue', () => {
  it('is either in time, and its line on no invoice, or too late, and its line on one', async () => {
    const { chargeId } = await lineOf(rentals[0]);
    const [disputed] = await Promise.all([
      act(admin, '/draft-statements/2026-03/disputes', { chargeId, reason: '核实' }),
      act(finance, '/months/2026-03/run/issue'),
    ]);
    await billed(t);
    const [[grossFen] = []] = await invoicesOf('A1');
    expect([200, 409]).toContain(disputed.status);
    expect(grossFen).toBe(disputed.status === 200 ? 100_000 : 550_000);
  });
});
