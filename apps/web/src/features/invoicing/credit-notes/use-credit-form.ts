import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { ProblemError } from '../../../shared/api/problem';
import type { Invoice } from '../invoicing.queries';
import {
  creditableQuery,
  creditPreviewQuery,
  useGiveCredit,
  type Creditable,
  type CreditWish,
  type Kind,
  type NewCreditNote,
  type Reason,
} from './credit-notes.queries';

/** A credit note being typed. */
export interface CreditDraft {
  readonly reason: Reason;
  readonly kind: Kind;
  /** Chosen lines with their amounts; null while nothing sensible is typed. */
  readonly amounts: ReadonlyMap<number, number | null>;
  readonly note: string;
  readonly redConfirmNo: string;
  readonly buyerConfirms: boolean;
}

export interface CreditFaults {
  readonly none?: 'noneChosen';
  readonly lines: ReadonlyMap<number, 'overLine' | 'wrongSign' | 'amountMissing'>;
  readonly redConfirmNo?: 'redConfirmNoWrong';
}

function lineFault(fen: number | null, leftFen: number): 'overLine' | 'wrongSign' | 'amountMissing' | null {
  if (fen === null || fen === 0) return 'amountMissing';
  if (leftFen < 0) return fen < 0 && fen >= leftFen ? null : 'wrongSign';
  return fen > 0 && fen <= leftFen ? null : 'overLine';
}

/** What is wrong with a draft before the API is asked: each line within what is left of it. */
export function faultsOf(draft: CreditDraft, creditable: Creditable): CreditFaults {
  const left = new Map(creditable.lines.map((line) => [line.lineNo, line.leftFen]));
  const lines = new Map<number, 'overLine' | 'wrongSign' | 'amountMissing'>();
  for (const [lineNo, fen] of draft.amounts) {
    const fault = lineFault(fen, left.get(lineNo) ?? 0);
    if (fault) lines.set(lineNo, fault);
  }
  return {
    ...(draft.amounts.size === 0 ? { none: 'noneChosen' as const } : {}),
    lines,
    ...(/^[0-9A-Za-z-]{0,40}$/.test(draft.redConfirmNo.trim()) ? {} : { redConfirmNo: 'redConfirmNoWrong' as const }),
  };
}

const isSound = (faults: CreditFaults): boolean => !faults.none && faults.lines.size === 0 && !faults.redConfirmNo;

const allOf = (creditable: Creditable): Map<number, number> =>
  new Map(creditable.lines.filter(({ leftFen }) => leftFen !== 0).map(({ lineNo, leftFen }) => [lineNo, leftFen]));

/** A wish that the API can reckon with; null while there is none. */
function wishOf(draft: CreditDraft, faults: CreditFaults): CreditWish | null {
  if (faults.none || faults.lines.size > 0) return null;
  const { reason, kind } = draft;
  if (reason === 'wrong_invoice') return { reason, kind };
  return { reason, kind, lines: [...draft.amounts].map(([lineNo, fen]) => ({ lineNo, amountFen: fen ?? 0 })) };
}

const blank = (invoice: Invoice): CreditDraft => ({
  reason: 'allowance',
  kind: invoice.openFen > 0 ? 'offset' : 'credit',
  amounts: new Map(),
  note: '',
  redConfirmNo: '',
  buyerConfirms: false,
});

/** A credit note being typed, with its live ceiling and what it would do. */
export function useCreditForm(invoice: Invoice) {
  const [draft, setDraft] = useState(() => blank(invoice));
  const [wasTried, setTried] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const creditable = useQuery(creditableQuery(invoice.id));
  const give = useGiveCredit(invoice.id);
  const known: Creditable = creditable.data ?? { lines: [], leftFen: 0, openFen: 0, paidFen: 0, awaitingId: null };
  const faults = faultsOf(draft, known);
  const wish = useDeferredValue(creditable.data ? wishOf(draft, faults) : null);
  const preview = useQuery(creditPreviewQuery(invoice.id, wish));
  const change = (part: Partial<CreditDraft>): void => {
    const whole = part.reason === 'wrong_invoice' ? { amounts: allOf(known) } : {};
    setDraft({ ...draft, ...part, ...whole });
    if (give.error) give.reset();
  };
  const send = async (): Promise<{ number: string | null }> => {
    const { note, redConfirmNo, buyerConfirms } = draft;
    const asked = wishOf(draft, faults) ?? { reason: draft.reason, kind: draft.kind };
    const body: NewCreditNote = { ...asked, note: note.trim(), redConfirmNo: redConfirmNo.trim(), buyerConfirms };
    try {
      return await give.mutateAsync({ ...body, settlement: preview.data?.settlement });
    } finally {
      setAsking(false);
    }
  };
  return {
    draft,
    change,
    known,
    isLoading: creditable.isPending,
    loadError: creditable.error,
    preview: wish === null ? undefined : preview.data,
    isPreviewing: wish !== null && preview.isFetching,
    /** The wish was refused, or the note itself. */
    problem: [give.error, wish === null ? null : preview.error].find((e) => e instanceof ProblemError) ?? null,
    faults: wasTried ? faults : { lines: new Map([...faults.lines].filter(([, fault]) => fault !== 'amountMissing')) },
    isAsking,
    setAsking,
    isSending: give.isPending,
    submit: (): void => {
      setTried(true);
      if (isSound(faults) && preview.data && !preview.isFetching) setAsking(true);
    },
    takeAll: (): void => change({ amounts: allOf(known) }),
    send,
  };
}

export type CreditForm = ReturnType<typeof useCreditForm>;
