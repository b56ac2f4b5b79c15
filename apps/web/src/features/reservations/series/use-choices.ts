import { useState } from 'react';
import type { Choice } from './series.types';

/** A choice with what it is called, so that the list can say it. */
export interface Chosen {
  readonly choice: Choice;
  /** The other instrument, when one was taken. */
  readonly instrument?: string;
}

export interface Choices {
  readonly list: readonly Choice[];
  readonly of: (date: string) => Chosen | undefined;
  readonly choose: (chosen: readonly Chosen[]) => void;
  readonly undo: (date: string) => void;
}

/** What was chosen for each conflict; it holds for one question only, another one begins without. */
export function useChoices(question: string): Choices {
  const [state, setState] = useState<{ for: string; chosen: ReadonlyMap<string, Chosen> }>({
    for: question,
    chosen: new Map(),
  });
  const chosen = state.for === question ? state.chosen : new Map<string, Chosen>();
  const set = (next: ReadonlyMap<string, Chosen>): void => setState({ for: question, chosen: next });
  return {
    list: [...chosen.values()].map((one) => one.choice),
    of: (date) => chosen.get(date),
    choose: (more) => set(new Map([...chosen, ...more.map((one) => [one.choice.date, one] as const)])),
    undo: (date) => set(new Map([...chosen].filter(([key]) => key !== date))),
  };
}
