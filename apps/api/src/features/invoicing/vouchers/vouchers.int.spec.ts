import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aRental, billed } from '../../../../test/support/billing-desk.js';
import type { Person } from '../../../../test/support/builders.js';
import { type Answer, startTestApp, type TestApp } from '../../../../test/support/test-app.js';
import { Database } from '../../../platform/database/database.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { standingsOf } from '../invoicing.api.js';
import type { VoucherView } from './vouchers.dto.js';

let t: TestApp;
let finance: Person;
let tenant: Person;
let foreign: Person;
let invoice: number;
let keys = 0;

const post = <T>(
  who: Person,
  path: string,
  body: object = {},
): Promise<Answer<T & { code?: string; paysFen?: number }>> =>
  t.call(who, 'POST', path, { key: `voucher-key-${++keys}`, body });
const voucher = async (body: object = {}): Promise<VoucherView> => {
  const given = {
    companyId: tenant.companyId,
    no: `HB-${++keys}`,
    issuer: '河北省科学技术厅',
    amountFen: 10_000_000,
    shareBps: 5000,
  };
  const days = { validFrom: '2026-01-01', validTo: '2026-12-31', scope: {} };
  return (await post<VoucherView>(finance, '/vouchers', { ...given, ...days, ...body })).body;
};
const support = async (
  who: Person = tenant,
): Promise<
  Record<string, unknown> & {
    uses: { id: number; state: string }[];
    suggestions: { voucherId: number; paysFen: number }[];
  }
> => (await t.call<never>(who, 'GET', `/invoices/${invoice}/support`)).body;
const openFen = async (): Promise<number> => {
  const all = await t.app.get(Database).read('all', (tx) => standingsOf(tx, [tenant.companyId ?? 0], '2026-04-02'));
  return all.get(tenant.companyId ?? 0)?.openFen ?? -1;
};
/** What issuers owe by the ledger and by the uses, and what the ledger sums to. */
const ledger = async (): Promise<unknown> => {
  const { body } = await t.call<{ totals: { ledgerFen: number; ledgerOwedFen: number } }>(finance, 'GET', '/vouchers');
  const { rows } = await t.database.owner.query<{ n: number }>(
    'SELECT coalesce(sum(amount_fen), 0)::int n FROM ledger_entry',
  );
  expect(body.totals.ledgerFen).toBe(body.totals.ledgerOwedFen);
  expect(rows).toEqual([{ n: 0 }]);
  return body.totals.ledgerOwedFen;
};

/** One invoice of 4,500.00 rent, with a handed over instrument. */
beforeAll(async () => {
  t = await startTestApp('2026-04-02T02:00:00Z');
  await t.given.aPark();
  finance = await t.given.aPerson('finance');
  tenant = await t.given.aPerson('company_admin', await t.given.aCompany());
  foreign = await t.given.aPerson('company_admin', await t.given.aCompany());
  const rental = await aRental(t.database.owner, t.given, {
    companyId: tenant.companyId ?? 0,
    startsOn: '2026-03-01',
    months: 1,
  });
  await t.given.insert('handover', {
    reservation_id: rental,
    direction: 'out',
    at: '2026-03-01T02:00:00Z',
    condition: 'good',
    note: '',
    by_member_id: finance.id,
  });
  await t.call(finance, 'POST', '/months/2026-03/run', { key: 'bill-2026-03' });
  await billed(t);
  const { body } = await t.call<{ items: { id: number }[] }>(tenant, 'GET', '/invoices');
  invoice = body.items[0]?.id ?? 0;
});
afterAll(() => t.close());

describe('a voucher', () => {
  it('is suggested on an invoice with what it would pay, and pays its share', async () => {
    const { id } = await voucher();
    expect((await support()).suggestions).toMatchObject([{ voucherId: id, paysFen: 225_000 }]);
    const more = await post(finance, `/vouchers/${id}/uses`, { invoiceId: invoice, amountFen: 225_001 });
    expect([more.body.code, more.body.paysFen]).toEqual(['voucher_limit', 225_000]);
    const used = await post<{ useId: number }>(tenant, `/vouchers/${id}/uses`, { invoiceId: invoice });
    expect(used.body).toMatchObject({ paidFen: 225_000 });
    expect((await support()).suggestions).toEqual([]);
    expect((await post(tenant, `/vouchers/${id}/uses`, { invoiceId: invoice })).body.code).toBe('voucher_used_here');
    expect([await openFen(), await ledger()]).toEqual([225_000, 225_000]);
    const { body } = await t.call<{ grossFen: number; taxFen: number; status: string }>(
      tenant,
      'GET',
      `/invoices/${invoice}`,
    );
    expect(body).toMatchObject({ grossFen: 450_000, taxFen: 51_770, status: 'part_paid' });
  });

  it('is not there for another company, nor is its invoice', async () => {
    const { id } = await voucher();
    const theirs = await t.call(foreign, 'GET', `/vouchers/${id}`);
    const unknown = await t.call(foreign, 'GET', '/vouchers/999999');
    expect([theirs.status, { ...theirs.body, requestId: '' }]).toEqual([404, { ...unknown.body, requestId: '' }]);
    expect((await post(foreign, `/vouchers/${id}/uses`, { invoiceId: invoice })).status).toBe(404);
    const own = await voucher({ companyId: foreign.companyId });
    expect((await post(foreign, `/vouchers/${own.id}/uses`, { invoiceId: invoice })).status).toBe(404);
    expect((await post(finance, `/vouchers/${own.id}/uses`, { invoiceId: invoice })).status).toBe(404);
    expect((await t.call(foreign, 'GET', `/invoices/${invoice}/support`)).status).toBe(404);
  });

  it('says why it does not pay: scope, days, state, an affiliated company, a park that leaves it to finance', async () => {
    const refused = async (body: object): Promise<unknown> => {
      const { id } = await voucher(body);
      return (await post(finance, `/vouchers/${id}/uses`, { invoiceId: invoice })).body.code;
    };
    expect(await refused({ scope: { components: ['session'] } })).toBe('voucher_pays_nothing');
    expect(await refused({ validTo: '2026-04-01' })).toBe('voucher_expired');
    expect(await refused({ validFrom: '2026-04-03' })).toBe('voucher_not_yet_valid');
    expect(await refused({ state: 'applied' })).toBe('voucher_not_available');
    await t.call(finance, 'PUT', `/companies/${tenant.companyId}/affiliation`, { body: { isAffiliated: true } });
    expect(await refused({})).toBe('company_affiliated');
    expect(await support()).toMatchObject({ isAffiliated: true, suggestions: [] });
    await t.call(finance, 'PUT', `/companies/${tenant.companyId}/affiliation`, { body: { isAffiliated: false } });
    const { id } = await voucher();
    await t.database.owner.query('UPDATE park SET vouchers_by_company = false');
    t.app.get(ParkSettings).forget();
    expect((await post(tenant, `/vouchers/${id}/uses`, { invoiceId: invoice })).status).toBe(403);
    await t.database.owner.query('UPDATE park SET vouchers_by_company = true');
    t.app.get(ParkSettings).forget();
  });

  it('pays once when two invoices ask for its last yuan, and when two vouchers come at once', async () => {
    const { id } = await voucher({ amountFen: 50_000 });
    const twice = await Promise.all([1, 2].map(() => post(finance, `/vouchers/${id}/uses`, { invoiceId: invoice })));
    expect(twice.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([200, 409]);
    const [a, b] = [await voucher({ shareBps: 10_000 }), await voucher({ shareBps: 10_000 })];
    const both = await Promise.all(
      [a, b].map((one) => post<{ paidFen?: number }>(finance, `/vouchers/${one.id}/uses`, { invoiceId: invoice })),
    );
    expect(both.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([200, 409]);
    expect([await openFen(), await ledger()]).toEqual([0, 450_000]);
  });

  it('cannot use more than its amount, whoever writes it', async () => {
    const change = t.database.owner.query('UPDATE voucher SET used_fen = used_fen + 1 WHERE used_fen < amount_fen');
    await expect(change).rejects.toThrow(/do not sum/);
    await expect(t.database.owner.query('UPDATE voucher SET used_fen = amount_fen + 1')).rejects.toThrow(
      /voucher_within/,
    );
  });

  it('gives back what is returned: the invoice is open again and reminded, the voucher whole', async () => {
    const { uses } = await support(finance);
    const last = uses.at(-1)?.id ?? 0;
    expect((await post(tenant, `/voucher-uses/${last}/return`, { reason: '券号有误' })).status).toBe(403);
    const returned = await post(finance, `/voucher-uses/${last}/return`, { reason: '券号有误' });
    expect(returned.body).toMatchObject({ state: 'returned' });
    expect((await post(finance, `/voucher-uses/${last}/return`, { reason: '再次' })).body.code).toBe(
      'voucher_use_final',
    );
    expect([await openFen(), await ledger()]).toEqual([175_000, 275_000]);
    const { rows } = await t.database.owner.query(
      `SELECT count(*)::int n FROM due_work WHERE kind LIKE 'invoice.%' AND done_at IS NULL AND subject_id = $1`,
      [invoice],
    );
    expect(rows).toEqual([{ n: 4 }]);
    const { body } = await t.call<{ items: VoucherView[] }>(finance, 'GET', '/vouchers?status=available');
    expect(body.items.find((one) => one.uses.some((use) => use.id === last))?.usedFen).toBe(0);
  });

  it('is handed in and redeemed use by use; taken back after that, the issuer has its money again', async () => {
    const { uses } = await support(finance);
    const use = uses[0] ?? { id: 0 };
    const { body } = await t.call<{ items: VoucherView[] }>(finance, 'GET', '/vouchers?limit=100');
    const used = body.items.find((one) => one.uses.some(({ id }) => id === use.id));
    expect((await post(finance, `/voucher-uses/${use.id}/redeem`, { redeemedOn: '2026-04-02' })).body.code).toBe(
      'voucher_use_not_submitted',
    );
    expect((await post(finance, `/vouchers/${used?.id}/submit`, { reference: 'DF-2026-04' })).body).toEqual({
      submitted: 1,
    });
    expect((await post(finance, `/voucher-uses/${use.id}/redeem`, { redeemedOn: '2026-04-03' })).body.code).toBe(
      'received_in_future',
    );
    expect(
      (await post(finance, `/voucher-uses/${use.id}/redeem`, { redeemedOn: '2026-04-02', reference: 'B-1' })).body,
    ).toMatchObject({ state: 'redeemed' });
    expect(await ledger()).toBe(50_000);
    const bank = async (): Promise<number> => {
      const { rows } = await t.database.owner.query<{ fen: number }>(
        `SELECT coalesce(sum(amount_fen), 0)::int fen FROM ledger_entry WHERE account = 'bank' AND company_id = $1`,
        [tenant.companyId],
      );
      return rows[0]?.fen ?? -1;
    };
    expect(await bank()).toBe(225_000);
    expect((await post(finance, `/voucher-uses/${use.id}/return`, { reason: '退回发放单位' })).status).toBe(200);
    expect([await bank(), await ledger()]).toEqual([0, 50_000]);
  });
});

describe('the evidence of a use', () => {
  it('is a ZIP with contract, statement, invoice, payments and records of use, for its company and finance only', async () => {
    const use = (await support()).uses[0]?.id ?? 0;
    const path = `/voucher-uses/${use}/evidence.zip`;
    expect((await t.call(foreign, 'GET', path)).status).toBe(404);
    const { raw, status } = await t.call(tenant, 'GET', path);
    expect(status).toBe(200);
    const dir = mkdtempSync(join(tmpdir(), 'pb-evidence-'));
    writeFileSync(join(dir, 'pack.zip'), raw);
    execFileSync('python3', [
      '-c',
      'import zipfile,sys; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])',
      join(dir, 'pack.zip'),
      join(dir, 'out'),
    ]);
    const names = readdirSync(join(dir, 'out')).sort();
    expect(names.map((name) => name.replace(/R\d+/, 'R'))).toEqual([
      '01_创新券使用结算单.pdf',
      '02_仪器使用确认单（服务合同）_R.pdf',
      '03_费用结算单_PB2026-000001.pdf',
      '04_付款凭证清单.pdf',
      '05_仪器使用记录.pdf',
    ]);
    const text = (n: number): string =>
      execFileSync('pdftotext', ['-layout', join(dir, 'out', names[n] ?? ''), '-'], { encoding: 'utf8' });
    expect(text(0)).toMatch(/创新券支付\s+2,250\.00/);
    expect(text(0)).toContain('人民币贰仟贰佰伍拾元整');
    expect(text(1)).toMatch(/约定总价\s+¥4,500\.00/);
    expect(text(3)).toMatch(/创新券/);
    expect(text(4)).toMatch(/领用/);
  });
});
