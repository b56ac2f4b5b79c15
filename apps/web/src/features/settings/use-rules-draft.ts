import { type ReservationRules, RULE_KEYS, resolveRules, type RuleKey, type RulesLayer } from '@parkbench/domain';
import { useState } from 'react';
import { ProblemError } from '../../shared/api/problem';
import { type RulesInForce, useSaveRules } from './settings.queries';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The rules of one layer being edited: what is set here, what is inherited, and what was changed by somebody else meanwhile. */
export function useRulesDraft(path: string, read: RulesInForce) {
  const [kept, setKept] = useState(read);
  // The park's version also counts its other figures: what was read again with the same rules is the newer one.
  const base = same(read.own, kept.own) ? read : kept;
  const [own, setOwn] = useState<RulesLayer>(read.own as RulesLayer);
  const [wrong, setWrong] = useState<ReadonlySet<RuleKey>>(new Set());
  const [generation, setGeneration] = useState(0);
  const save = useSaveRules(path);
  const problem = save.error instanceof ProblemError ? save.error : null;
  const theirs = problem?.status === 412 ? (problem.extra.current as RulesInForce) : null;
  const inherited = base.inherited as ReservationRules;
  const changed = RULE_KEYS.filter((key) => !same(own[key], (base.own as RulesLayer)[key]));
  const markWrong = (key: RuleKey, isWrong: boolean): void =>
    setWrong((before) => {
      if (before.has(key) === isWrong) return before;
      const next = new Set(before);
      if (isWrong) next.add(key);
      else next.delete(key);
      return next;
    });
  const begin = (from: RulesInForce): void => {
    setKept(from);
    setGeneration((before) => before + 1);
    setOwn(from.own as RulesLayer);
    setWrong(new Set());
    save.reset();
  };
  return {
    own,
    /** Counts how often the draft began anew: what was typed before is forgotten then. */
    generation,
    /** What will hold once this is saved. */
    effective: resolveRules(own, inherited),
    inherited,
    sources: base.inheritedFrom,
    changed,
    wrong,
    isSaving: save.isPending,
    problem: theirs ? null : problem,
    isOvertaken: theirs !== null,
    set: <K extends RuleKey>(key: K, value: ReservationRules[K]) => setOwn((before) => ({ ...before, [key]: value })),
    inherit: (key: RuleKey) => {
      markWrong(key, false);
      setOwn(({ [key]: _, ...rest }) => rest);
    },
    markWrong,
    discard: () => begin(base),
    takeTheirs: () => theirs && begin(theirs),
    save: async (): Promise<boolean> => {
      try {
        begin(await save.mutateAsync({ rules: own, version: base.version }));
        return true;
      } catch {
        return false;
      }
    },
  };
}

export type RulesDraft = ReturnType<typeof useRulesDraft>;
