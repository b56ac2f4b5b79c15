import { NO_COUNTS } from '@parkbench/domain';
import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ProblemError } from '../../../shared/api/problem';
import { parkDate, parkTime, parkZone } from '../../../shared/format/format';
import { useSearchState } from '../../../shared/search-state';
import { calendarKey, quoteKey, quoteQuery, reservationsKey, reserve, type Words } from '../reservations.queries';
import type { Instrument } from '../instruments.types';
import type { Alternatives, Ask, Mode, Outcome, Quote, QuoteBody, Violation } from '../reservations.types';
import { useDebounced } from '../use-debounced';
import { minutesOf, searchOf, type Selection, selectionOf, askOf } from './selection';

/** One try to reserve: what, at which price, and what it is called in the answer. */
export interface Attempt {
  readonly ask: Ask;
  readonly quoteId: string;
  readonly shownFen: number;
  readonly name: string;
  /** What was picked on the page when it was tried; an answer to something else is not shown. */
  readonly origin: string;
}

/** A slot that is not to be had, and what is instead. */
export interface Refused {
  readonly taken?: { readonly start: string; readonly end: string; readonly reservationId?: number };
  readonly alternatives: Alternatives | null;
}

export interface Booking {
  readonly instrument: Instrument;
  readonly selection: Selection;
  readonly select: (change: Partial<Selection>) => void;
  readonly ask: Ask | null;
  /** The price of what is picked, or of what was picked before while the new one loads. */
  readonly quote: Quote | undefined;
  readonly isQuoting: boolean;
  readonly quoteError: Error | null;
  readonly retryQuote: () => void;
  readonly words: Words;
  readonly setWords: (words: Words) => void;
  readonly violations: readonly Violation[];
  readonly refused: Refused | null;
  readonly priceChange: { readonly before: number; readonly after: number } | null;
  readonly failure: Error | null;
  /** What stands against it is the answer to a try, not yet known while picking. */
  readonly isAnswered: boolean;
  readonly canSubmit: boolean;
  readonly isSubmitting: boolean;
  readonly attempt: Attempt | undefined;
  readonly outcome: Outcome | undefined;
  readonly submit: () => void;
  readonly take: (attempt: Omit<Attempt, 'origin'>) => void;
  readonly again: () => void;
}

/** Everything between picking a time and having it: selection, price, submission, and what came of it. */
export function useBooking(instrument: Instrument, name: string): Booking {
  const picked = useSelection(instrument);
  const { ask } = picked;
  const priced = useQuote(ask);
  const [words, setWords] = useState<Words>({ purpose: '', project: '', rdUse: true });
  const origin = JSON.stringify(ask);
  const tried = useSubmission(words, picked);
  const answer = answerTo(tried.attempt?.origin === origin ? tried.error : null, priced);
  const { quote, isQuoting } = priced;
  const isRefused = answer.violations.some((one) => one.severity === 'refuse');
  const isOpen = quote?.free === true && !isRefused && answer.refused === null;
  const canSubmit = isOpen && !isQuoting && !tried.isPending;
  return {
    ...picked,
    ...priced,
    ...answer,
    instrument,
    words,
    setWords,
    priceChange: tried.priceChange?.for === origin ? tried.priceChange : null,
    canSubmit,
    isSubmitting: tried.isPending,
    attempt: tried.attempt,
    outcome: ask === null ? tried.outcome : undefined,
    submit: () => {
      if (ask && quote && canSubmit)
        tried.send({ ask, quoteId: quote.quoteId, shownFen: quote.totalFen, name, origin });
    },
    take: (attempt) => tried.send({ ...attempt, origin }),
    again: tried.reset,
  };
}

const shownInPlace = ['slot_taken', 'policies_violated', 'quote_changed'];

/** What stands against it: what the last try was answered, or what the price already says. */
function answerTo(
  error: ProblemError | null,
  { quote, isQuoting }: { quote: Quote | undefined; isQuoting: boolean },
): Pick<Booking, 'violations' | 'refused' | 'failure' | 'isAnswered'> {
  const isViolated = error?.code === 'policies_violated';
  return {
    isAnswered: error !== null,
    violations: isViolated ? error.violations : (quote?.violations ?? []),
    refused: error?.code === 'slot_taken' ? refusedBy(error) : notFree(quote, isQuoting),
    failure: error && !shownInPlace.includes(error.code) ? error : null,
  };
}

/** What a refusal for a taken slot says. */
export const refusedBy = ({ extra }: ProblemError): Refused => ({
  taken: extra.taken as Refused['taken'],
  alternatives: (extra.alternatives as Alternatives | undefined) ?? null,
});

const notFree = (quote: Quote | undefined, isQuoting: boolean): Refused | null =>
  quote && !quote.free && !isQuoting ? { alternatives: quote.alternatives } : null;

function useSelection(instrument: Instrument) {
  const [search, changeSearch] = useSearchState();
  const navigate = useNavigate();
  const selection = selectionOf(search, instrument);
  const select = (change: Partial<Selection>): void => changeSearch(searchOf(change));
  return {
    selection,
    select,
    ask: askOf(instrument.id, selection, parkZone()),
    /** To what an ask says, on this instrument's page or another's. */
    go: (ask: Ask): void => {
      const to = selectionFrom(ask, selection.mode);
      if (ask.instrumentId === instrument.id) select(to);
      else void navigate({ to: `/i/${ask.instrumentId}`, search: searchOf(to) as never });
    },
    clear: (): void => select({ start: null, at: null }),
  };
}

function selectionFrom(ask: Ask, mode: Mode): Partial<Selection> {
  if (ask.kind === 'rental') return { mode: 'rental', start: ask.startsOn, months: ask.months };
  const minutes = (Date.parse(ask.endsAt) - Date.parse(ask.startsAt)) / 60_000;
  const { counts = NO_COUNTS } = ask;
  const by = mode === 'run' ? 'run' : 'session';
  return { mode: by, day: parkDate(ask.startsAt), at: minutesOf(parkTime(ask.startsAt)), minutes, counts };
}

function useQuote(ask: Ask | null) {
  const settled = useDebounced(ask);
  const query = useQuery(quoteQuery(settled));
  const isSettled = JSON.stringify(settled) === JSON.stringify(ask);
  return {
    quote: ask === null ? undefined : query.data,
    isQuoting: ask !== null && (!isSettled || query.isPending || query.isPlaceholderData),
    quoteError: ask !== null && isSettled && !query.data ? query.error : null,
    retryQuote: () => void query.refetch(),
  };
}

/** Puts the price of now in the place of the one that was shown. */
function adopt(queries: QueryClient, ask: Ask, quote: QuoteBody): void {
  queries.setQueryData<Quote>(quoteKey(ask), (old) => ({
    rentOrBuy: null,
    violations: [],
    free: true,
    alternatives: null,
    ...old,
    ...quote,
  }));
}

function useSubmission(words: Words, { go, clear }: { go: (ask: Ask) => void; clear: () => void }) {
  const queries = useQueryClient();
  const [priceChange, setPriceChange] = useState<{ for: string; before: number; after: number } | null>(null);
  const mutation = useMutation<Outcome, Error, Attempt>({
    mutationFn: ({ ask, quoteId }) => reserve(ask, quoteId, words),
    onSuccess: () => {
      clear();
      void queries.invalidateQueries({ queryKey: reservationsKey });
    },
    onError: (error, { ask, shownFen }) => {
      if (!(error instanceof ProblemError)) return;
      if (error.code === 'slot_taken') void queries.invalidateQueries({ queryKey: calendarKey(ask.instrumentId) });
      if (error.code !== 'quote_changed') return;
      const quote = error.extra.quote as QuoteBody;
      adopt(queries, ask, quote);
      setPriceChange({ for: JSON.stringify(ask), before: shownFen, after: quote.totalFen });
      go(ask);
    },
  });
  return {
    priceChange,
    attempt: mutation.variables,
    error: mutation.error instanceof ProblemError ? mutation.error : null,
    outcome: mutation.data,
    isPending: mutation.isPending,
    send: (attempt: Attempt) => {
      setPriceChange(null);
      mutation.mutate(attempt);
    },
    reset: mutation.reset,
  };
}
