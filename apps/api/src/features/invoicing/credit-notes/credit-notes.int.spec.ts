import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '../../../../test/support/builders.js';
import { type CreditDesk, type CreditMade, openCreditDesk, part } from '../../../../test/support/credit-desk.js';
import { textOfPdf } from '../../../../test/support/pdf-text.js';
import { startTestApp, type TestApp } from '../../../../test/support/test-app.js';

let t: TestApp;
let desk: CreditDesk;

beforeAll(async () => {
  t = await startTestApp('2026-04-02T02:00:00Z');
  desk = await openCreditDesk(t);
});
afterAll(() => t.close());

const standing = async (companyId: number): Promise<Record<string, number>> =>
  (await t.call<Record<string, number>>(desk.finance, 'GET', `/standing?companyId=${companyId}`)).body;

describe('a credit note', () => {
  it('lowers what is open, line by line to the fen, and makes the invoice void with the last', async () => {
    const { id, companyId } = await desk.anInvoice();
    const first = await desk.credit(id, { ...part(100_000), note: '停水两天' });
    expect([first.status, first.body.status]).toEqual([200, 'issued']);
    expect(first.body.number).toMatch(/^PBC2026-\d{6}$/);
    expect(await desk.seen(id)).toMatchObject({ status: 'issued', openFen: 350_000, creditedFen: 100_000, paidFen: 0 });
    expect((await desk.credit(id, part(350_001))).body).toMatchObject({
      code: 'credit_exceeds_line',
      leftFen: 350_000,
    });
    const rest = await desk.credit(id, {});
    expect(rest.status).toBe(200);
    expect(await desk.seen(id)).toMatchObject({ status: 'void', openFen: 0, creditedFen: 450_000 });
    expect(await desk.ledgerOf(companyId)).toEqual({});
    expect((await desk.credit(id, {})).status).toBe(409);
    const { rows } = await t.database.owner.query(
      `SELECT sum(net_fen)::int net, sum(tax_fen)::int tax FROM credit_note WHERE invoice_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ net: 398_230, tax: 51_770 }]);
    expect((await standing(companyId)).openFen).toBe(0);
  });

  it('keeps as balance or pays back what was paid, and sets the rest off', async () => {
    const { id, companyId } = await desk.anInvoice();
    await desk.pay(companyId, 300_000);
    expect((await desk.credit(id, { ...part(50_000), kind: 'credit' })).status).toBe(200);
    expect(await desk.seen(id)).toMatchObject({ status: 'part_paid', openFen: 150_000, paidFen: 300_000 });
    expect((await standing(companyId)).balanceFen).toBe(50_000);
    expect((await desk.credit(id, { ...part(350_000), kind: 'refund' })).status).toBe(200);
    expect(await desk.seen(id)).toMatchObject({ status: 'part_paid', openFen: 50_000, creditedFen: 400_000 });
    expect((await desk.ledgerOf(companyId)).refunds_payable).toBe(-250_000);
    expect((await desk.ledgerOf(companyId)).receivable).toBe(50_000);
    expect((await desk.credit(id, {})).status).toBe(200);
    expect(await desk.seen(id)).toMatchObject({ status: 'void', openFen: 0, creditedFen: 450_000 });
    expect(await desk.ledgerOf(companyId)).toEqual({ bank: 300_000, unallocated: -50_000, refunds_payable: -250_000 });
  });

  it('says beforehand exactly what it does, and does nothing when that has changed', async () => {
    const { id, companyId } = await desk.anInvoice();
    const wish = { reason: 'allowance', kind: 'offset', ...part(450_000) };
    const path = `/invoices/${id}/credit-notes/preview`;
    const preview = (await t.call(desk.finance, 'POST', path, { body: wish })).body;
    expect(preview).toMatchObject({
      netFen: 398_230,
      taxFen: 51_770,
      settlement: { offsetFen: 450_000, creditFen: 0, refundFen: 0 },
      capitals: '(负数)肆仟伍佰元整',
      openFen: { before: 450_000, after: 0 },
      status: { before: 'issued', after: 'void' },
      billsAnew: false,
    });
    await desk.pay(companyId, 100_000);
    const late = await desk.credit(id, { ...wish, settlement: preview.settlement as object });
    expect(late.body).toMatchObject({
      code: 'settlement_changed',
      settlement: { offsetFen: 350_000, creditFen: 100_000, refundFen: 0 },
    });
    expect((await desk.seen(id)).creditedFen).toBe(0);
  });

  it('takes a wrong invoice back whole and bills what is owed with the next month', async () => {
    const { id, companyId } = await desk.anInvoice();
    expect((await desk.credit(id, { ...part(1), reason: 'wrong_invoice' })).body.code).toBe(
      'credit_wrong_invoice_is_whole',
    );
    expect((await desk.credit(id, { reason: 'wrong_invoice' })).status).toBe(200);
    expect((await desk.seen(id)).status).toBe('void');
    const { rows } = await t.database.owner.query(
      `SELECT revision, amount_fen::int, net_fen::int, to_char(posted_month, 'YYYY-MM') posted, invoice_id IS NULL open FROM charge WHERE company_id = $1 ORDER BY revision`,
      [companyId],
    );
    expect(rows).toEqual([
      { revision: 1, amount_fen: 450_000, net_fen: 398_230, posted: '2026-03', open: false },
      { revision: 2, amount_fen: 450_000, net_fen: 398_230, posted: '2026-04', open: true },
    ]);
    const preview = await t.call<{ items?: unknown[] }>(desk.finance, 'GET', `/months/2026-04/preview/${companyId}`);
    expect(JSON.stringify(preview.body)).toContain('450000');
    expect(JSON.stringify(preview.body)).not.toContain('900000');
  });

  it('has the same bytes every time, in red and with the number it lowers', async () => {
    const { id } = await desk.anInvoice();
    const made = await desk.credit(id, part(100_000));
    const print = async (): Promise<Buffer> =>
      (await t.call(desk.finance, 'GET', `/credit-notes/${made.body.id}/pdf`)).raw;
    const bytes = await print();
    const text = textOfPdf(bytes).replace(/\s+/g, '');
    for (const one of [
      '红字结算单',
      made.body.number ?? '-',
      (await desk.seen(id)).number,
      '(负数)壹仟元整',
      '-884.96',
      '-115.04',
    ])
      expect(text).toContain(one);
    await desk.credit(id, part(1));
    expect((await print()).equals(bytes)).toBe(true);
  });

  it('never changes once it is issued, and has no gap in its numbers', async () => {
    const { owner } = t.database;
    for (const fault of [
      `UPDATE credit_note SET gross_fen = 1, net_fen = 1, tax_fen = 0 WHERE status = 'issued'`,
      `UPDATE credit_note SET status = 'withdrawn' WHERE status = 'issued'`,
      'DELETE FROM credit_note',
      'UPDATE credit_note_line SET amount_fen = amount_fen',
    ])
      await expect(owner.query(fault)).rejects.toMatchObject({ constraint: 'credit_note_stands' });
    const { rows } = await owner.query(
      `SELECT count(*)::int n, max(sequence) last, (SELECT last FROM document_counter WHERE series = 'PBC' AND year = 2026) counter FROM credit_note WHERE number IS NOT NULL`,
    );
    expect(rows[0]).toMatchObject({ last: rows[0].n, counter: rows[0].n });
  });

  it('is refused beyond the invoice by the database too', async () => {
    const { id, companyId } = await desk.anInvoice();
    const client = await t.database.owner.connect();
    try {
      await client.query('BEGIN');
      await client.query(
        `INSERT INTO credit_note (company_id, invoice_id, status, reason, kind, net_fen, tax_fen, gross_fen, created_by)
         VALUES ($1, $2, 'awaiting_buyer', 'allowance', 'offset', 450001, 0, 450001, $3)`,
        [companyId, id, desk.finance.id],
      );
      await client.query(
        `INSERT INTO credit_note_line SELECT currval(pg_get_serial_sequence('credit_note', 'id')), 1, company_id, id, 450001, 450001, 0 FROM charge WHERE invoice_id = $1`,
        [id],
      );
      await expect(client.query('COMMIT')).rejects.toMatchObject({ constraint: 'credit_within_invoice' });
    } finally {
      client.release();
    }
  });
});

describe('the buyer', () => {
  it('agrees, and only then it is issued', async () => {
    const { id, admin } = await desk.anInvoice();
    const asked = await desk.credit(id, { ...part(100_000), buyerConfirms: true });
    expect(asked.body).toMatchObject({ status: 'awaiting_buyer', number: null });
    expect((await desk.seen(id)).creditedFen).toBe(0);
    expect((await desk.credit(id, part(1))).body.code).toBe('credit_awaits_buyer');
    const path = `/credit-notes/${asked.body.id}`;
    expect((await t.call(desk.foreign, 'POST', `${path}/confirm`, { key: desk.key(), body: {} })).status).toBe(404);
    expect((await t.call(desk.finance, 'POST', `${path}/confirm`, { key: desk.key(), body: {} })).status).toBe(403);
    expect((await t.call(admin, 'GET', `${path}/pdf`)).status).toBe(409);
    const said = await t.call<CreditMade>(admin, 'POST', `${path}/confirm`, { key: desk.key(), body: {} });
    expect([said.status, said.body.status]).toEqual([200, 'issued']);
    expect(await desk.seen(id)).toMatchObject({ openFen: 350_000, creditedFen: 100_000 });
    expect((await t.call(admin, 'GET', `${path}/pdf`)).status).toBe(200);
    expect((await t.call(admin, 'POST', `${path}/confirm`, { key: desk.key(), body: {} })).status).toBe(409);
  });

  it('refuses, or says nothing for 72 hours, and nothing was credited', async () => {
    const { id, admin } = await desk.anInvoice();
    const first = await desk.credit(id, { buyerConfirms: true });
    const refused = await t.call(admin, 'POST', `/credit-notes/${first.body.id}/refuse`, {
      key: desk.key(),
      body: { reason: '金额不对' },
    });
    expect(refused.body.status).toBe('withdrawn');
    const second = await desk.credit(id, { buyerConfirms: true });
    expect(second.status).toBe(200);
    t.setClock('2026-04-05T01:59:00Z');
    await t.work();
    expect((await t.call(admin, 'GET', `/credit-notes/${second.body.id}`)).body.status).toBe('awaiting_buyer');
    t.setClock('2026-04-05T02:30:00Z');
    await t.work();
    expect((await t.call(admin, 'GET', `/credit-notes/${second.body.id}`)).body).toMatchObject({
      status: 'withdrawn',
      decidedReason: 'expired',
    });
    expect(await desk.seen(id)).toMatchObject({ openFen: 450_000, creditedFen: 0 });
    t.setClock('2026-04-02T02:00:00Z');
  });

  it('sees its own credit notes and nobody else’s', async () => {
    const { id, admin } = await desk.anInvoice();
    const made = await desk.credit(id, part(5));
    const list = async (who: Person): Promise<unknown[]> =>
      (await t.call<{ items: unknown[] }>(who, 'GET', '/credit-notes')).body.items;
    expect(await list(admin)).toHaveLength(1);
    expect(await list(desk.foreign)).toHaveLength(0);
    expect((await t.call(desk.foreign, 'GET', `/credit-notes/${made.body.id}`)).status).toBe(404);
    expect((await t.call(admin, 'POST', `/invoices/${id}/credit-notes`, { key: desk.key(), body: {} })).status).toBe(
      403,
    );
  });
});
