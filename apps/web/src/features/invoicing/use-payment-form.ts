import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../shared/api/problem';
import { parkToday } from '../../shared/format/format';
import { useRecordPayment } from './balance.queries';
import { openInvoicesQuery, standingQuery, type PaymentRecorded } from './invoicing.queries';
import { faultsOf, isSound, partsOf, paymentOf, sumOf, type Faults, type PaymentDraft } from './payment-draft';

const noFaults: Faults = { part: {} };

const blank = (companyId: number | null): PaymentDraft => ({
  companyId,
  amountFen: null,
  receivedOn: parkToday(),
  method: 'bank',
  reference: '',
  note: '',
  byHand: null,
});

/** A payment being typed: faults are said after the first try, and again whenever something changes. */
export function usePaymentForm(companyId: number | null) {
  const [draft, setDraft] = useState(() => blank(companyId));
  const [isDirty, setDirty] = useState(false);
  const [wasTried, setTried] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const invoices = useQuery(openInvoicesQuery(draft.companyId));
  const standing = useQuery({ ...standingQuery(draft.companyId), enabled: draft.companyId !== null });
  const record = useRecordPayment();
  const open = draft.companyId === null ? undefined : invoices.data;
  const parts = partsOf(draft, open ?? []);
  const faults = faultsOf(draft, open ?? [], parkToday());
  const change = (part: Partial<PaymentDraft>): void => {
    setDraft({ ...draft, ...part });
    setDirty(true);
    if (record.error) record.reset();
  };
  /** Asks before it is sent; false when something is wrong. */
  const submit = (): boolean => {
    setTried(true);
    const isReady = isSound(faults) && open !== undefined;
    if (isReady) setAsking(true);
    return isReady;
  };
  /** Sends it; the question closes either way, and what was refused stays in the form. */
  const send = async (): Promise<PaymentRecorded> => {
    try {
      return await record.mutateAsync(paymentOf(draft));
    } finally {
      setAsking(false);
    }
  };
  return {
    draft,
    open,
    parts,
    isDirty,
    change,
    submit,
    send,
    isAsking,
    setAsking,
    appliedFen: sumOf(parts),
    balanceFen: standing.data?.balanceFen ?? 0,
    faults: wasTried ? faults : noFaults,
    problem: record.error instanceof ProblemError ? record.error : null,
    isSending: record.isPending,
    openError: invoices.error,
    retryOpen: () => void invoices.refetch(),
  };
}

export type PaymentForm = ReturnType<typeof usePaymentForm>;
