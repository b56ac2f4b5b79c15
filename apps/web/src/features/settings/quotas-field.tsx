import type { Quota } from '@parkbench/domain';
import { Button, cx, IconButton, NumberField, SelectField } from '../../shared/ui';
import { ruleMessages } from './rule.messages';

const fresh: Quota = { unit: 'hours', per: 'week', of: 'company', on: 'park', limit: 40 };

/** The list of quotas; each line is one of them. */
export function QuotasField({
  value,
  onChange,
}: {
  value: readonly Quota[];
  onChange: (quotas: readonly Quota[]) => void;
}) {
  const say = ruleMessages.useSay();
  return (
    <div className="grid gap-2">
      {value.map((quota, index) => (
        <QuotaLine
          key={index}
          quota={quota}
          place={index + 1}
          onChange={(next) => onChange(value.with(index, next))}
          onRemove={() => onChange(value.toSpliced(index, 1))}
        />
      ))}
      {value.length === 0 && <p className="m-0 text-mut">{say('none')}</p>}
      <div>
        <Button size="sm" icon="plus" isDisabled={value.length >= 10} onPress={() => onChange([...value, fresh])}>
          {say('addQuota')}
        </Button>
      </div>
    </div>
  );
}

interface QuotaLineProps {
  readonly quota: Quota;
  readonly place: number;
  readonly onChange: (quota: Quota) => void;
  readonly onRemove: () => void;
}

function QuotaLine({ quota, place, onChange, onRemove }: QuotaLineProps) {
  const say = ruleMessages.useSay();
  const choice = <K extends 'unit' | 'per' | 'of' | 'on'>(
    key: K,
    width: string,
    options: readonly { readonly id: Quota[K]; readonly label: string }[],
  ) => (
    <SelectField
      label={say(key)}
      hideLabel
      options={options as readonly { id: string; label: string }[]}
      value={quota[key] as string}
      onChange={(id) => onChange({ ...quota, [key]: id })}
      className={cx('min-w-0', width)}
    />
  );
  return (
    <div className="grid grid-cols-2 items-start gap-1.5 rounded-md border border-line p-2 lg:flex lg:flex-wrap lg:border-0 lg:p-0">
      {choice('of', 'lg:w-30', [
        { id: 'company', label: say('ofCompany') },
        { id: 'person', label: say('ofPerson') },
      ])}
      {choice('per', 'lg:w-24', [
        { id: 'day', label: say('perDay') },
        { id: 'week', label: say('perWeek') },
        { id: 'month', label: say('perMonth') },
      ])}
      <NumberField
        label={say('limit')}
        hideLabel
        min={0}
        max={1_000_000}
        value={quota.limit}
        onChange={(limit) => limit !== null && onChange({ ...quota, limit })}
        className="lg:w-32"
      />
      {choice('unit', 'lg:w-28', [
        { id: 'hours', label: say('hoursUnit') },
        { id: 'bookings', label: say('bookingsUnit') },
      ])}
      {choice('on', 'lg:w-38', [
        { id: 'park', label: say('onPark') },
        { id: 'instrument', label: say('onInstrument') },
      ])}
      <IconButton icon="trash" label={say('removeQuota', { n: place })} onPress={onRemove} />
    </div>
  );
}
