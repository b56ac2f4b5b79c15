import { DateTimeField } from '../../shared/date-time-field';
import { zoneName } from '../../shared/format/format';
import { InstrumentField, type Chosen } from '../../shared/instrument-field';
import { Button, Callout, Checkbox, SegmentedControl, TextField } from '../../shared/ui';
import { useNow } from '../../shared/use-now';
import { AffectedSection } from './affected-section';
import { maintenanceMessages } from './maintenance.messages';
import { type OutageKind, outageKinds } from './maintenance.queries';
import { type OutagePlan, useOutagePlan } from './use-outage-plan';

export interface OutageFormProps {
  readonly instrument: Chosen | null;
  /** Instants; null to be filled in. */
  readonly start: number | null;
  readonly end: number | null;
  /** Left out: maintenance. A fault is there already: it begins now, and nobody knows for how long. */
  readonly kind?: OutageKind;
  readonly reason?: string;
  readonly onDone: () => void;
}

/** The typed form of an outage; what stands in its way is shown before it is saved. */
export function OutageForm({ instrument, start, end, kind = 'maintenance', reason = '', onDone }: OutageFormProps) {
  const now = useNow();
  const isFault = kind === 'fault';
  const when = isFault ? { start: start ?? now, isOpen: end === null } : { start, isOpen: false };
  const plan = useOutagePlan({ instrument, end, kind, reason, ...when }, onDone);
  return (
    <div className="grid gap-3">
      <Fields plan={plan} />
      <AffectedSection plan={plan} />
      <Save plan={plan} />
    </div>
  );
}

function Fields({ plan }: { plan: OutagePlan }) {
  const say = maintenanceMessages.useSay();
  const { draft, change } = plan;
  const isWrong = !draft.isOpen && draft.start !== null && draft.end !== null && draft.end <= draft.start;
  return (
    <>
      <InstrumentField value={draft.instrument} onChange={(instrument) => change({ instrument })} isRequired />
      <SegmentedControl
        label={say('kind')}
        showLabel
        value={draft.kind}
        // A fault is there already, and mostly nobody knows for how long.
        onChange={(kind) =>
          change(kind === 'fault' ? { kind, start: draft.start ?? Date.now(), isOpen: draft.end === null } : { kind })
        }
        options={outageKinds.map((id) => ({ id, label: say(id) }))}
      />
      <DateTimeField label={say('startsAt')} value={draft.start} onChange={(start) => change({ start })} isRequired />
      {!draft.isOpen && (
        <DateTimeField
          label={say('endsAt')}
          value={draft.end}
          defaultTime="18:00"
          onChange={(end) => change({ end })}
          error={isWrong ? say('wrongOrder') : undefined}
          isRequired
        />
      )}
      <Checkbox isSelected={draft.isOpen} onChange={(isOpen) => change({ isOpen })}>
        {say('isOpen')}
      </Checkbox>
      <p className="text-xs text-mut">{say(draft.isOpen ? 'openDetail' : 'zone', { zone: zoneName() })}</p>
      <TextField
        label={say('reason')}
        description={say('reasonHint')}
        value={draft.reason}
        onChange={(reason) => change({ reason })}
        isRequired
      />
    </>
  );
}

function Save({ plan }: { plan: OutagePlan }) {
  const say = maintenanceMessages.useSay();
  const { affected, choices, failure } = plan;
  const isAsking = affected.length > 0 && choices.manner === 'ask';
  const label = isAsking ? say('saveAsk') : say('saveAll', { count: affected.length });
  return (
    <>
      {failure && (
        <Callout tone="bad" role="alert" title={say('notSaved')}>
          {plan.isAffectedAnew ? say('affectedAnew') : failure.message}
        </Callout>
      )}
      <div className="sticky -bottom-4 z-10 -mx-4 -mb-4 grid border-t border-line bg-surface px-4 py-2.5">
        {plan.left > 0 && <p className="pb-1 text-center text-xs text-mut">{say('left', { count: plan.left })}</p>}
        <Button variant="primary" size="lg" isDisabled={!plan.canSave} isPending={plan.isSaving} onPress={plan.save}>
          {affected.length > 0 ? label : say('save')}
        </Button>
      </div>
    </>
  );
}
