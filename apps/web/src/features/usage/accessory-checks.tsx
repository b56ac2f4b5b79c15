import { SegmentedControl } from '../../shared/ui';
import type { AccessoryState, Direction } from './usage.queries';
import { usageMessages } from './usage.messages';

export interface AccessoryChecksProps {
  readonly names: readonly string[];
  readonly direction: Direction;
  readonly stateOf: (name: string) => AccessoryState;
  readonly onChange: (name: string, state: AccessoryState) => void;
}

/** Each accessory by itself: given or missing, returned or missing. */
export function AccessoryChecks({ names, direction, stateOf, onChange }: AccessoryChecksProps) {
  const say = usageMessages.useSay();
  if (names.length === 0) return null;
  const states: readonly AccessoryState[] = [direction === 'out' ? 'given' : 'returned', 'missing'];
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-sm text-mut">{say('accessories')}</legend>
      {names.map((name) => (
        <div
          key={name}
          className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b border-line py-1 last:border-0"
        >
          <span className="min-w-0 break-words">{name}</span>
          <SegmentedControl
            label={name}
            options={states.map((id) => ({ id, label: say(id) }))}
            value={stateOf(name)}
            onChange={(state) => onChange(name, state)}
            className="max-lg:w-full"
          />
        </div>
      ))}
    </fieldset>
  );
}
