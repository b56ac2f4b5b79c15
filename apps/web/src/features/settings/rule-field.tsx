import type { ReservationRules, RuleKey, Suspension } from '@parkbench/domain';
import { useState } from 'react';
import { Checkbox, MoneyField, NumberField, RadioGroup } from '../../shared/ui';
import { HolidayHoursField, WeekHoursField } from './hours-field';
import { QuotasField } from './quotas-field';
import { ruleMessages } from './rule.messages';
import { type RuleSpec, ruleSpecs } from './rule-specs';

export interface RuleFieldProps {
  readonly ruleKey: RuleKey;
  readonly rules: ReservationRules;
  readonly onChange: (value: ReservationRules[RuleKey]) => void;
  readonly onWrong: (isWrong: boolean) => void;
}

/** The control that writes a rule. */
export function RuleField({ ruleKey: key, rules, onChange, onWrong }: RuleFieldProps) {
  const say = ruleMessages.useSay();
  const spec = ruleSpecs[key];
  if (spec.kind === 'hours') return <WeekHoursField value={rules.openingHours} onChange={onChange} onWrong={onWrong} />;
  if (spec.kind === 'holiday')
    return <HolidayHoursField value={rules.holidayHours} onChange={onChange} onWrong={onWrong} />;
  if (spec.kind === 'quotas') return <QuotasField value={rules.quotas} onChange={onChange} />;
  if (spec.kind === 'suspension') return <SuspensionField value={rules.suspension} onChange={onChange} />;
  if (spec.kind === 'gate') {
    return (
      <RadioGroup
        label={say(key)}
        hideLabel
        orientation="horizontal"
        options={[
          { id: 'blocks', label: say('blocks') },
          { id: 'warns', label: say('warns') },
        ]}
        value={rules[key] as 'blocks' | 'warns'}
        onChange={onChange}
      />
    );
  }
  return (
    <FigureField ruleKey={key} spec={spec} value={rules[key] as number | null} onChange={onChange} onWrong={onWrong} />
  );
}

interface FigureFieldProps {
  readonly ruleKey: RuleKey;
  readonly spec: Extract<RuleSpec, { kind: 'number' }> | { readonly kind: RuleSpec['kind'] };
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly onWrong: (isWrong: boolean) => void;
}

/** A number, or an amount; where the rule can be off, a box for that. */
function FigureField({ ruleKey: key, spec, value, onChange, onWrong }: FigureFieldProps) {
  const say = ruleMessages.useSay();
  const [typed, setTyped] = useState(value);
  const [isOff, setOff] = useState(value === null);
  const number = 'unit' in spec ? spec : null;
  const off = number ? number.off : 'unlimited';
  const type = (next: number | null): void => {
    setTyped(next);
    onWrong(next === null);
    if (next !== null) onChange(next);
  };
  const toggle = (next: boolean): void => {
    setOff(next);
    onWrong(!next && typed === null);
    if (next) onChange(null);
    else if (typed !== null) onChange(typed);
  };
  const shared = {
    label: say(key),
    hideLabel: true,
    value: typed,
    onChange: type,
    error: !isOff && typed === null ? say('required') : undefined,
    className: 'w-44',
  };
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-1">
      {off && (
        <Checkbox isSelected={isOff} onChange={toggle}>
          {say(off)}
        </Checkbox>
      )}
      {!isOff &&
        (number ? <NumberField {...shared} {...number} unit={say(number.unit)} /> : <MoneyField {...shared} />)}
    </div>
  );
}

const usual: Suspension = { count: 3, withinDays: 90, forDays: 30 };

function SuspensionField({
  value,
  onChange,
}: {
  value: Suspension | null;
  onChange: (suspension: Suspension | null) => void;
}) {
  const say = ruleMessages.useSay();
  const [kept, setKept] = useState(value ?? usual);
  const change = (part: Partial<Suspension>): void => {
    const next = { ...kept, ...part };
    setKept(next);
    onChange(next);
  };
  const figures = [
    { key: 'count', label: say('violations'), max: 100 },
    { key: 'withinDays', label: say('withinDays'), max: 3650 },
    { key: 'forDays', label: say('forDays'), max: 3650 },
  ] as const;
  return (
    <div className="grid gap-2">
      <Checkbox isSelected={value !== null} onChange={(isOn) => onChange(isOn ? kept : null)}>
        {say('suspensionOn')}
      </Checkbox>
      {value && (
        <div className="flex flex-wrap gap-3">
          {figures.map(({ key, label, max }) => (
            <NumberField
              key={key}
              label={label}
              min={1}
              max={max}
              value={value[key]}
              onChange={(figure) => figure !== null && change({ [key]: figure })}
              className="w-32"
            />
          ))}
        </div>
      )}
    </div>
  );
}
