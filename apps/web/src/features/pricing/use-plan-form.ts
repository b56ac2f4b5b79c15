import { useState } from 'react';
import { ProblemError } from '../../shared/api/problem';
import { parkToday } from '../../shared/format/format';
import { draftOf, faultsOf, monthStartAfter, sendable, type PlanDraft, type PlanFaultKey } from './plan-draft';
import { pricingMessages } from './pricing.messages';
import { useSavePlan, type PlanInput } from './pricing.queries';
import type { RatePlan, Subject } from './pricing.types';

/** A plan being typed: it begins with what holds now; what is wrong is said after the first try. */
export function usePlanForm(subject: Subject, base: RatePlan | null, current: RatePlan | null) {
  const say = pricingMessages.useSay();
  const today = parkToday();
  const [begun] = useState(() =>
    draftOf(base ?? current, base?.validFrom ?? (current ? monthStartAfter(today) : today)),
  );
  const [draft, setDraft] = useState(begun);
  const [wasTried, setTried] = useState(false);
  const save = useSavePlan(subject);
  const problem = save.error instanceof ProblemError ? save.error : null;
  const faults = faultsOf(draft, today);
  return {
    draft,
    today,
    isDirty: draft !== begun,
    isSaving: save.isPending,
    problem: problem && (problem.status === 412 ? say('stale') : problem.title),
    errorOf: (key: PlanFaultKey): string | undefined => {
      const fault = wasTried ? faults[key] : undefined;
      return fault ? say(fault) : problem?.fieldErrors[key];
    },
    /** What would be sent, for the comparison with what holds. */
    input: sendable(draft),
    change: (part: Partial<PlanDraft>) => setDraft((before) => ({ ...before, ...part })),
    /** Whether everything is in order; what is not is said from now on. */
    check: (): boolean => {
      setTried(true);
      return Object.keys(faults).length === 0;
    },
    /** The first day on success, null when something is wrong. */
    save: async (): Promise<string | null> => {
      setTried(true);
      if (Object.keys(faults).length > 0) return null;
      const input: PlanInput = sendable(draft);
      try {
        await save.mutateAsync({ base, input });
        return input.validFrom;
      } catch {
        return null;
      }
    },
  };
}

export type PlanFormState = ReturnType<typeof usePlanForm>;
