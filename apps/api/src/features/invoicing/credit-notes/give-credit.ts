import { Injectable } from '@nestjs/common';
import {
  allThatIsLeft,
  buyerConfirmsWithinHours,
  capitalNumerals,
  creditLines,
  invoiceStatus,
  localDate,
  sumFen,
} from '@parkbench/domain';
import { Clock } from '../../../platform/clock.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { schedule } from '../../../platform/due-work/due-work.js';
import { type Actor, scopeOf } from '../../../platform/http/actor.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { record } from '../../../platform/outbox/record.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { lockAccrual } from '../record-charges.js';
import { standingsOf } from '../standing.query.js';
import { anotherAwaits, creditRefused } from './credit-faults.js';
import type { CreditNoteMade, CreditPreview, CreditWish, NewCreditNote } from './credit-notes.dto.js';
import { issueCreditNote, type IssueTerms } from './issue-credit-note.js';
import { type Creditable, loadCreditable } from './load-creditable.js';
import type { Returning } from './return-support.js';
import { settlementOf } from './settle-note.js';

const hour = 3_600_000;

type Credited = Exclude<ReturnType<typeof creditLines>, { fault: unknown }>;

/** The lines that a wish credits, or why it may not. */
function creditedBy(creditable: Creditable, wish: CreditWish): Credited {
  const { lines, ceiling, awaitingId } = creditable;
  if (awaitingId !== null) throw anotherAwaits(awaitingId);
  const wanted = wish.lines ?? allThatIsLeft(lines);
  const credited = creditLines({ lines, wanted, reason: wish.reason, ceiling });
  if ('fault' in credited) throw creditRefused(credited.fault);
  return credited;
}

/** Credits an invoice, whole or in part: shows beforehand what would become of the money, then issues or asks the buyer. */
@Injectable()
export class GiveCredit {
  constructor(
    private readonly db: Database,
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  /** What a credit note would do; changes nothing. */
  async preview(actor: Actor, invoiceId: number, wish: CreditWish): Promise<CreditPreview> {
    const { timeZone } = await this.settings.get();
    const today = localDate(this.clock.now().getTime(), timeZone);
    return this.db.read(scopeOf(actor), async (tx) => {
      const creditable = await loadCreditable(tx, invoiceId);
      const { invoice } = creditable;
      const { lines, totals } = creditedBy(creditable, wish);
      const charges = chargesOf(creditable);
      const { settlement, returning, returnedFen } = await settlementOf(tx, creditable, {
        grossFen: totals.amountFen,
        kind: wish.kind,
        crediting: lines.map(({ lineNo, amountFen }) => ({ chargeId: charges.get(lineNo) ?? 0, amountFen })),
      });
      const [dates] = await tx.query<{ dueOn: string; creditedFen: number }>(
        `SELECT due_on "dueOn", coalesce((SELECT sum(gross_fen) FROM credit_note WHERE invoice_id = $1 AND status = 'issued'), 0)::bigint "creditedFen"
         FROM invoice WHERE id = $1`,
        [invoiceId],
      );
      const openAfter = invoice.openFen + returnedFen - settlement.offsetFen;
      const creditedAfter = (dates?.creditedFen ?? 0) + totals.amountFen;
      const standing = (await standingsOf(tx, [invoice.companyId], today)).get(invoice.companyId);
      const balanceFen = standing?.balanceFen ?? 0;
      const at = { dueOn: dates?.dueOn ?? today, today };
      const standsAt = (openFen: number): CreditPreview['status']['before'] =>
        invoiceStatus({ ...at, grossFen: invoice.grossFen, paidFen: invoice.grossFen - openFen });
      return {
        lines: [...lines],
        grossFen: totals.amountFen,
        netFen: totals.netFen,
        taxFen: totals.taxFen,
        settlement,
        returned: returnedBy(returning),
        capitals: capitalNumerals(0 - totals.amountFen),
        openFen: { before: invoice.openFen, after: openAfter },
        balanceFen: { before: balanceFen, after: balanceFen + settlement.creditFen },
        status: {
          before: standsAt(invoice.openFen),
          after: creditedAfter >= invoice.grossFen ? 'void' : standsAt(openAfter),
        },
        billsAnew: wish.reason === 'wrong_invoice',
      };
    });
  }

  /** Issues the note at once, or lets it wait for the buyer. */
  async give(context: CommandContext, invoiceId: number, input: NewCreditNote): Promise<CreditNoteMade> {
    const { timeZone, invoiceSeries } = await this.settings.get();
    const terms = { at: this.clock.now(), actorId: context.actor.memberId, timeZone, invoiceSeries };
    return this.commands.run(context, (tx) => given(tx, invoiceId, input, terms));
  }
}

/** What goes back, by what it is. */
function returnedBy(returning: readonly Returning[]): CreditPreview['returned'] {
  return (['writeoff', 'subsidy', 'voucher'] as const)
    .map((by) => ({ by, amountFen: sumFen(returning.map((one) => (one.by === by ? one.backFen : 0))) }))
    .filter(({ amountFen }) => amountFen > 0);
}

const chargesOf = ({ lines }: Creditable): Map<number, number> =>
  new Map(lines.map((line) => [line.lineNo, line.chargeId]));

/** Accruals of the company wait when its charges are recorded anew; taken before the invoice, as billing runs do. */
export async function holdAccrual(tx: Tx, invoiceId: number, reason: string): Promise<void> {
  if (reason !== 'wrong_invoice') return;
  const [row] = await tx.query<{ companyId: number }>('SELECT company_id "companyId" FROM invoice WHERE id = $1', [
    invoiceId,
  ]);
  if (row) await lockAccrual(tx, [row.companyId]);
}

async function given(
  tx: Tx,
  invoiceId: number,
  input: NewCreditNote,
  terms: IssueTerms & { actorId: number },
): Promise<CreditNoteMade> {
  await holdAccrual(tx, invoiceId, input.reason);
  const creditable = await loadCreditable(tx, invoiceId, { lock: true });
  const credited = creditedBy(creditable, input);
  const note = await store(tx, { creditable, credited, input, terms });
  if (input.buyerConfirms) {
    await askBuyer(tx, { ...note, invoiceNumber: creditable.invoice.number }, terms);
    return { id: note.id, status: 'awaiting_buyer', number: null };
  }
  const number = await issueCreditNote(tx, note, { creditable, terms, expected: input.settlement });
  return { id: note.id, status: 'issued', number };
}

interface Stored {
  readonly id: number;
  readonly companyId: number;
  readonly invoiceId: number;
  readonly reason: NewCreditNote['reason'];
  readonly kind: NewCreditNote['kind'];
  readonly grossFen: number;
  readonly createdBy: number;
}

/** A note with its lines, not yet issued; only one that waits for the buyer has a date until when. */
async function store(
  tx: Tx,
  from: { creditable: Creditable; credited: Credited; input: NewCreditNote; terms: IssueTerms & { actorId: number } },
): Promise<Stored> {
  const { creditable, credited, input, terms } = from;
  const { invoice } = creditable;
  const { amountFen: grossFen, netFen, taxFen } = credited.totals;
  const confirmBy = input.buyerConfirms ? new Date(terms.at.getTime() + buyerConfirmsWithinHours * hour) : null;
  const [row] = await tx.query<{ id: number }>(
    `INSERT INTO credit_note (company_id, invoice_id, status, reason, kind, note, net_fen, tax_fen, gross_fen, red_confirm_no, confirm_by, created_by, created_at)
     VALUES ($1, $2, 'awaiting_buyer', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id`,
    [
      invoice.companyId,
      invoice.id,
      input.reason,
      input.kind,
      input.note,
      netFen,
      taxFen,
      grossFen,
      input.redConfirmNo,
      confirmBy,
      terms.actorId,
      terms.at,
    ],
  );
  if (!row) throw new Error('the credit note was not stored');
  const chargeOf = chargesOf(creditable);
  const lines = [...credited.lines].sort((a, b) => a.lineNo - b.lineNo);
  await tx.execute(
    `INSERT INTO credit_note_line (credit_note_id, line_no, company_id, charge_id, amount_fen, net_fen, tax_fen)
     SELECT $1, line_no, $2, charge_id, amount_fen, net_fen, tax_fen
     FROM unnest($3::int[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[]) l (line_no, charge_id, amount_fen, net_fen, tax_fen)`,
    [
      row.id,
      invoice.companyId,
      lines.map((_, i) => i + 1),
      lines.map((line) => chargeOf.get(line.lineNo)),
      lines.map((line) => line.amountFen),
      lines.map((line) => line.netFen),
      lines.map((line) => line.taxFen),
    ],
  );
  const { companyId, id: invoiceId } = invoice;
  return {
    id: row.id,
    companyId,
    invoiceId,
    reason: input.reason,
    kind: input.kind,
    grossFen,
    createdBy: terms.actorId,
  };
}

/** The buyer has 72 hours; a reminder after 48, and then the request lapses (china.md §2.5). */
async function askBuyer(
  tx: Tx,
  note: Stored & { readonly invoiceNumber: string },
  { at, actorId }: { at: Date; actorId: number },
): Promise<void> {
  const dueAt = (hours: number): Date => new Date(at.getTime() + hours * hour);
  const remind = buyerConfirmsWithinHours - 24;
  await schedule(tx, [
    {
      kind: 'credit-note.remind',
      subjectId: note.id,
      dueAt: dueAt(remind),
      dedupeKey: `credit-note.remind:${note.id}`,
    },
    {
      kind: 'credit-note.expire',
      subjectId: note.id,
      dueAt: dueAt(buyerConfirmsWithinHours),
      dedupeKey: `credit-note.expire:${note.id}`,
    },
  ]);
  await record(tx, {
    actorId,
    companyId: note.companyId,
    action: 'credit-note.requested',
    entity: 'credit_note',
    entityId: note.id,
    data: {
      invoiceId: note.invoiceId,
      invoiceNumber: note.invoiceNumber,
      grossFen: note.grossFen,
      reason: note.reason,
    },
    event: true,
  });
}
