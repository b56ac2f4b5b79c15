import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey, post } from '../../shared/api/client';
import { toast } from '../../shared/ui';
import { usageMessages } from './usage.messages';

export type UsageAct = 'hand_over' | 'take_back' | 'no_show';

export interface UsageSubject {
  readonly id: number;
  readonly companyName: string;
  readonly depositFen: number;
}

export const conditions = ['good', 'worn', 'damaged'] as const;
export const deposits = ['refund', 'set_off', 'keep'] as const;

/** What is noted; each act sends what it knows of. */
export interface Noted {
  /** An instant; null while it is not complete. */
  readonly at: number | null;
  readonly condition: (typeof conditions)[number];
  readonly note: string;
  readonly deposit: (typeof deposits)[number];
  readonly waiveFee: boolean;
}

const paths: Record<UsageAct, string> = { hand_over: 'hand-over', take_back: 'take-back', no_show: 'no-show' };
const minute = 60_000;

function bodyOf(act: UsageAct, { at, condition, note, deposit, waiveFee }: Noted, opened: number): object {
  if (act === 'no_show') return { note, waiveFee };
  // Left as it was, it is now by the server's clock, which may be a little behind this one.
  const when = at === null || at === opened ? undefined : new Date(at).toISOString();
  return { at: when, condition, note, ...(act === 'take_back' && { deposit }) };
}

/** A hand-over, a return or a no-show while it is written down. */
export function useHandover(act: UsageAct, subject: UsageSubject, onDone: () => void) {
  const say = usageMessages.useSay();
  const queries = useQueryClient();
  const [opened] = useState(() => Math.floor(Date.now() / minute) * minute);
  const [key] = useState(newKey);
  const [noted, setNoted] = useState<Noted>({
    at: opened,
    condition: 'good',
    note: '',
    deposit: 'refund',
    waiveFee: false,
  });
  const [isAhead, setAhead] = useState(false);
  /** Whether a time is ahead is asked when it is written: the dialog may stand open for long. */
  const note = (change: Partial<Noted>): void => {
    setNoted({ ...noted, ...change });
    if (change.at !== undefined) setAhead(change.at !== null && change.at > Date.now() + minute);
  };
  const send = useMutation({
    mutationFn: () => post(`/reservations/${subject.id}/${paths[act]}`, bodyOf(act, noted, opened), { key }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['reservations'] });
      toast({ title: say('done'), tone: 'ok' });
      onDone();
    },
  });
  return {
    noted,
    note,
    isAhead,
    canSend: act === 'no_show' || (noted.at !== null && !isAhead),
    send: () => send.mutate(),
    error: send.error,
    isPending: send.isPending,
  };
}
