import { UNIT_NAMES } from '@parkbench/domain';
import { CountField } from '../../shared/count-field';
import { money } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { countsMessages } from './counts.messages';
import { type Countable, keyOf, type Typed } from './counts.queries';

/** What a thing is called: an extra by its name, runs and samples by what they are. */
export function useThingName(): (thing: Pick<Countable, 'component' | 'nameZh' | 'nameEn'>) => string {
  const say = countsMessages.useSay();
  const name = useName();
  return ({ component, nameZh, nameEn }) =>
    component === 'run' || component === 'sample' ? say(component) : name(nameZh, nameEn);
}

/** "¥200.00/次" */
export function useEach(): (thing: Pick<Countable, 'unit' | 'unitFen'>) => string {
  const say = countsMessages.useSay();
  const name = useName();
  return ({ unit, unitFen }) =>
    say('each', { money: money(unitFen), unit: name(UNIT_NAMES[unit].zh, UNIT_NAMES[unit].en) });
}

export interface CountInputsProps {
  readonly things: readonly Countable[];
  readonly valueOf: (thing: Countable) => number;
  readonly typed: Typed;
  readonly onChange: (typed: Typed) => void;
}

/** One box for each thing that can be counted, with its price. */
export function CountInputs({ things, valueOf, typed, onChange }: CountInputsProps) {
  const nameOf = useThingName();
  const each = useEach();
  return (
    <div className="grid grid-cols-1 items-start gap-3 sm:grid-cols-2">
      {things.map((thing) => (
        <CountField
          key={keyOf(thing)}
          label={nameOf(thing)}
          unit={thing.unit}
          description={each(thing)}
          value={typed[keyOf(thing)] ?? valueOf(thing)}
          onChange={(value) => onChange({ ...typed, [keyOf(thing)]: value })}
        />
      ))}
    </div>
  );
}
