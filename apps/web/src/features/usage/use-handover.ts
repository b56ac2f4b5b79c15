import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newKey, post } from '../../shared/api/client';
import { queryText } from '../../shared/query-text';
import { toast } from '../../shared/ui';
import { countsBody, countsQuery, type CountsView, keyOf, type Typed } from './counts.queries';
import { useDraftPhotos } from './photo-field';
import { type AccessoryState, type conditions, type Direction, type Handovers, handoversQuery } from './usage.queries';
import { usageMessages } from './usage.messages';

/** What is written down in a dialog. Starting a session is no such act: it is one tap. */
export type UsageAct = 'hand_over' | 'take_back' | 'no_show' | 'stop';

export interface UsageSubject {
  readonly id: number;
  readonly companyName: string;
  readonly depositFen: number;
  /** Of a session: what was used is asked when it ends. */
  readonly isSession?: boolean;
  /** Of what comes back; taken out of service when it is damaged. */
  readonly instrumentId: number;
}

export const deposits = ['refund', 'set_off', 'keep'] as const;

/** What is noted; each act sends what it knows of. */
export interface Noted {
  /** An instant; null while it is not complete. */
  readonly at: number | null;
  readonly condition: (typeof conditions)[number];
  readonly note: string;
  /** null until it is chosen: refunded, but not before a damage has been looked into. */
  readonly deposit: (typeof deposits)[number] | null;
  /** What of the deposit is kept for a damage, and why. */
  readonly keepFen: number | null;
  readonly keepReason: string;
  readonly waiveFee: boolean;
  /** It came back damaged, and nobody else is to have it so. */
  readonly takeOut: boolean;
  /** What was ticked otherwise than expected, by name. */
  readonly accessories: Readonly<Record<string, AccessoryState>>;
  readonly signedBy: string;
  /** PNG, base64. */
  readonly signature: string | null;
  /** What was really used, where it was typed. */
  readonly counts: Typed;
}

const paths: Record<UsageAct, string> = {
  hand_over: 'hand-over',
  take_back: 'take-back',
  no_show: 'no-show',
  stop: 'stop',
};
const minute = 60_000;

/** The form of an outage that begins now, for an instrument that came back damaged. */
const takeOutHref = (instrumentId: number, reason: string): string =>
  `/maintenance${queryText({ plan: 1, fault: instrumentId, reason })}`;

const directionOf = (act: UsageAct): Direction => (act === 'hand_over' ? 'out' : 'back');

/** What is to be ticked off: all that belongs to it, and at the return only what was given. */
function accessoriesOf(handovers: Handovers | undefined, direction: Direction): readonly string[] {
  const given = handovers?.items.find((one) => one.direction === 'out')?.accessories ?? [];
  if (direction === 'back' && given.length > 0) {
    return given.filter(({ state }) => state === 'given').map(({ name }) => name);
  }
  return handovers?.accessories ?? [];
}

/** Left alone, everything is where it should be. */
const usual = (direction: Direction): AccessoryState => (direction === 'out' ? 'given' : 'returned');

interface Known {
  readonly opened: number;
  readonly names: readonly string[];
  readonly photoIds: readonly number[];
  readonly counts: CountsView | undefined;
}

const keptOf = ({ keepFen, keepReason }: Noted): object | undefined =>
  keepFen ? { amountFen: keepFen, reason: keepReason.trim() } : undefined;

/** What becomes of the deposit unless somebody says otherwise. */
export const depositOf = ({ deposit, condition }: Noted): (typeof deposits)[number] =>
  deposit ?? (condition === 'damaged' ? 'keep' : 'refund');

/** A part is kept for a reason, and it is no more than the deposit. */
const isKeptWell = ({ keepFen, keepReason }: Noted, depositFen: number): boolean =>
  !keepFen || (keepFen <= depositFen && keepReason.trim().length > 1);

function bodyOf(act: UsageAct, noted: Noted, { opened, names, photoIds, counts }: Known): object {
  const { at, condition, note, waiveFee, signedBy, signature } = noted;
  if (act === 'no_show') return { note, waiveFee };
  // Left as it was, it is now by the server's clock, which may be a little behind this one.
  const when = at === null || at === opened || act === 'stop' ? undefined : new Date(at).toISOString();
  const accessories = names.map((name) => ({ name, state: noted.accessories[name] ?? usual(directionOf(act)) }));
  return {
    at: when,
    condition,
    note,
    accessories,
    photoIds,
    signedBy,
    signature: signature ?? undefined,
    ...countedIn(counts, noted),
    ...(act === 'take_back' && { deposit: depositOf(noted), keepDeposit: keptOf(noted) }),
  };
}

/** What is counted goes with the end of a session; a rental's is noted month by month. */
const isEndOfSession = (act: UsageAct, { isSession }: UsageSubject): boolean =>
  isSession === true && (act === 'stop' || act === 'take_back');

/** Everything that was booked, as it stands in the boxes, and whatever else was typed. */
function countedIn(counts: CountsView | undefined, noted: Noted): { counts?: object } {
  if (!counts) return {};
  const booked = Object.fromEntries(counts.items.map((item) => [keyOf(item), item.counted ?? item.booked ?? 0]));
  const typed = { ...booked, ...noted.counts };
  return Object.keys(typed).length === 0 ? {} : { counts: countsBody(counts.countable, typed) };
}

/** A hand-over, a return or a no-show while it is written down. */
export function useHandover(act: UsageAct, subject: UsageSubject, onDone: () => void) {
  const say = usageMessages.useSay();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const direction = directionOf(act);
  const { data } = useQuery({ ...handoversQuery(subject.id), enabled: act !== 'no_show' });
  const photos = useDraftPhotos(subject.id, direction);
  // What is not shown is not said: who stops a session ticks nothing off.
  const names = act === 'stop' ? [] : accessoriesOf(data, direction);
  const [opened] = useState(() => Math.floor(Date.now() / minute) * minute);
  const [key] = useState(newKey);
  const [noted, setNoted] = useState<Noted>({
    at: opened,
    condition: 'good',
    note: '',
    deposit: null,
    keepFen: null,
    keepReason: '',
    waiveFee: false,
    takeOut: false,
    accessories: {},
    signedBy: '',
    signature: null,
    counts: {},
  });
  const [isAhead, setAhead] = useState(false);
  /** Whether a time is ahead is asked when it is written: the dialog may stand open for long. */
  const note = (change: Partial<Noted>): void => {
    setNoted({ ...noted, ...change });
    if (change.at !== undefined) setAhead(change.at !== null && change.at > Date.now() + minute);
  };
  const counts = useQuery({ ...countsQuery(subject.id), enabled: isEndOfSession(act, subject) }).data;
  const known = { opened, names, photoIds: photos.map((one) => one.id), counts };
  const send = useMutation({
    mutationFn: () => post(`/reservations/${subject.id}/${paths[act]}`, bodyOf(act, noted, known), { key }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['reservations'] });
      const isDamaged = act === 'take_back' && noted.condition === 'damaged';
      const detail = isDamaged ? say('damagedNext') : undefined;
      if (isDamaged && noted.takeOut)
        void navigate({ href: takeOutHref(subject.instrumentId, say('takeOutReason', { note: noted.note })) });
      toast({ title: say(act === 'stop' ? 'stopped' : 'done'), detail, tone: 'ok' });
      onDone();
    },
  });
  return {
    noted,
    note,
    counts,
    names,
    direction,
    stateOf: (name: string): AccessoryState => noted.accessories[name] ?? usual(direction),
    isAhead,
    canSend:
      act === 'no_show' || act === 'stop' || (noted.at !== null && !isAhead && isKeptWell(noted, subject.depositFen)),
    send: () => send.mutate(),
    error: send.error,
    isPending: send.isPending,
  };
}
