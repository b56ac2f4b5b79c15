import { useRef } from 'react';
import { lastDay } from '../../shared/format/format';
import { Button, Callout, DateField, Sheet, TextField, toast } from '../../shared/ui';
import { PlanDifferences } from './plan-differences';
import { CancellingFields, PerUseFields, RentalFields, SessionFields } from './plan-fields';
import { PlanSection } from './plan-section';
import { pricingMessages } from './pricing.messages';
import type { RatePlan, Subject } from './pricing.types';
import { TaxFields } from './tax-fields';
import { usePlanForm, type PlanFormState } from './use-plan-form';

export interface PlanFormProps {
  readonly subject: Subject;
  readonly title: string;
  /** The plan that is edited; null makes a new one. */
  readonly base: RatePlan | null;
  /** What holds today. */
  readonly current: RatePlan | null;
  readonly originalValueFen: number | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** The prices from a day on, beside what they change. */
export function PlanForm({ subject, title, base, current, originalValueFen, onClose, onDone }: PlanFormProps) {
  const say = pricingMessages.useSay();
  const box = useRef<HTMLFormElement>(null);
  const form = usePlanForm(subject, base, current);
  const submit = async (): Promise<void> => {
    const from = await form.save();
    if (from === null) {
      // What is wrong takes the focus.
      requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    toast({ title: say('saved', { date: from }) });
    onDone();
  };
  return (
    <Sheet
      isOpen
      size="lg"
      title={`${title} · ${say(base ? 'editTitle' : 'newTitle')}`}
      isDismissable={!form.isDirty}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onPress={onDone}>{say('back')}</Button>
          <Button variant="primary" isPending={form.isSaving} onPress={() => void submit()}>
            {say('save')}
          </Button>
        </>
      }
    >
      <form
        ref={box}
        noValidate
        className="grid grid-cols-1 gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {form.problem && (
          <Callout tone="bad" role="alert">
            {form.problem}
          </Callout>
        )}
        <FirstDay form={form} current={current} />
        <RentalFields form={form} originalValueFen={originalValueFen} />
        <SessionFields form={form} />
        <PerUseFields form={form} />
        <TaxFields form={form} />
        <CancellingFields form={form} />
        <Note form={form} />
        <PlanDifferences was={current} becomes={form.input} />
        <button type="submit" hidden />
      </form>
    </Sheet>
  );
}

/** The first day of the new prices; says on which day the present ones end. */
function FirstDay({ form, current }: { form: PlanFormState; current: RatePlan | null }) {
  const say = pricingMessages.useSay();
  const { validFrom } = form.draft;
  const ends = current?.validUntil === null && validFrom !== null && current.validFrom < validFrom;
  return (
    <DateField
      label={say('validFrom')}
      isRequired
      min={form.today}
      value={validFrom}
      onChange={(day) => form.change({ validFrom: day })}
      description={[say('validFromHint'), ends && say('endsPrevious', { date: lastDay(validFrom) })]
        .filter(Boolean)
        .join(' ')}
      error={form.errorOf('validFrom')}
      className="max-w-96"
    />
  );
}

function Note({ form }: { form: PlanFormState }) {
  const say = pricingMessages.useSay();
  return (
    <PlanSection title={say('note')}>
      <TextField
        label={say('note')}
        hideLabel
        value={form.draft.note}
        onChange={(note) => form.change({ note })}
        maxLength={500}
        className="lg:col-span-2"
      />
    </PlanSection>
  );
}
