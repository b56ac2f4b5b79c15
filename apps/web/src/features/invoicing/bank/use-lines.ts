import { type LineDecision, lineDecisionOf } from '@parkbench/domain';
import { useState } from 'react';
import { ProblemError } from '../../../shared/api/problem';
import { listOf } from '../../../shared/format/format';
import { useLanguage } from '../../../shared/i18n/language';
import { useName } from '../../../shared/i18n/messages';
import { toast } from '../../../shared/ui';
import { bankMessages } from './bank.messages';
import {
  sureLineIds,
  useAssignLine,
  useConfirmLine,
  useConfirmSure,
  useIgnoreLine,
  useReopenLine,
  useUndoLine,
  type BankLine,
  type Suggestion,
} from './bank.queries';
import { absolute } from './line-facts';

export type Asking = { readonly what: 'other' | 'ignore' | 'undo'; readonly line: BankLine } | null;

/** What is done with lines. Whoever comes second is told, and the list is read anew. */
export function useLineActs() {
  const say = bankMessages.useSay();
  const name = useName();
  const [asking, setAsking] = useState<Asking>(null);
  const confirming = useConfirmLine();
  const ignoring = useIgnoreLine();
  const undoing = useUndoLine();
  const reopening = useReopenLine();
  const assigning = useAssignLine();
  const failed = (error: Error): void => {
    const isLate = error instanceof ProblemError && error.status === 409;
    toast({ title: error.message, detail: isLate ? say('conflict') : undefined, tone: 'bad' });
  };
  const done = (title: string, detail?: string) => ({
    onSuccess: () => {
      setAsking(null);
      toast({ title, detail, tone: 'ok' });
    },
    onError: failed,
  });
  const companiesOf = (one: Suggestion): string =>
    listOf([
      ...new Set((one.split.length > 0 ? one.split : [one]).map((part) => name(part.companyZh, part.companyEn))),
    ]);
  const amount = (line: BankLine): string => absolute(line.amountFen);
  return {
    asking,
    setAsking,
    confirming,
    isBusy: ignoring.isPending || undoing.isPending,
    confirm: (line: BankLine, suggestion: Suggestion): void =>
      confirming.mutate(
        { id: line.id, decision: lineDecisionOf(line, suggestion) },
        done(say('done', { amount: amount(line) }), say('doneFor', { company: companiesOf(suggestion) })),
      ),
    /** Stays open when refused: the sheet says why. */
    decide: (line: BankLine, decision: LineDecision): void =>
      confirming.mutate(
        { id: line.id, decision },
        { ...done(say('done', { amount: amount(line) })), onError: undefined },
      ),
    ignore: (line: BankLine, reason: string): void =>
      ignoring.mutate({ id: line.id, reason }, done(say('ignoredDone'))),
    undo: (line: BankLine, reason: string): void => undoing.mutate({ id: line.id, reason }, done(say('undoDone'))),
    reopen: (line: BankLine): void => reopening.mutate(line.id, done(say('reopenDone'))),
    assign: (line: BankLine, companyId: number | null): void =>
      assigning.mutate({ id: line.id, companyId }, { onSuccess: () => setAsking(null), onError: failed }),
  };
}

/** Confirms all lines that are sure; what could not be is told with its reasons. */
export function useSureLines() {
  const say = bankMessages.useSay();
  const lang = useLanguage();
  const confirming = useConfirmSure();
  const confirmAll = async (): Promise<void> => {
    try {
      const { confirmed, left } = await confirming.mutateAsync(await sureLineIds());
      const reasons = listOf([...new Set(left.map((one) => one.reason[lang]))]);
      toast({
        title: say('sureDone', { count: confirmed.length }),
        detail: left.length > 0 ? say('sureLeft', { count: left.length, reasons }) : undefined,
        tone: left.length > 0 ? 'warn' : 'ok',
      });
    } catch (error) {
      toast({ title: error instanceof Error ? error.message : String(error), tone: 'bad' });
    }
  };
  return { confirmAll, isPending: confirming.isPending };
}
