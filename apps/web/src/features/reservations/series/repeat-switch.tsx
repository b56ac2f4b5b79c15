import { lazy, Suspense } from 'react';
import { parkToday } from '../../../shared/format/format';
import { useSearchState } from '../../../shared/search-state';
import { SegmentedControl } from '../../../shared/ui';
import { bookingMessages } from '../booking/booking.messages';
import type { Selection } from '../booking/selection';

const RepeatFields = lazy(() => import('./repeat-fields'));

const none = { repeat: undefined, every: undefined, on: undefined, by: undefined, until: undefined, times: undefined };

/** Whether the session repeats; how, is loaded only when it does. */
export function RepeatSwitch({ selection }: { selection: Selection }) {
  const say = bookingMessages.useSay();
  const [search, change] = useSearchState();
  const value = search.repeat ?? 'none';
  return (
    <div className="mb-3 grid gap-3">
      <SegmentedControl
        label={say('repeat')}
        showLabel
        value={value}
        onChange={(repeat) => change(repeat === 'none' ? none : { ...none, repeat })}
        options={[
          { id: 'none', label: say('repeatNone') },
          { id: 'daily', label: say('repeatDaily') },
          { id: 'weekly', label: say('repeatWeekly') },
          { id: 'monthly', label: say('repeatMonthly') },
        ]}
      />
      {value !== 'none' && (
        <Suspense>
          <RepeatFields day={selection.day ?? parkToday()} />
        </Suspense>
      )}
    </div>
  );
}
