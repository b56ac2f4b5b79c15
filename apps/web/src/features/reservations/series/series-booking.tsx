import { countsAsked } from '../../../shared/counts';
import { useSearchState } from '../../../shared/search-state';
import { clock, type Selection } from '../booking/selection';
import type { Instrument } from '../instruments.types';
import { repeatOf, ruleOf, searchOfRepeat } from './repeat';
import { SeriesPanel } from './series-panel';
import type { SeriesAsk } from './series.types';

/** In the place of the price of one: all sessions, their conflicts and their price. */
export default function SeriesBookingPanel({
  instrument,
  selection,
  canBook,
}: {
  instrument: Instrument;
  selection: Selection;
  canBook: boolean;
}) {
  const [search, change] = useSearchState();
  return (
    <SeriesPanel
      ask={askOf(instrument.id, selection, search)}
      needsApproval={instrument.approvalRequired}
      canBook={canBook}
      onAgain={() => change({ ...searchOfRepeat(null), at: undefined })}
    />
  );
}

function askOf(
  instrumentId: number,
  { day, at, minutes, counts }: Selection,
  search: Readonly<Record<string, string | undefined>>,
): SeriesAsk | null {
  if (day === null || at === null) return null;
  const repeat = repeatOf(search, day);
  if (!repeat) return null;
  const rrule = ruleOf(repeat, day);
  return { instrumentId, startsLocal: `${day}T${clock(at)}`, lengthMinutes: minutes, rrule, ...countsAsked(counts) };
}
