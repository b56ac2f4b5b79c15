import { defaultMonthlyFen } from '@parkbench/domain';
import { money } from '../../shared/format/format';
import { Button, Callout, IconButton, MoneyField, NumberField } from '../../shared/ui';
import { PlainNumber } from './plain-number';
import { PlanSection } from './plan-section';
import { pricingMessages } from './pricing.messages';
import type { PlanFormState } from './use-plan-form';

interface FieldsProps {
  readonly form: PlanFormState;
}

/** By the month: price, deposit, shortest term, discounts for longer ones. */
export function RentalFields({ form, originalValueFen }: FieldsProps & { originalValueFen: number | null }) {
  const say = pricingMessages.useSay();
  const { draft, change } = form;
  return (
    <PlanSection title={say('rental')}>
      <div className="grid grid-cols-1 content-start gap-1">
        <MoneyField
          label={say('monthly')}
          value={draft.monthlyFen}
          onChange={(monthlyFen) => change({ monthlyFen })}
          error={form.errorOf('monthlyFen')}
        />
        {originalValueFen !== null && originalValueFen > 0 && (
          <OnePercent form={form} originalValueFen={originalValueFen} />
        )}
      </div>
      <MoneyField
        label={say('deposit')}
        value={draft.depositFen}
        onChange={(depositFen) => change({ depositFen })}
        description={say('depositHint')}
      />
      <NumberField
        label={say('minMonths')}
        min={1}
        max={60}
        unit={say('months')}
        value={draft.minMonths}
        onChange={(minMonths) => change({ minMonths })}
      />
      <TermTiers form={form} />
    </PlanSection>
  );
}

/** What an instrument begins with, offered while another price is typed. */
function OnePercent({ form, originalValueFen }: FieldsProps & { originalValueFen: number }) {
  const say = pricingMessages.useSay();
  const price = defaultMonthlyFen(originalValueFen);
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-xs text-mut">
      {say('onePercent', { value: money(originalValueFen), price: money(price) })}
      {form.draft.monthlyFen !== price && (
        <Button size="sm" variant="ghost" onPress={() => form.change({ monthlyFen: price })}>
          {say('useIt')}
        </Button>
      )}
    </p>
  );
}

function TermTiers({ form }: FieldsProps) {
  const say = pricingMessages.useSay();
  const { termTiers } = form.draft;
  const error = form.errorOf('termTiers');
  const put = (index: number, part: { months?: number | null; bps?: number | null }): void =>
    form.change({ termTiers: termTiers.map((tier, at) => (at === index ? { ...tier, ...part } : tier)) });
  return (
    <div className="grid grid-cols-1 gap-1.5 lg:col-span-2">
      <span className="text-sm text-mut">{say(termTiers.length > 0 ? 'terms' : 'terms_none')}</span>
      {termTiers.map((tier, index) => (
        // The place is the only thing that a step being typed keeps.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="flex items-center gap-2">
          <PlainNumber
            label={say('tierMonths')}
            unit={say('months')}
            value={tier.months}
            onChange={(months) => put(index, { months })}
          />
          <span className="shrink-0 text-sm text-mut">{say('tierOff')}</span>
          <PlainNumber
            label={say('tierOff')}
            unit={say('percent')}
            decimals={2}
            value={tier.bps === null ? null : tier.bps / 100}
            onChange={(value) => put(index, { bps: value === null ? null : Math.round(value * 100) })}
          />
          <IconButton
            icon="trash"
            label={say('removeTier')}
            onPress={() => form.change({ termTiers: termTiers.filter((_, at) => at !== index) })}
          />
        </div>
      ))}
      {error && (
        <Callout tone="bad" role="alert">
          {error}
        </Callout>
      )}
      <div>
        <Button
          size="sm"
          icon="plus"
          onPress={() => form.change({ termTiers: [...termTiers, { months: null, bps: null }] })}
        >
          {say('addTier')}
        </Button>
      </div>
    </div>
  );
}

/** Until when giving up is free, and what it costs afterwards. */
export function CancellingFields({ form: { draft, change } }: FieldsProps) {
  const say = pricingMessages.useSay();
  const share = (key: 'lateCancelBps' | 'noShowBps', label: 'lateCancel' | 'noShow') => (
    <NumberField
      key={key}
      label={say(label)}
      min={0}
      max={100}
      decimals={2}
      unit={say('percent')}
      value={draft[key] === null ? null : draft[key] / 100}
      onChange={(value) => change({ [key]: value === null ? null : Math.round(value * 100) })}
    />
  );
  return (
    <PlanSection title={say('cancelling')}>
      <NumberField
        label={say('freeCancel')}
        min={0}
        max={8760}
        unit={say('freeCancelUnit')}
        value={draft.freeCancelHours}
        onChange={(freeCancelHours) => change({ freeCancelHours })}
      />
      {share('lateCancelBps', 'lateCancel')}
      {share('noShowBps', 'noShow')}
    </PlanSection>
  );
}
