import { SegmentedControl } from '../../../shared/ui';
import { seriesMessages } from './series.messages';
import type { Scope } from './series.types';

/** This one, this and those after it, or all. */
export function ScopeControl({ value, onChange }: { value: Scope; onChange: (scope: Scope) => void }) {
  const say = seriesMessages.useSay();
  return (
    <div className="grid gap-1">
      <SegmentedControl
        label={say('scope')}
        showLabel
        value={value}
        onChange={onChange}
        options={[
          { id: 'this', label: say('this') },
          { id: 'following', label: say('following') },
          { id: 'all', label: say('all') },
        ]}
      />
      <p className="text-xs text-mut">{say('scopeHint')}</p>
    </div>
  );
}
