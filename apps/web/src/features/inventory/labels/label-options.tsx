import { FilterSelect, NumberField } from '../../../shared/ui';
import { labelsMessages } from './labels.messages';
import { perSheet, type LabelSize } from './label-sheets';

export interface LabelOptionsProps {
  readonly size: LabelSize;
  /** The place of the sheet at which the labels begin, from 1. */
  readonly first: number;
  readonly onChange: (change: { size?: string; from?: string }) => void;
}

/** Which label paper, and where on its first sheet to begin. */
export function LabelOptions({ size, first, onChange }: LabelOptionsProps) {
  const say = labelsMessages.useSay();
  return (
    <div className="mb-3 print:hidden">
      <div className="flex flex-wrap items-end gap-2">
        <FilterSelect
          label={say('size')}
          options={[{ id: 'large', label: say('large') }]}
          value={size === 'large' ? 'large' : null}
          emptyLabel={say('small')}
          onChange={(id) => onChange({ size: id ?? '' })}
          className="w-88 max-w-full"
        />
        <NumberField
          label={say('skip')}
          min={1}
          max={perSheet[size]}
          value={first}
          onChange={(place) => onChange({ from: place === null || place === 1 ? '' : String(place) })}
          className="w-40"
        />
      </div>
      <p className="mt-2 text-sm text-mut">
        {say('hint')} {say('skipHint')}
      </p>
    </div>
  );
}
