import { useState } from 'react';
import { addDays } from '@parkbench/domain';
import { parkToday } from '../../shared/format/format';
import { Button, Callout, DateField, Dialog, toast } from '../../shared/ui';
import { batchMessages } from './batch.messages';
import { monthStartAfter } from './plan-draft';
import { touchedByEnd, useEndPlan } from './pricing.queries';
import type { RatePlan } from './pricing.types';
import { TouchedPanel } from './touched-panel';
import { useTouched } from './use-touched';

/** Ends a plan on a day, with whom that touches. */
export function EndPlanDialog({ plan, onClose }: { plan: RatePlan; onClose: () => void }) {
  const say = batchMessages.useSay();
  const [on, setOn] = useState<string | null>(monthStartAfter(parkToday()));
  const end = useEndPlan();
  const looked = useTouched(['end', plan.id, plan.version, on], on === null ? null : () => touchedByEnd(plan, on));
  const send = async (): Promise<void> => {
    if (on === null) return;
    try {
      await end.mutateAsync({ plan, on });
    } catch {
      return;
    }
    toast({ title: say('ended', { date: on }) });
    onClose();
  };
  return (
    <Dialog
      isOpen
      title={say('endTitle', { date: plan.validFrom })}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button variant="danger" isPending={end.isPending} isDisabled={on === null} onPress={() => void send()}>
            {say('confirmEnd')}
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-1 gap-3">
        <p>{say('endDetail')}</p>
        {end.error && (
          <Callout tone="bad" role="alert">
            {end.error.message}
          </Callout>
        )}
        <DateField label={say('endOn')} min={addDays(parkToday(), 1)} value={on} onChange={setOn} />
        {on !== null && <TouchedPanel {...looked} />}
      </div>
    </Dialog>
  );
}
