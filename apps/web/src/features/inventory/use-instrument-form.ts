import { useState } from 'react';
import { ProblemError } from '../../shared/api/problem';
import { instrumentMessages } from './instrument.messages';
import { blankInstrument, changedKeys, draftOf, faultsOf, sendable, type DraftKey } from './instrument-draft';
import { useSaveInstrument } from './inventory.queries';
import type { Instrument, InstrumentDraft, OpeningHours } from './inventory.types';

/** An instrument being edited: what is wrong is said after the first try; a change by someone else is shown, not overwritten. */
export function useInstrumentForm(read: Instrument | null) {
  const say = instrumentMessages.useSay();
  const [base, setBase] = useState(read);
  const [draft, setDraft] = useState(() => (read ? draftOf(read) : blankInstrument));
  const [hoursAreWrong, setHoursWrong] = useState(false);
  const [wasTried, setTried] = useState(false);
  const save = useSaveInstrument();
  const problem = save.error instanceof ProblemError ? save.error : null;
  const current = problem?.status === 412 ? (problem.extra.current as Instrument) : null;
  const faults = faultsOf(draft, hoursAreWrong);
  const isSound = Object.keys(faults).length === 0;
  const errorOf = (key: DraftKey): string | undefined => {
    const fault = wasTried ? faults[key] : undefined;
    return fault ? say(fault, { field: say(key as 'assetNo') }) : problem?.fieldErrors[key];
  };
  const send = async (version: Instrument | null): Promise<boolean> => {
    setTried(true);
    if (!isSound) return false;
    try {
      await save.mutateAsync({ base: version, draft: sendable(draft) });
      return true;
    } catch {
      return false;
    }
  };
  return {
    draft,
    errorOf,
    isDirty: changedKeys(draft, base ? draftOf(base) : blankInstrument).length > 0,
    isSaving: save.isPending,
    problem: current ? null : problem,
    /** What another saved meanwhile, and in which fields it differs from what was read here. */
    theirs: current && base ? changedKeys(draftOf(current), draftOf(base)) : null,
    change: (part: Partial<InstrumentDraft>) => setDraft((before) => ({ ...before, ...part })),
    changeHours: (openingHours: OpeningHours | null, isWrong: boolean) => {
      setHoursWrong(isWrong);
      setDraft((before) => ({ ...before, openingHours }));
    },
    save: () => send(base),
    takeTheirs: () => {
      if (!current) return;
      setBase(current);
      setDraft(draftOf(current));
      save.reset();
    },
    keepMine: () => {
      setBase(current);
      return send(current);
    },
  };
}
