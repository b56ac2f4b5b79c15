import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../shared/api/problem';
import { DateTimeField } from '../../shared/date-time-field';
import { zoneName } from '../../shared/format/format';
import { InstrumentField, type Chosen } from '../../shared/instrument-field';
import { Button, Callout, SegmentedControl, TextField, toast } from '../../shared/ui';
import { AffectedList } from './affected-list';
import { maintenanceMessages } from './maintenance.messages';
import {
  maintenanceKey,
  planOutage,
  outageKinds,
  type Affected,
  type OutageKind,
  type OutageRequest,
} from './maintenance.queries';
import { canMakeWay, resolutionsOf } from './resolutions';

export interface OutageFormProps {
  readonly instrument: Chosen | null;
  /** Instants; null to be filled in. */
  readonly start: number | null;
  readonly end: number | null;
  readonly onDone: () => void;
}

interface Draft {
  readonly instrument: Chosen | null;
  readonly kind: OutageKind;
  readonly start: number | null;
  readonly end: number | null;
  readonly reason: string;
}

function requestOf({ instrument, kind, start, end, reason }: Draft): Omit<OutageRequest, 'resolutions'> | null {
  if (!instrument || start === null || end === null || end <= start || reason.trim() === '') return null;
  const [startsAt, endsAt] = [start, end].map((at) => new Date(at).toISOString()) as [string, string];
  return { instrumentId: instrument.id, kind, startsAt, endsAt, reason: reason.trim() };
}

const affectedBy = (error: Error | null): readonly Affected[] =>
  error instanceof ProblemError && error.code === 'reservations_affected' ? (error.extra.affected as Affected[]) : [];

/** Everything between an outage on paper and one that stands: what is in its way is known, and dealt with, before it is saved. */
function usePlan({ instrument, start, end, onDone }: OutageFormProps) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>({ instrument, kind: 'maintenance', start, end, reason: '' });
  const [affected, setAffected] = useState<readonly Affected[]>([]);
  const [chosen, setChosen] = useState<Readonly<Record<number, string>>>({});
  const saving = useMutation<unknown, Error, OutageRequest>({
    mutationFn: planOutage,
    onError: (error) => {
      const found = affectedBy(error);
      if (found.length > 0) setAffected(found);
    },
    onSuccess: () => {
      const { say } = maintenanceMessages;
      onDone();
      toast({ title: say('saved'), detail: affected.length > 0 ? say('savedDetail') : undefined, tone: 'ok' });
      void queries.invalidateQueries({ queryKey: maintenanceKey });
    },
  });
  const change = (part: Partial<Draft>): void => {
    setDraft({ ...draft, ...part });
    // What was in the way of another time is no longer what is in the way.
    if (!('reason' in part) && !('kind' in part)) {
      setAffected([]);
      setChosen({});
      saving.reset();
    }
  };
  const request = requestOf(draft);
  const resolutions = resolutionsOf(affected, chosen);
  const canSave = request !== null && resolutions !== null && affected.every(canMakeWay);
  return {
    draft,
    change,
    affected,
    chosen,
    choose: (id: number, way: string) => setChosen({ ...chosen, [id]: way }),
    failure: saving.error && affectedBy(saving.error).length === 0 ? saving.error : null,
    isSaving: saving.isPending,
    left: affected.filter((one) => canMakeWay(one) && chosen[one.id] === undefined).length,
    canSave,
    save: () => canSave && saving.mutate({ ...request, resolutions }),
  };
}

/** The typed form of an outage. */
export function OutageForm(props: OutageFormProps) {
  const say = maintenanceMessages.useSay();
  const plan = usePlan(props);
  const { draft, change, affected } = plan;
  const isWrong = draft.start !== null && draft.end !== null && draft.end <= draft.start;
  return (
    <div className="grid gap-3">
      <InstrumentField value={draft.instrument} onChange={(instrument) => change({ instrument })} isRequired />
      <SegmentedControl
        label={say('kind')}
        showLabel
        value={draft.kind}
        onChange={(kind) => change({ kind })}
        options={outageKinds.map((id) => ({ id, label: say(id) }))}
      />
      <DateTimeField label={say('startsAt')} value={draft.start} onChange={(start) => change({ start })} isRequired />
      <DateTimeField
        label={say('endsAt')}
        value={draft.end}
        defaultTime="18:00"
        onChange={(end) => change({ end })}
        error={isWrong ? say('wrongOrder') : undefined}
        isRequired
      />
      <p className="text-xs text-mut">{say('zone', { zone: zoneName() })}</p>
      <TextField
        label={say('reason')}
        description={say('reasonHint')}
        value={draft.reason}
        onChange={(reason) => change({ reason })}
        isRequired
      />
      {affected.length > 0 && <AffectedList affected={affected} chosen={plan.chosen} onChoose={plan.choose} />}
      {plan.failure && (
        <Callout tone="bad" role="alert" title={say('notSaved')}>
          {plan.failure.message}
        </Callout>
      )}
      <div className="sticky -bottom-4 z-10 -mx-4 -mb-4 grid border-t border-line bg-surface px-4 py-2.5">
        {plan.left > 0 && <p className="pb-1 text-center text-xs text-mut">{say('left', { count: plan.left })}</p>}
        <Button variant="primary" size="lg" isDisabled={!plan.canSave} isPending={plan.isSaving} onPress={plan.save}>
          {affected.length > 0 ? say('saveAll', { count: affected.length }) : say('save')}
        </Button>
      </div>
    </div>
  );
}
