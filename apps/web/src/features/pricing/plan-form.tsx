import { type RefObject, useRef, useState } from 'react';
import { lastDay } from '../../shared/format/format';
import { Button, Callout, DateField, Sheet, TextField, toast } from '../../shared/ui';
import { PlanDifferences } from './plan-differences';
import { ExtrasFields, PerUseFields } from './extras-fields';
import { PlanExample } from './plan-example';
import { CancellingFields, RentalFields } from './plan-fields';
import { PlanSection } from './plan-section';
import { pricingMessages } from './pricing.messages';
import { touchedByPlan } from './pricing.queries';
import type { RatePlan, Subject } from './pricing.types';
import { SessionFields } from './session-fields';
import { TaxFields } from './tax-fields';
import { TouchedPanel } from './touched-panel';
import { usePlanForm, type PlanFormState } from './use-plan-form';
import { useTouched } from './use-touched';

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

/** The prices from a day on: typed beside an example of what they come to, then looked over with whom they touch, then saved. */
export function PlanForm({ subject, title, base, current, originalValueFen, onClose, onDone }: PlanFormProps) {
  const say = pricingMessages.useSay();
  const box = useRef<HTMLFormElement>(null);
  const form = usePlanForm(subject, base, current);
  const [isReview, setReview] = useState(false);
  const review = (): void => {
    if (form.check()) setReview(true);
    // What is wrong takes the focus.
    else requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const submit = async (): Promise<void> => {
    const from = await form.save();
    if (from === null) return setReview(false);
    toast({ title: say('saved', { date: from }) });
    onDone();
  };
  return (
    <Sheet
      isOpen
      size="lg"
      title={`${title} · ${say(isReview ? 'reviewTitle' : base ? 'editTitle' : 'newTitle')}`}
      isDismissable={!form.isDirty}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        isReview ? (
          <>
            <Button onPress={() => setReview(false)}>{say('backToEdit')}</Button>
            <Button variant="primary" isPending={form.isSaving} onPress={() => void submit()}>
              {say('confirmSave')}
            </Button>
          </>
        ) : (
          <>
            <Button onPress={onDone}>{say('back')}</Button>
            <Button variant="primary" onPress={review}>
              {say('next_step')}
            </Button>
          </>
        )
      }
    >
      {isReview ? (
        <Review subject={subject} base={base} current={current} form={form} />
      ) : (
        <Fields box={box} form={form} current={current} originalValueFen={originalValueFen} onSubmit={review} />
      )}
    </Sheet>
  );
}

interface FieldsProps extends Pick<PlanFormProps, 'current' | 'originalValueFen'> {
  readonly box: RefObject<HTMLFormElement | null>;
  readonly form: PlanFormState;
  readonly onSubmit: () => void;
}

function Fields({ box, form, current, originalValueFen, onSubmit }: FieldsProps) {
  return (
    <form
      ref={box}
      noValidate
      className="grid grid-cols-1 gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
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
      <ExtrasFields form={form} />
      <TaxFields form={form} />
      <CancellingFields form={form} />
      <Note form={form} />
      <PlanExample input={form.input} />
      <PlanDifferences was={current} becomes={form.input} />
      <button type="submit" hidden />
    </form>
  );
}

type ReviewProps = Pick<PlanFormProps, 'subject' | 'base' | 'current'> & { readonly form: PlanFormState };

/** What changes and for whom, before it is saved. */
function Review({ subject, base, current, form }: ReviewProps) {
  const looked = useTouched([subject, base?.id, form.input], () => touchedByPlan(subject, base, form.input));
  return (
    <div className="grid grid-cols-1 gap-4">
      <PlanDifferences was={current} becomes={form.input} />
      <TouchedPanel {...looked} />
      <PlanExample input={form.input} />
    </div>
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
