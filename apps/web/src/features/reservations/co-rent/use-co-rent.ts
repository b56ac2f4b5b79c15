import { halfDays, type WeekPattern } from '@parkbench/domain';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../../../shared/api/client';
import { parkToday } from '../../../shared/format/format';
import { toast } from '../../../shared/ui';
import { reservationsKey } from '../reservations.queries';
import type { QuoteBody, Violation } from '../reservations.types';
import { useDebounced } from '../use-debounced';
import { coRentMessages } from './co-rent.messages';

export interface Share {
  readonly key: number;
  readonly companyId: string | null;
  readonly percent: number | null;
  /** Half days such as `1am`. */
  readonly halves: ReadonlySet<string>;
}

interface Preview {
  readonly problems: readonly { readonly message: { readonly zh: string; readonly en: string } }[];
  readonly totalFen: number;
  readonly parts: readonly {
    readonly companyId: number;
    readonly quote: QuoteBody;
    readonly violations: readonly Violation[];
    readonly free: boolean;
  }[];
}

let keys = 0;
const aShare = (percent: number, pattern: WeekPattern): Share => ({
  key: ++keys,
  companyId: null,
  percent,
  halves: new Set(halfDays(pattern)),
});
/** The week in two: the usual beginning. */
const inTwo = (): Share[] => [aShare(50, { 1: 'day', 2: 'day', 3: 'am' }), aShare(50, { 3: 'pm', 4: 'day', 5: 'day' })];

function patternOf(halves: ReadonlySet<string>): Record<string, string> {
  const days = [1, 2, 3, 4, 5, 6, 7].map((day) => {
    const parts = ['am', 'pm'].filter((half) => halves.has(`${day}${half}`));
    return [String(day), parts.length === 2 ? 'day' : parts[0]] as const;
  });
  return Object.fromEntries(days.filter(([, part]) => part !== undefined)) as Record<string, string>;
}

/** A half day belongs to one company at most: given to one, it is taken from the others; given again, from itself. */
const given = (shares: readonly Share[], key: number, half: string): Share[] =>
  shares.map((one) => {
    const halves = new Set(one.halves);
    const has = halves.delete(half);
    if (one.key === key && !has) halves.add(half);
    return { ...one, halves };
  });

/** A co-rent as it is put together: who has which half days at what share, and what each would pay. */
export function useCoRent(instrumentId: number, onDone: () => void) {
  const queries = useQueryClient();
  const [shares, setShares] = useState(inTwo);
  const [startsOn, setStartsOn] = useState<string | null>(parkToday());
  const [months, setMonths] = useState<number | null>(3);
  const [purpose, setPurpose] = useState('');
  const isFilled = startsOn !== null && months !== null && shares.every((one) => one.companyId !== null);
  const body = isFilled && {
    instrumentId,
    startsOn,
    months,
    shares: shares.map(({ companyId, percent, halves }) => ({
      companyId: Number(companyId),
      shareBps: Math.round((percent ?? 0) * 100),
      pattern: patternOf(halves),
    })),
  };
  const settled = useDebounced(body);
  const preview = useQuery({
    queryKey: [...reservationsKey, 'co-rent', settled],
    queryFn: ({ signal }) => post<Preview>('/co-rents/preview', settled, { signal }),
    enabled: settled !== false,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const sent = useMutation({
    mutationFn: (override: object) => post('/co-rents', { ...body, purpose, ...override }),
    onSuccess: () => {
      toast({ title: coRentMessages.say('done', { count: shares.length }), tone: 'ok' });
      void queries.invalidateQueries({ queryKey: reservationsKey });
      onDone();
    },
  });
  const change = (key: number, part: Partial<Share>): void =>
    setShares(shares.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const isStale = preview.isPlaceholderData || JSON.stringify(settled) !== JSON.stringify(body);
  return {
    shares,
    change,
    give: (key: number, half: string) => setShares(given(shares, key, half)),
    add: () => setShares([...shares, { ...aShare(0, {}), halves: new Set() }]),
    remove: (key: number) => setShares(shares.filter((one) => one.key !== key)),
    startsOn,
    setStartsOn,
    months,
    setMonths,
    purpose,
    setPurpose,
    isFilled,
    isStale,
    preview,
    sent,
  };
}

export type CoRent = ReturnType<typeof useCoRent>;
