import { invariant } from '../core/assert.js';
import { sumFen, toFen } from '../money/fen.js';
import type { CreditSettlement } from './credit-note.js';
import type { ChargeComponent, PriceLine } from '../pricing/price-line.js';

/**
 * The accounts of the ledger (rules §5). `unallocated` holds payments that no
 * invoice has taken up yet, `vouchers` what their giver still owes the park, `subsidies` what the park itself paid for its tenants.
 */
export type LedgerAccount =
  | 'receivable'
  | 'revenue_rental'
  | 'revenue_session'
  | 'revenue_service'
  | 'revenue_fee'
  | 'revenue_other'
  | 'vat_payable'
  | 'deposits_held'
  | 'bank'
  | 'vouchers'
  | 'subsidies'
  | 'bad_debt'
  | 'unallocated'
  | 'refunds_payable';

/** One side of a posting: debit positive, credit negative, never 0. */
export interface LedgerEntry {
  readonly account: LedgerAccount;
  readonly companyId: string;
  readonly amountFen: number;
}

/** The amount of a posting for a company. */
export interface CompanyAmount {
  readonly companyId: string;
  readonly amountFen: number;
}

type Line = Pick<PriceLine, 'component' | 'netFen' | 'taxFen' | 'amountFen'>;

const REVENUE: Readonly<Record<ChargeComponent, LedgerAccount>> = {
  rent: 'revenue_rental',
  abatement: 'revenue_rental',
  idle_credit: 'revenue_rental',
  overdue: 'revenue_rental',
  session: 'revenue_session',
  best_of: 'revenue_session',
  run: 'revenue_session',
  sample: 'revenue_session',
  assistance: 'revenue_session',
  consumable: 'revenue_session',
  cancellation: 'revenue_fee',
  no_show: 'revenue_fee',
  service: 'revenue_service',
  damage: 'revenue_other',
  adjustment: 'revenue_other',
  forfeit: 'revenue_other',
};

/** Where the net of a charge is revenue. */
function revenueAccount(component: ChargeComponent): LedgerAccount {
  return REVENUE[component];
}

function posting(companyId: string, sides: readonly (readonly [LedgerAccount, number])[]): LedgerEntry[] {
  const accounts = [...new Set(sides.map(([account]) => account))];
  const entries = accounts.map((account) => ({
    account,
    companyId,
    amountFen: sumFen(sides.filter(([name]) => name === account).map(([, amountFen]) => amountFen)),
  }));
  const posted = entries.filter((entry) => entry.amountFen !== 0);
  invariant(isBalanced(posted), 'a posting balances');
  return posted;
}

function positive(amount: CompanyAmount): number {
  invariant(amount.amountFen > 0, 'a posting moves a positive amount');
  return toFen(amount.amountFen);
}

/** Whether entries sum to 0, as every posting and the whole ledger do at all times (rules §5). */
export function isBalanced(entries: readonly Pick<LedgerEntry, 'amountFen'>[]): boolean {
  return sumFen(entries.map((entry) => entry.amountFen)) === 0;
}

/** The balance of an account in fen, debit positive. A company's receivable is what it owes on open invoices. */
export function accountBalance(entries: readonly LedgerEntry[], account: LedgerAccount): number {
  return sumFen(entries.filter((entry) => entry.account === account).map((entry) => entry.amountFen));
}

/** Issuing an invoice: the gross is receivable, the net revenue by kind, the tax payable. 4,500.00 is 3,982.30 and 517.70. */
export function issueEntries(invoice: { readonly companyId: string; readonly lines: readonly Line[] }): LedgerEntry[] {
  return posting(invoice.companyId, [
    ...invoice.lines.map((line) => ['receivable', line.amountFen] as const),
    ...invoice.lines.map((line) => [revenueAccount(line.component), 0 - line.netFen] as const),
    ...invoice.lines.map((line) => ['vat_payable', 0 - line.taxFen] as const),
  ]);
}

/**
 * A credit note: the posting of the issue turned round. `lines` are those credited, amounts as issued. What is set off is
 * no longer receivable, what is kept is the company's balance, what goes back is owed to it; without a settlement all is set off.
 */
export function creditNoteEntries(note: {
  readonly companyId: string;
  readonly lines: readonly Line[];
  readonly settlement?: CreditSettlement;
}): LedgerEntry[] {
  const turned = issueEntries(note).map((entry) => ({ ...entry, amountFen: 0 - entry.amountFen }));
  const { settlement } = note;
  if (!settlement) return turned;
  const { offsetFen, creditFen, refundFen } = settlement;
  return posting(note.companyId, [
    ...turned
      .filter((entry) => entry.account !== 'receivable')
      .map((entry) => [entry.account, entry.amountFen] as const),
    ['receivable', 0 - offsetFen],
    ['unallocated', 0 - creditFen],
    ['refunds_payable', 0 - refundFen],
  ]);
}

/** A payment: money in the bank, or a claim on whoever gave the voucher; what invoices take up is no longer receivable, the rest is unallocated. */
export function paymentEntries(
  payment: CompanyAmount & { readonly allocatedFen?: number; readonly by?: 'bank' | 'vouchers' },
): LedgerEntry[] {
  const amountFen = positive(payment);
  const allocatedFen = payment.allocatedFen ?? amountFen;
  invariant(allocatedFen >= 0 && allocatedFen <= amountFen, 'no more is allocated than was paid');
  return posting(payment.companyId, [
    [payment.by ?? 'bank', amountFen],
    ['receivable', 0 - allocatedFen],
    ['unallocated', allocatedFen - amountFen],
  ]);
}

/** A deposit taken: money in the bank, owed back; never revenue, never taxed (rules §4). */
export function depositTakenEntries(deposit: CompanyAmount): LedgerEntry[] {
  const amountFen = positive(deposit);
  return posting(deposit.companyId, [
    ['bank', amountFen],
    ['deposits_held', 0 - amountFen],
  ]);
}

/** A deposit given back. */
export function depositRefundedEntries(deposit: CompanyAmount): LedgerEntry[] {
  const amountFen = positive(deposit);
  return posting(deposit.companyId, [
    ['deposits_held', amountFen],
    ['bank', 0 - amountFen],
  ]);
}

/** A deposit, or a part of it, set off against open invoices; what they do not take up is the company's balance. */
export function depositSetOffEntries(deposit: CompanyAmount & { readonly allocatedFen?: number }): LedgerEntry[] {
  return taken('deposits_held', deposit);
}

/** A part of a deposit that was kept pays the invoice on which its line stands. Revenue and tax are those of the invoice. */
export function depositForfeitedEntries(deposit: CompanyAmount & { readonly allocatedFen?: number }): LedgerEntry[] {
  return taken('deposits_held', deposit);
}

/** A voucher pays an invoice: whoever issued it owes the park from now on. */
export function voucherPaidEntries(use: CompanyAmount): LedgerEntry[] {
  return taken('vouchers', use);
}

/** The issuer of a voucher pays what it owes. */
export function voucherRedeemedEntries(use: CompanyAmount): LedgerEntry[] {
  const amountFen = positive(use);
  return posting(use.companyId, [
    ['bank', amountFen],
    ['vouchers', 0 - amountFen],
  ]);
}

/** A voucher's payment is undone: the company owes again what its issuer owed, or had paid already and gets back. */
export function voucherReturnedEntries(use: CompanyAmount & { readonly redeemed?: boolean }): LedgerEntry[] {
  const from = use.redeemed ? 'bank' : 'vouchers';
  return taken(from, use).map((entry) => ({ ...entry, amountFen: 0 - entry.amountFen }));
}

/** The park itself pays part of an invoice: an expense of the park, no reduction of revenue or tax. */
export function subsidyPaidEntries(grant: CompanyAmount): LedgerEntry[] {
  return taken('subsidies', grant);
}

/**
 * What goes back when an invoice is credited that was not paid with money alone: the invoice is receivable again by so
 * much, and the park's expense, the voucher issuer's debt or the loss is less.
 */
export function supportReturnedEntries(back: {
  readonly companyId: string;
  readonly parts: readonly { readonly by: 'writeoff' | 'subsidy' | 'voucher'; readonly amountFen: number }[];
}): LedgerEntry[] {
  return posting(back.companyId, [
    ['receivable', sumFen(back.parts.map((part) => part.amountFen))],
    ...back.parts.map((part) => [SUPPORT[part.by], 0 - part.amountFen] as const),
  ]);
}

const SUPPORT = { writeoff: 'bad_debt', subsidy: 'subsidies', voucher: 'vouchers' } as const;

function taken(from: LedgerAccount, amount: CompanyAmount & { readonly allocatedFen?: number }): LedgerEntry[] {
  const amountFen = positive(amount);
  const allocatedFen = amount.allocatedFen ?? amountFen;
  invariant(allocatedFen >= 0 && allocatedFen <= amountFen, 'no more is allocated than was paid');
  return posting(amount.companyId, [
    [from, amountFen],
    ['receivable', 0 - allocatedFen],
    ['unallocated', allocatedFen - amountFen],
  ]);
}

/** A debt that is given up: no longer receivable, a loss. Revenue and tax stay as issued. */
export function writeOffEntries(debt: CompanyAmount): LedgerEntry[] {
  const amountFen = positive(debt);
  return posting(debt.companyId, [
    ['bad_debt', amountFen],
    ['receivable', 0 - amountFen],
  ]);
}
