import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { DateTimeField } from '../../shared/date-time-field';
import { parkDateTime } from '../../shared/format/format';
import { Button, Callout, Checkbox, TextField, toast } from '../../shared/ui';
import { useNow } from '../../shared/use-now';
import { maintenanceMessages } from './maintenance.messages';
import { changeOutage, maintenanceKey, type Outage, type OutageChange } from './maintenance.queries';

interface Draft {
  readonly start: number | null;
  readonly end: number | null;
  readonly isOpen: boolean;
  readonly reason: string;
  readonly answerBy: number | null;
}

/** The instant where it is another than before; undefined where it is the same. */
const changed = (at: number | null, before: string | null): string | undefined =>
  at === null || (before !== null && at === Date.parse(before)) ? undefined : new Date(at).toISOString();

const isComplete = ({ start, end, isOpen, reason }: Draft): boolean =>
  start !== null && reason.trim() !== '' && (isOpen || (end !== null && end > start));

/** What is sent: only what was changed; null while something is missing. */
function changeOf(outage: Outage, draft: Draft): OutageChange | null {
  if (!isComplete(draft)) return null;
  const answerBy = changed(draft.answerBy, outage.answerBy);
  // Once there is an end, it is said even where it is the one that was taken so far.
  const before = outage.openEnded ? null : outage.endsAt;
  return {
    version: outage.version,
    reason: draft.reason.trim(),
    startsAt: changed(draft.start, outage.startsAt),
    endsAt: draft.isOpen ? undefined : changed(draft.end, before),
    openEnded: draft.isOpen === outage.openEnded ? undefined : draft.isOpen,
    ask: answerBy === undefined ? undefined : { answerBy },
  };
}

/** Another time, another reason or longer to answer. */
export function ChangeForm({ outage, onDone }: { outage: Outage; onDone: () => void }) {
  const say = maintenanceMessages.useSay();
  const queries = useQueryClient();
  const now = useNow();
  const [draft, setDraft] = useState<Draft>({
    start: Date.parse(outage.startsAt),
    end: Date.parse(outage.endsAt),
    isOpen: outage.openEnded,
    reason: outage.reason,
    answerBy: outage.answerBy === null ? null : Date.parse(outage.answerBy),
  });
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const request = changeOf(outage, draft);
  const saving = useMutation<unknown, Error, OutageChange>({
    mutationFn: (wanted) => changeOutage(outage.id, wanted),
    onSuccess: () => {
      onDone();
      toast({ title: say('changed'), tone: 'ok' });
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: maintenanceKey }),
  });
  const hasBegun = Date.parse(outage.startsAt) <= now;
  return (
    <section aria-label={say('changeTitle')} className="grid gap-3 rounded-md border border-line bg-sunken p-3">
      <p className="text-sm">{say('changeDetail')}</p>
      {hasBegun ? (
        <p className="num text-sm text-mut">
          {say('startsAt')} {parkDateTime(outage.startsAt)} · {say('begun')}
        </p>
      ) : (
        <DateTimeField label={say('startsAt')} value={draft.start} onChange={(start) => change({ start })} isRequired />
      )}
      {!draft.isOpen && (
        <DateTimeField label={say('endsAt')} value={draft.end} onChange={(end) => change({ end })} isRequired />
      )}
      <Checkbox isSelected={draft.isOpen} onChange={(isOpen) => change({ isOpen })}>
        {say('isOpen')}
      </Checkbox>
      <TextField label={say('reason')} value={draft.reason} onChange={(reason) => change({ reason })} isRequired />
      <DateTimeField label={say('answerBy')} value={draft.answerBy} onChange={(answerBy) => change({ answerBy })} />
      {saving.error && (
        <Callout tone="bad" role="alert" title={say('notSaved')}>
          {saving.error.message}
        </Callout>
      )}
      <div className="flex gap-2">
        <Button
          variant="primary"
          isDisabled={request === null}
          isPending={saving.isPending}
          onPress={() => request && saving.mutate(request)}
        >
          {say('changeSave')}
        </Button>
        <Button onPress={onDone}>{say('leave')}</Button>
      </div>
    </section>
  );
}
