import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../shared/api/problem';
import type { Chosen } from '../../shared/instrument-field';
import { toast } from '../../shared/ui';
import { useNow } from '../../shared/use-now';
import { maintenanceMessages } from './maintenance.messages';
import {
  maintenanceKey,
  planOutage,
  previewQuery,
  type Affected,
  type CaseAction,
  type OutageKind,
  type OutagePeriod,
  type OutageRequest,
} from './maintenance.queries';
import { canMakeWay, isAskedAbout, resolutionsOf } from './resolutions';

export interface OutageDraft {
  readonly instrument: Chosen | null;
  readonly kind: OutageKind;
  readonly start: number | null;
  readonly end: number | null;
  /** Nobody knows the end. */
  readonly isOpen: boolean;
  readonly reason: string;
}

/** Decide for everybody now, or ask the owners. */
export type Manner = 'ask' | 'decide';

const hourMs = 3_600_000;

/** Two days to answer, but no longer than until it begins; at least some hours when it has begun. */
const usualDeadline = (start: number, now: number): number => {
  const until = Math.min(now + 48 * hourMs, start > now + 4 * hourMs ? start : now + 4 * hourMs);
  return Math.ceil(until / hourMs) * hourMs;
};

/** The period as it is sent; null while it is not complete. */
function outagePeriodOf({ instrument, start, end, isOpen }: OutageDraft): OutagePeriod | null {
  if (!instrument || start === null || (!isOpen && (end === null || end <= start))) return null;
  const times = { startsAt: new Date(start).toISOString(), openEnded: isOpen };
  const instrumentId = instrument.id;
  return isOpen || end === null
    ? { instrumentId, ...times }
    : { instrumentId, ...times, endsAt: new Date(end).toISOString() };
}

interface Choices {
  readonly manner: Manner;
  readonly chosen: Readonly<Record<number, string>>;
  readonly defaults: Readonly<Record<number, CaseAction>>;
  readonly answerBy: number | null;
}

function wishesOf(
  affected: readonly Affected[],
  { manner, chosen, defaults, answerBy }: Choices,
): Pick<OutageRequest, 'resolutions' | 'ask'> | null {
  if (affected.length === 0) return { resolutions: [] };
  if (!affected.every(canMakeWay)) return null;
  if (manner === 'decide') {
    const resolutions = resolutionsOf(affected, chosen);
    return resolutions && { resolutions };
  }
  if (answerBy === null) return null;
  const set = affected.filter(isAskedAbout).flatMap(({ id }) => {
    const action = defaults[id];
    return action ? [{ reservationId: id, action }] : [];
  });
  return { resolutions: [], ask: { answerBy: new Date(answerBy).toISOString(), defaults: set } };
}

const nothing: readonly Affected[] = [];

/** Everything between an outage on paper and one that stands: what is in its way is seen, and dealt with, before it is saved. */
export function useOutagePlan(first: OutageDraft, onDone: () => void) {
  const queries = useQueryClient();
  const now = useNow();
  const [draft, setDraft] = useState(first);
  const [deadline, setDeadline] = useState<number | null>(null);
  const [choices, setChoices] = useState<Omit<Choices, 'answerBy'>>({ manner: 'ask', chosen: {}, defaults: {} });
  const period = outagePeriodOf(draft);
  const preview = useQuery(previewQuery(period));
  const affected = preview.data?.affected ?? nothing;
  const saving = useMutation<{ caseNo: string; status: string }, Error, OutageRequest>({
    mutationFn: planOutage,
    // Somebody may just have booked: what is in the way is looked at again.
    onError: () => void queries.invalidateQueries({ queryKey: [...maintenanceKey, 'preview'] }),
    onSuccess: ({ caseNo, status }) => {
      const { say } = maintenanceMessages;
      onDone();
      const detail = affected.length > 0 ? say(status === 'announced' ? 'askedDetail' : 'savedDetail') : undefined;
      toast({ title: say(status === 'announced' ? 'asked' : 'saved', { caseNo }), detail, tone: 'ok' });
      void queries.invalidateQueries({ queryKey: maintenanceKey });
    },
  });
  const change = (part: Partial<OutageDraft>): void => {
    setDraft({ ...draft, ...part });
    saving.reset();
    // What was chosen for another time is not what is chosen for this one.
    if (!('reason' in part) && !('kind' in part)) setChoices({ manner: choices.manner, chosen: {}, defaults: {} });
  };
  const answerBy = deadline ?? (draft.start === null ? null : usualDeadline(draft.start, now));
  const wishes = wishesOf(affected, { ...choices, answerBy });
  const reason = draft.reason.trim();
  const canSave =
    period !== null && reason !== '' && preview.data?.isTaken === false && !preview.isFetching && wishes !== null;
  return {
    draft,
    change,
    preview,
    affected,
    choices: { ...choices, answerBy },
    setManner: (manner: Manner) => setChoices({ ...choices, manner }),
    choose: (id: number, way: string) => setChoices({ ...choices, chosen: { ...choices.chosen, [id]: way } }),
    setDefault: (id: number, action: CaseAction) =>
      setChoices({ ...choices, defaults: { ...choices.defaults, [id]: action } }),
    setAnswerBy: setDeadline,
    failure: saving.error,
    isAffectedAnew: saving.error instanceof ProblemError && saving.error.code === 'reservations_affected',
    isSaving: saving.isPending,
    left:
      choices.manner === 'decide'
        ? affected.filter((one) => canMakeWay(one) && choices.chosen[one.id] === undefined).length
        : 0,
    canSave,
    save: () => {
      if (canSave) saving.mutate({ ...period, kind: draft.kind, reason, ...wishes });
    },
  };
}

export type OutagePlan = ReturnType<typeof useOutagePlan>;
