import { addMonths } from '@parkbench/domain';
import { useState } from 'react';
import { parkToday } from '../../shared/format/format';
import { Checkbox, DateField } from '../../shared/ui';
import { qualificationMessages } from './qualifications.messages';

export interface TermFieldProps {
  /** The last day; null: for good. */
  readonly value: string | null;
  /** Not complete while a day is wanted and none is written. */
  readonly onChange: (validUntil: string | null, isComplete: boolean) => void;
}

/** The last day of a qualification, or for good. */
export function TermField({ value, onChange }: TermFieldProps) {
  const say = qualificationMessages.useSay();
  const [isForGood, setForGood] = useState(value === null);
  const [day, setDay] = useState(value ?? addMonths(parkToday(), 12));
  return (
    <div className="grid gap-1">
      <DateField
        label={say('validUntil')}
        value={isForGood ? null : day}
        isDisabled={isForGood}
        onChange={(next) => {
          if (next) setDay(next);
          onChange(next, next !== null);
        }}
      />
      <Checkbox
        isSelected={isForGood}
        onChange={(next) => {
          setForGood(next);
          onChange(next ? null : day, true);
        }}
      >
        {say('neverEnds')}
      </Checkbox>
    </div>
  );
}
