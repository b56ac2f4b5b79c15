import type { Tx } from '../../platform/database/database.js';
import type { Seller } from '../../platform/park-settings.js';
import type { NewCharge } from './charge.js';
import { insertCharges } from './record-charges.js';

/** What stays the same for all invoices of a run, stored with its plan. */
export interface InvoiceTerms {
  readonly series: string;
  readonly timeZone: string;
  readonly dueDays: number;
  /** Days after the due date on which the company is reminded; runs from before have the usual ones. */
  readonly reminderDays?: readonly number[];
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

/** The order of an invoice's lines, the same whether they are written as they are accrued or put together later. */
const lineOrder = `array_position(ARRAY['reservation', 'item', 'best_of'], ch.source_kind), ch.source_id, ch.month,
  ch.component COLLATE "C", (ch.segment || '|') COLLATE "C", ch.revision`;
/** What waits for an invoice of a month ($1) and is not disputed, for a query over `charge ch`. */
const waiting = 'ch.invoice_id IS NULL AND ch.posted_month <= $1 AND NOT is_disputed(ch)';

/**
 * The drafts of some companies in one transaction. What is accrued now is written straight onto its line; a company with
 * charges from before (a fee, a run that was cancelled, a dispute) has all of them put in order at the end, so that its
 * invoice shows no trace of when they were recorded. Lines follow source, month and component. A draft has no number yet,
 * so the order in which workers make drafts leaves no trace either. The caller holds the accrual of the companies.
 */
export class Drafts {
  private readonly byCompany = new Map<number, Draft>();

  private constructor(
    private readonly tx: Tx,
    private readonly order: DraftOrder,
    private readonly withWaiting: ReadonlySet<number>,
  ) {}

  /** Opens drafts up to the month's end. */
  static async open(tx: Tx, order: DraftOrder): Promise<Drafts> {
    const found = await tx.query<{ company: number }>(
      `SELECT DISTINCT company_id company FROM charge WHERE company_id = ANY($1) AND invoice_id IS NULL AND posted_month <= $2`,
      [order.companyIds, `${order.month}-01`],
    );
    return new Drafts(tx, order, new Set(found.map((row) => row.company)));
  }

  /** Records charges on the next lines of their companies' drafts. */
  async add(charges: readonly NewCharge[]): Promise<void> {
    const isMixed = (charge: NewCharge): boolean => this.withWaiting.has(charge.source.companyId);
    await insertCharges(this.tx, charges.filter(isMixed));
    const direct = charges.filter((charge) => !isMixed(charge));
    await this.need(direct.map((charge) => charge.source.companyId));
    const lines = direct.map((charge) => {
      const draft = this.draftOf(charge.source.companyId);
      return { invoiceId: draft.invoiceId, lineNo: ++draft.lines };
    });
    await insertCharges(this.tx, direct, lines);
  }

  /** Puts the totals on the drafts: sums of their lines. Returns the drafts by company; who owes nothing has none. */
  async close(): Promise<Map<number, number>> {
    if (this.withWaiting.size > 0) await this.takeWaiting([...this.withWaiting]);
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
    const month = `${this.order.month}-01`;
    const found = await this.tx.query<{ company: number }>(
      `SELECT DISTINCT ch.company_id company FROM charge ch WHERE ch.company_id = ANY($2) AND ${waiting}`,
      [month, companyIds],
    );
    const owing = found.map((row) => row.company);
    await this.need(owing);
    await this.tx.query(
      `UPDATE charge SET invoice_id = line.invoice, line_no = line.no
       FROM (SELECT ch.id, d.invoice, row_number() OVER (PARTITION BY ch.company_id ORDER BY ${lineOrder}) AS no
             FROM charge ch JOIN unnest($2::bigint[], $3::bigint[]) d (company, invoice) ON d.company = ch.company_id
             WHERE ${waiting}) line
       WHERE charge.id = line.id`,
      [month, owing, owing.map((id) => this.draftOf(id).invoiceId)],
    );
  }

  private draftOf(companyId: number): Draft {
    const draft = this.byCompany.get(companyId);
    if (!draft) throw new Error(`company ${companyId} has no draft`);
    return draft;
  }

  /** Makes drafts for companies that have none yet, the buyer as registered now; one that was taken apart is filled again. */
  private async need(companyIds: readonly number[]): Promise<void> {
    const missing = [...new Set(companyIds)].filter((id) => !this.byCompany.has(id));
    if (missing.length === 0) return;
    const made = await this.tx.query<{ id: number; company: number }>(
      `INSERT INTO invoice (company_id, run_id, month, net_fen, tax_fen, gross_fen, buyer, seller)
       SELECT c.id, $1, $2, 0, 0, 0,
         jsonb_build_object('nameZh', c.name_zh, 'nameEn', c.name_en, 'creditCode', c.credit_code, 'address', c.address, 'phone', c.phone,
           'bankName', c.bank_name, 'bankAccount', c.bank_account, 'email', c.invoice_email), $4
       FROM company c WHERE c.id = ANY($3) ORDER BY c.id
       ON CONFLICT (run_id, company_id) DO UPDATE SET buyer = EXCLUDED.buyer RETURNING id, company_id company`,
      [this.order.runId, `${this.order.month}-01`, missing, JSON.stringify(this.order.terms.seller)],
    );
    for (const { id, company } of made) this.byCompany.set(company, { invoiceId: id, lines: 0 });
  }
}
