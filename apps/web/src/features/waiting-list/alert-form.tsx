import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Chosen } from '../../shared/instrument-field';
import { Button, Callout, Checkbox, NumberField, SegmentedControl, toast } from '../../shared/ui';
import { anyTime, ConvenientFields, convenientRequest, isWrong, type ConvenientDraft } from './convenient-fields';
import { TargetFields } from './target-fields';
import { addAlert, waitingListKey } from './waiting-list.queries';
import { wishMessages } from './wish.messages';

interface Draft {
  readonly on: 'alertInstrument' | 'category';
  readonly instrument: Chosen | null;
  readonly categoryId: string | null;
  readonly hours: number | null;
  readonly withinDays: number | null;
  readonly convenient: ConvenientDraft;
  readonly byMail: boolean;
}

const empty: Draft = {
  on: 'alertInstrument',
  instrument: null,
  categoryId: null,
  hours: 2,
  withinDays: 14,
  convenient: anyTime,
  byMail: false,
};

function requestOf({ on, instrument, categoryId, hours, withinDays, convenient, byMail }: Draft): object | null {
  const named =
    on === 'category'
      ? categoryId && { categoryId: Number(categoryId) }
      : instrument && { instrumentId: instrument.id };
  if (!named || hours === null || withinDays === null || isWrong(convenient)) return null;
  return { ...named, minMinutes: Math.round(hours * 60), withinDays, byMail, ...convenientRequest(convenient) };
}

/** How much free time is of use to somebody, on what, and when. */
export function AlertForm({ onDone }: { onDone: () => void }) {
  const say = wishMessages.useSay();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(empty);
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const request = requestOf(draft);
  const saving = useMutation({
    mutationFn: (body: object) => addAlert(body),
    onSuccess: () => {
      toast({ tone: 'ok', title: say('alertSaved') });
      void queries.invalidateQueries({ queryKey: waitingListKey });
      onDone();
    },
  });
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (request) saving.mutate(request);
      }}
    >
      <SegmentedControl
        label={say('alertOn')}
        showLabel
        value={draft.on}
        onChange={(on) => change({ on })}
        options={(['alertInstrument', 'category'] as const).map((id) => ({ id, label: say(id) }))}
      />
      <TargetFields
        ofCategory={draft.on === 'category'}
        instrument={draft.instrument}
        categoryId={draft.categoryId}
        onInstrument={(instrument) => change({ instrument })}
        onCategory={(categoryId) => change({ categoryId })}
      />
      <Figures draft={draft} change={change} />
      <ConvenientFields value={draft.convenient} onChange={(convenient) => change({ convenient })} />
      <Checkbox isSelected={draft.byMail} onChange={(byMail) => change({ byMail })}>
        {say('byMail')}
      </Checkbox>
      {saving.error && (
        <Callout tone="bad" role="alert" title={say('alertFailed')}>
          {saving.error.message}
        </Callout>
      )}
      <Button type="submit" variant="primary" size="lg" isDisabled={!request} isPending={saving.isPending}>
        {say('alertSave')}
      </Button>
    </form>
  );
}

function Figures({ draft, change }: { draft: Draft; change: (part: Partial<Draft>) => void }) {
  const say = wishMessages.useSay();
  return (
    <div className="grid grid-cols-2 gap-2">
      <NumberField
        label={say('alertMin')}
        unit={say('alertHours')}
        min={0.5}
        max={744}
        step={0.5}
        decimals={1}
        value={draft.hours}
        onChange={(hours) => change({ hours })}
      />
      <NumberField
        label={say('alertWithin')}
        unit={say('days')}
        min={1}
        max={365}
        value={draft.withinDays}
        onChange={(withinDays) => change({ withinDays })}
      />
    </div>
  );
}
