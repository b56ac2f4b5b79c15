import { useState } from 'react';
import { Button } from '../../shared/ui';
import { CountInputs } from './count-inputs';
import { countsMessages } from './counts.messages';
import { type Countable, type CountsView, keyOf, type Typed } from './counts.queries';

/** What was really used, asked when a session ends: what was booked stands in the boxes already. */
export function CountsAtUse({
  counts,
  typed,
  onChange,
}: {
  counts: CountsView;
  typed: Typed;
  onChange: (typed: Typed) => void;
}) {
  const say = countsMessages.useSay();
  const [isWhole, setWhole] = useState(false);
  const booked = new Map(counts.items.map((item) => [keyOf(item), item.counted ?? item.booked ?? 0]));
  const isAsked = (thing: Countable): boolean => booked.has(keyOf(thing));
  const others = counts.countable.filter((thing) => !isAsked(thing));
  const things = isWhole ? counts.countable : counts.countable.filter(isAsked);
  if (counts.countable.length === 0) return null;
  return (
    <fieldset className="min-w-0">
      <legend className="text-sm font-medium">{say('atUse')}</legend>
      <p className="mb-2 text-xs text-mut">{say('atUseHint')}</p>
      <CountInputs things={things} valueOf={(thing) => booked.get(keyOf(thing)) ?? 0} {...{ typed, onChange }} />
      {!isWhole && others.length > 0 && (
        <Button className="mt-2" size="sm" icon="plus" onPress={() => setWhole(true)}>
          {say('others')}
        </Button>
      )}
    </fieldset>
  );
}
