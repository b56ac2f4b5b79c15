import type { Tx } from '../../platform/database/database.js';
import type { Seller } from '../../platform/park-settings.js';
import type { NewCharge } from './charge.js';
import { insertCharges } from './record-charges.js';

/** What stays the same for all invoices of a run, stored with its plan. */
export interface InvoiceTerms {
  readonly series: string;
  readonly timeZone: string;
  readonly dueDays: number;
  readonly seller: Seller;
}

export interface DraftOrder {
  readonly runId: number;
  readonly companyIds: readonly number[];
  readonly month: string;
  readonly terms: InvoiceTerms;
}

interface Draft {
  readonly invoiceId: number;
  lines: number;
}

/**
 * The drafts of some companies in one transaction: first what waits from before, then what is accrued now, which is
 * written straight onto its line. Lines follow source, month and component. A draft has no number yet, so the order in
 * which workers make drafts leaves no trace. The caller holds the accrual of the companies.
 */
export class Drafts {
  private readonly byCompany = new Map<number, Draft>();

  private constructor(
    private readonly tx: Tx,
    private readonly order: DraftOrder,
  ) {}

  /** Opens drafts with every charge up to the month's end that was recorded before and stands on no invoice yet. */
  static async open(tx: Tx, order: DraftOrder): Promise<Drafts> {
    const drafts = new Drafts(tx, order);
    const month = `${order.month}-01`;
    const waiting = await tx.query<{ company: number }>(
      `SELECT DISTINCT company_id company FROM charge WHERE company_id = ANY($1) AND invoice_id IS NULL AND posted_month <= $2`,
      [order.companyIds, month],
    );
    if (waiting.length > 0) await drafts.takeWaiting(waiting.map((row) => row.company));
    return drafts;
  }

  /** Records charges on the next lines of their companies' drafts. */
  async add(charges: readonly NewCharge[]): Promise<void> {
    await this.need(charges.map((charge) => charge.source.companyId));
    const lines = charges.map((charge) => {
      const draft = this.draftOf(charge.source.companyId);
      return { invoiceId: draft.invoiceId, lineNo: ++draft.lines };
    });
    await insertCharges(this.tx, charges, lines);
  }

  /** Puts the totals on the drafts: sums of their lines. Returns the drafts by company; who owes nothing has none. */
  async close(): Promise<Map<number, number>> {
    const ids = [...this.byCompany.values()].map((draft) => draft.invoiceId);
    await this.tx.query(
      `UPDATE invoice i SET net_fen = s.net, tax_fen = s.tax, gross_fen = s.gross
       FROM (SELECT invoice_id, sum(net_fen) net, sum(tax_fen) tax, sum(amount_fen) gross FROM charge WHERE invoice_id = ANY($1) GROUP BY invoice_id) s
       WHERE i.id = s.invoice_id`,
      [ids],
    );
    return new Map([...this.byCompany].map(([company, draft]) => [company, draft.invoiceId]));
  }

  private async takeWaiting(companyIds: readonly number[]): Promise<void> {
    await this.need(companyIds);
    const rows = await this.tx.query<{ company: number }>(
      `UPDATE charge SET invoice_id = line.invoice, line_no = line.no
       FROM (SELECT ch.id, d.invoice, row_number() OVER (PARTITION BY ch.company_id
               ORDER BY ch.source_kind, ch.source_id, ch.month, ch.component, ch.segment, ch.revision) AS no
             FROM charge ch JOIN unnest($2::bigint[], $3::bigint[]) d (company, invoice) ON d.company = ch.company_id
             WHERE ch.invoice_id IS NULL AND ch.posted_month <= $1) line
       WHERE charge.id = line.id RETURNING charge.company_id company`,
      [`${this.order.month}-01`, companyIds, companyIds.map((id) => this.draftOf(id).invoiceId)],
    );
    for (const { company } of rows) this.draftOf(company).lines++;
  }

  private draftOf(companyId: number): Draft {
    const draft = this.byCompany.get(companyId);
    if (!draft) throw new Error(`company ${companyId} has no draft`);
    return draft;
  }

  /** Makes drafts for companies that have none yet, the buyer as registered now. */
  private async need(companyIds: readonly number[]): Promise<void> {
    const missing = [...new Set(companyIds)].filter((id) => !this.byCompany.has(id));
    if (missing.length === 0) return;
    const made = await this.tx.query<{ id: number; company: number }>(
      `INSERT INTO invoice (company_id, run_id, month, net_fen, tax_fen, gross_fen, buyer, seller)
       SELECT c.id, $1, $2, 0, 0, 0,
         jsonb_build_object('nameZh', c.name_zh, 'nameEn', c.name_en, 'creditCode', c.credit_code, 'address', c.address, 'phone', c.phone,
           'bankName', c.bank_name, 'bankAccount', c.bank_account, 'email', c.invoice_email), $4
       FROM company c WHERE c.id = ANY($3) ORDER BY c.id RETURNING id, company_id company`,
      [this.order.runId, `${this.order.month}-01`, missing, JSON.stringify(this.order.terms.seller)],
    );
    for (const { id, company } of made) this.byCompany.set(company, { invoiceId: id, lines: 0 });
  }
}
