import { openFenOf, type InvoiceRow, type NewPayment, type RecordedAs } from './invoicing.queries';

/** What has been typed of a payment; nothing of it is lost when it is refused. */
export interface PaymentDraft {
  readonly companyId: number | null;
  readonly amountFen: number | null;
  readonly receivedOn: string | null;
  readonly method: RecordedAs;
  readonly reference: string;
  readonly note: string;
  /** Of prepaid money: the period it is for, end exclusive. */
  readonly service?: { readonly start: string; readonly end: string } | null;
  /** Amounts by invoice once changed by hand; null while the oldest are paid first. */
  readonly byHand: Readonly<Record<number, number | null>> | null;
}

export type Parts = Readonly<Record<number, number | null>>;

/** What the API will do when it is not told otherwise: those due first are paid first. */
export function oldestFirst(open: readonly InvoiceRow[], amountFen: number | null): Parts {
  let left = amountFen ?? 0;
  const parts: Record<number, number> = {};
  for (const invoice of open) {
    const part = Math.max(0, Math.min(left, openFenOf(invoice)));
    parts[invoice.id] = part;
    left -= part;
  }
  return parts;
}

export const partsOf = (draft: PaymentDraft, open: readonly InvoiceRow[]): Parts =>
  draft.byHand ?? (draft.method === 'prepaid' ? {} : oldestFirst(open, draft.amountFen));

export const sumOf = (parts: Parts): number => Object.values(parts).reduce<number>((sum, part) => sum + (part ?? 0), 0);

export const countOf = (parts: Parts): number => Object.values(parts).filter((part) => part).length;

export interface Faults {
  readonly company?: 'companyMissing';
  readonly amount?: 'amountMissing';
  readonly day?: 'dayMissing' | 'dayAhead';
  readonly parts?: 'partsTooLarge';
  readonly part: Readonly<Record<number, 'partTooLarge' | 'partWrong'>>;
}

function partFaults(byHand: Parts, open: readonly InvoiceRow[]): Faults['part'] {
  const faults: Record<number, 'partTooLarge' | 'partWrong'> = {};
  for (const invoice of open) {
    const given = byHand[invoice.id] ?? 0;
    if (given < 0) faults[invoice.id] = 'partWrong';
    else if (given > openFenOf(invoice)) faults[invoice.id] = 'partTooLarge';
  }
  return faults;
}

function dayFault(receivedOn: string | null, today: string): Faults['day'] {
  if (receivedOn === null) return 'dayMissing';
  return receivedOn > today ? 'dayAhead' : undefined;
}

/** Everything that is wrong with a draft, so that it can be said at its field. */
export function faultsOf(draft: PaymentDraft, open: readonly InvoiceRow[], today: string): Faults {
  const { companyId, receivedOn, byHand } = draft;
  const amountFen = draft.amountFen ?? 0;
  return {
    company: companyId === null ? 'companyMissing' : undefined,
    amount: amountFen <= 0 ? 'amountMissing' : undefined,
    day: dayFault(receivedOn, today),
    parts: byHand && sumOf(byHand) > amountFen ? 'partsTooLarge' : undefined,
    part: byHand ? partFaults(byHand, open) : {},
  };
}

export const isSound = (faults: Faults): boolean =>
  !faults.company && !faults.amount && !faults.day && !faults.parts && Object.keys(faults.part).length === 0;

/** The body to send; amounts by invoice only when they were changed by hand. */
export function paymentOf(draft: PaymentDraft): NewPayment {
  const { companyId, amountFen, receivedOn, method, byHand } = draft;
  if (companyId === null || amountFen === null || receivedOn === null) throw new Error('the payment is not complete');
  const allocations =
    byHand &&
    Object.entries(byHand).flatMap(([id, part]) => (part ? [{ invoiceId: Number(id), amountFen: part }] : []));
  return {
    companyId,
    amountFen,
    receivedOn,
    method,
    reference: draft.reference.trim(),
    note: draft.note.trim(),
    ...(allocations ? { allocations } : {}),
    ...(method === 'prepaid' && draft.service
      ? { service: { from: draft.service.start, until: draft.service.end } }
      : {}),
  };
}
