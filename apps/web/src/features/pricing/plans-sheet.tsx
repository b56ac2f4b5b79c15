import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { lastDay, parkToday } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { LoadFailed } from '../../shared/load-failed';
import { Button, Callout, Card, ConfirmDialog, KeyValueList, Sheet, Skeleton, toast } from '../../shared/ui';
import { batchMessages } from './batch.messages';
import { CopySheet } from './copy-sheet';
import { EndPlanDialog } from './end-plan-dialog';
import { PlanForm } from './plan-form';
import { usePlanFacts } from './plan-words';
import { pricingMessages } from './pricing.messages';
import { plansQuery, subjectQuery, useRemovePlan } from './pricing.queries';
import type { RatePlan, Subject } from './pricing.types';

export interface PlansSheetProps {
  readonly subject: Subject;
  readonly onClose: () => void;
}

/** All prices of one instrument or category in time, and the form of a new one. */
export function PlansSheet({ subject, onClose }: PlansSheetProps) {
  const say = pricingMessages.useSay();
  const name = useName();
  const plans = useQuery(plansQuery(subject));
  const named = useQuery(subjectQuery(subject));
  const [editing, setEditing] = useState<RatePlan | 'new' | null>(null);
  const close = (isOpen: boolean): void => {
    if (!isOpen) onClose();
  };
  if (!plans.data || !named.data) {
    const error = plans.error ?? named.error;
    const retry = (): void => {
      void plans.refetch();
      void named.refetch();
    };
    return (
      <Sheet isOpen size="lg" title={say('title')} onOpenChange={close}>
        {error ? (
          <LoadFailed title={say('failed')} error={error} onRetry={retry} />
        ) : (
          <Skeleton lines={8} lineHeight={32} />
        )}
      </Sheet>
    );
  }
  const today = parkToday();
  const held = plans.data.find((p) => p.validFrom <= today && (p.validUntil === null || p.validUntil > today));
  const current = held ?? named.data.ratePlan ?? null;
  const title = say('plansOf', { name: name(named.data.nameZh, named.data.nameEn) });
  if (editing) {
    return (
      <PlanForm
        subject={subject}
        title={title}
        base={editing === 'new' ? null : editing}
        current={current}
        originalValueFen={named.data.originalValueFen ?? null}
        onClose={onClose}
        onDone={() => setEditing(null)}
      />
    );
  }
  return (
    <Sheet
      isOpen
      size="lg"
      title={title}
      onOpenChange={close}
      footer={
        <Button variant="primary" icon="plus" onPress={() => setEditing('new')}>
          {say('newPlan')}
        </Button>
      }
    >
      <Timeline plans={plans.data} current={current} isInherited={!held && current !== null} onEdit={setEditing} />
    </Sheet>
  );
}

interface TimelineProps {
  readonly plans: readonly RatePlan[];
  readonly current: RatePlan | null;
  readonly isInherited: boolean;
  readonly onEdit: (plan: RatePlan) => void;
}

function Timeline({ plans, current, isInherited, onEdit }: TimelineProps) {
  const say = pricingMessages.useSay();
  const today = parkToday();
  const planned = plans.filter((plan) => plan.validFrom > today);
  const past = plans.filter((plan) => plan.validUntil !== null && plan.validUntil <= today);
  return (
    <div className="grid grid-cols-1 gap-4">
      {planned.length > 0 && (
        <section className="grid grid-cols-1 gap-2">
          <h3 className="font-semibold">{say('planned')}</h3>
          {planned.map((plan) => (
            <PlanCard key={plan.id} plan={plan} isOwn onEdit={onEdit} />
          ))}
        </section>
      )}
      <section className="grid grid-cols-1 gap-2">
        <h3 className="font-semibold">{say(isInherited ? 'currentInherited' : 'current')}</h3>
        {isInherited && <p className="text-sm text-mut">{say('noOwn')}</p>}
        {current ? <PlanCard plan={current} isOwn={!isInherited} /> : <Callout tone="warn">{say('noPrice')}</Callout>}
      </section>
      {past.length > 0 && (
        <section className="grid grid-cols-1 gap-2">
          <h3 className="font-semibold">{say('past')}</h3>
          {past.map((plan) => (
            <details key={plan.id} className="rounded-md border border-line bg-surface px-3.5 py-2">
              <summary className="num cursor-default">
                <Span plan={plan} />
              </summary>
              <Facts plan={plan} />
            </details>
          ))}
        </section>
      )}
    </div>
  );
}

function Span({ plan }: { plan: RatePlan }) {
  const say = pricingMessages.useSay();
  return plan.validUntil === null
    ? say('from', { date: plan.validFrom })
    : say('span', { from: plan.validFrom, to: lastDay(plan.validUntil) });
}

function Facts({ plan }: { plan: RatePlan }) {
  const facts = usePlanFacts();
  return <KeyValueList columns={2} items={facts(plan)} className="mt-1 text-sm" />;
}

interface PlanCardProps {
  readonly plan: RatePlan;
  readonly isOwn: boolean;
  readonly onEdit?: (plan: RatePlan) => void;
}

/** One plan and what can be done with it: copied always, ended while it holds, changed and taken back before. */
function PlanCard({ plan, isOwn, onEdit }: PlanCardProps) {
  const say = pricingMessages.useSay();
  const sayBatch = batchMessages.useSay();
  const [open, setOpen] = useState<'remove' | 'copy' | 'end' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <Card
      headingLevel={3}
      title={
        <span className="num">
          <Span plan={plan} />
        </span>
      }
      actions={
        <span className="flex flex-wrap gap-2">
          {onEdit && (
            <Button size="sm" icon="edit" onPress={() => onEdit(plan)}>
              {say('edit')}
            </Button>
          )}
          <Button size="sm" icon="copy" onPress={() => setOpen('copy')}>
            {sayBatch('copy')}
          </Button>
          {isOwn && (
            <Button size="sm" icon={onEdit ? 'trash' : 'x'} onPress={() => setOpen(onEdit ? 'remove' : 'end')}>
              {onEdit ? say('remove') : sayBatch('end')}
            </Button>
          )}
        </span>
      }
    >
      <Facts plan={plan} />
      {open === 'copy' && <CopySheet plan={plan} onClose={close} />}
      {open === 'end' && <EndPlanDialog plan={plan} onClose={close} />}
      <RemovePlan plan={plan} isOpen={open === 'remove'} onClose={close} />
    </Card>
  );
}

function RemovePlan({ plan, isOpen, onClose }: { plan: RatePlan; isOpen: boolean; onClose: () => void }) {
  const say = pricingMessages.useSay();
  const remove = useRemovePlan();
  const send = async (): Promise<void> => {
    await remove.mutateAsync(plan.id);
    toast({ title: say('removed', { date: plan.validFrom }) });
  };
  return (
    <>
      {remove.error && (
        <Callout tone="bad" role="alert">
          {remove.error.message}
        </Callout>
      )}
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={(on) => !on && onClose()}
        title={say('removeTitle', { date: plan.validFrom })}
        consequence={say('removeConsequence')}
        confirmLabel={say('remove')}
        isPending={remove.isPending}
        onConfirm={send}
      />
    </>
  );
}
