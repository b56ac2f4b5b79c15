import type { LineDecision, LinePart } from '@parkbench/domain';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { DaySpan } from '../../../shared/ui';
import { openInvoicesQuery, type InvoiceRow } from '../invoicing.queries';
import { faultsOf, isSound, oldestFirst, type Faults, type Parts, type PaymentDraft } from '../payment-draft';
import type { BankLine, Suggestion } from './bank.queries';

export type Kind = 'payment' | 'prepaid' | 'deposit' | 'refund';

/** A part of a line as it is being said; the only one is the whole line. */
export interface PartDraft {
  readonly key: number;
  readonly companyId: number | null;
  readonly kind: Kind;
  readonly amountFen: number | null;
  /** Amounts by invoice once changed by hand; null while the oldest are paid first. */
  readonly byHand: PaymentDraft['byHand'];
  readonly service: DaySpan | null;
  readonly depositId: number | null;
}

/** A part with what follows from it. */
export interface PartForm extends PartDraft {
  readonly open: readonly InvoiceRow[] | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
  readonly parts: Parts;
  readonly faults: Faults;
}

const blank = (key: number, amountFen: number | null): PartDraft => ({
  key,
  companyId: null,
  kind: 'payment',
  amountFen,
  byHand: null,
  service: null,
  depositId: null,
});

type Said = Pick<Suggestion, 'companyId' | 'allocations' | 'deposit'>;

function partOf(said: Said, key: number, amountFen: number): PartDraft {
  const byHand =
    said.allocations.length > 0
      ? Object.fromEntries(said.allocations.map((one) => [one.invoiceId, one.amountFen]))
      : null;
  const kind = said.deposit ? 'deposit' : 'payment';
  return {
    ...blank(key, amountFen),
    companyId: said.companyId,
    kind,
    byHand,
    depositId: said.deposit?.depositId ?? null,
  };
}

/** What the best suggestion says, as a start; of a line that was assigned only what is said of that company. */
function begun(line: BankLine): readonly PartDraft[] {
  const amountFen = Math.abs(line.amountFen);
  const best = line.match?.suggestions[0];
  const assigned = line.company?.id ?? null;
  const companyId = assigned ?? best?.companyId ?? null;
  if (line.amountFen < 0) return [{ ...blank(0, amountFen), kind: 'refund', companyId }];
  if (!best || best.companyId !== companyId) return [{ ...blank(0, amountFen), companyId }];
  if (best.split.length > 0) return best.split.map((one, index) => partOf(one, index, one.amountFen));
  return [partOf(best, 0, amountFen)];
}

function saidOf(part: PartForm): LinePart | null {
  const { companyId, amountFen, kind, service, depositId } = part;
  if (kind === 'deposit') return depositId === null ? null : { as: 'deposit', depositId };
  if (companyId === null || !amountFen || amountFen < 0) return null;
  if (kind === 'prepaid')
    return {
      as: 'prepaid',
      companyId,
      amountFen,
      ...(service ? { service: { from: service.start, until: service.end } } : {}),
    };
  if (!isSound(part.faults) || part.open === undefined) return null;
  const allocations = Object.entries(part.parts).flatMap(([id, fen]) =>
    fen ? [{ invoiceId: Number(id), amountFen: fen }] : [],
  );
  return { as: 'payment', companyId, amountFen, allocations };
}

/** What is sent; null while something is missing or the parts do not sum to the line. */
function decisionOf(parts: readonly PartForm[], restFen: number): LineDecision | null {
  const [first] = parts;
  if (first?.kind === 'refund')
    return first.companyId === null ? null : { as: 'refund', companyId: first.companyId, refundId: null };
  const said = parts.map(saidOf);
  if (restFen !== 0 || !said.every((one) => one !== null)) return null;
  const [only] = said;
  if (said.length > 1 || !only) return { as: 'split', parts: said };
  if (only.as === 'deposit') return only;
  const { amountFen: _, ...decision } = only;
  return decision;
}

const sumOfParts = (parts: readonly PartDraft[]): number => parts.reduce((sum, one) => sum + (one.amountFen ?? 0), 0);

/** Once a deposit was chosen, the only part without an amount is what is left of the line. */
function withRest(parts: readonly PartDraft[], lineFen: number): readonly PartDraft[] {
  const blanks = parts.filter((one) => one.amountFen === null);
  const restFen = lineFen - sumOfParts(parts);
  if (blanks.length !== 1 || restFen <= 0) return parts;
  return parts.map((one) => (one.amountFen === null ? { ...one, amountFen: restFen } : one));
}

/** What is being said of a line: the amount is the bank's and cannot be changed, only divided. */
export function useDecision(line: BankLine) {
  const [drafts, setDrafts] = useState(() => begun(line));
  const isIn = line.amountFen > 0;
  const invoices = useQueries({ queries: drafts.map((one) => openInvoicesQuery(isIn ? one.companyId : null)) });
  const parts = drafts.map((draft, index): PartForm => {
    const { companyId, amountFen, byHand } = draft;
    const found = invoices[index];
    const open = companyId === null ? undefined : found?.data;
    const chosen = byHand ?? oldestFirst(open ?? [], amountFen);
    const payment: PaymentDraft = {
      companyId,
      amountFen,
      receivedOn: line.bookedOn,
      method: 'bank',
      reference: '',
      note: '',
      byHand: chosen,
    };
    const faults = faultsOf(payment, open ?? [], line.bookedOn);
    return { ...draft, open, error: found?.error ?? null, retry: () => void found?.refetch(), parts: chosen, faults };
  });
  const restFen = Math.abs(line.amountFen) - sumOfParts(drafts);
  /** What stands alone is the whole line; only a deposit keeps its own amount. */
  const set = (next: readonly PartDraft[]): void => {
    const [only] = next;
    const isWhole = next.length === 1 && only && (only.kind !== 'deposit' || only.depositId === null);
    setDrafts(isWhole ? [{ ...only, amountFen: Math.abs(line.amountFen) }] : next);
  };
  return {
    parts,
    restFen,
    decision: decisionOf(parts, restFen),
    change: (key: number, change: Partial<PartDraft>) => {
      const next = drafts.map((one) => (one.key === key ? { ...one, ...change } : one));
      set(change.depositId ? withRest(next, Math.abs(line.amountFen)) : next);
    },
    /** One more part, of what is left. */
    add: () => set([...drafts, blank(Math.max(...drafts.map((one) => one.key)) + 1, Math.max(restFen, 0) || null)]),
    remove: (key: number) => set(drafts.filter((one) => one.key !== key)),
  };
}

export type DecisionForm = ReturnType<typeof useDecision>;
