import { SegmentedControl, SelectField } from '../../../shared/ui';
import { openStatuses, pastStatuses } from '../reservations.queries';
import type { ReservationStatus } from '../reservations.types';
import { statusMessages } from '../status.messages';
import { recordMessages } from './record.messages';

/** Filters of the list of reservations as they stand in the URL. */
export interface ListFilter {
  readonly view?: string;
  readonly status?: string;
  readonly kind?: string;
}

const inView = ({ view }: ListFilter): readonly ReservationStatus[] => (view === 'past' ? pastStatuses : openStatuses);

/** The states that are asked for: one, or all of what lies ahead or behind. */
export function statusesOf(filter: ListFilter): readonly ReservationStatus[] {
  const chosen = inView(filter).filter((one) => one === filter.status);
  return chosen.length > 0 ? chosen : inView(filter);
}

/** Ahead or behind, then state and kind. */
export function ListFilters({
  filter,
  onChange,
}: {
  filter: ListFilter;
  onChange: (change: Record<string, string | undefined>) => void;
}) {
  const say = recordMessages.useSay();
  const status = statusMessages.useSay();
  return (
    <div className="mb-3 flex flex-wrap gap-2">
      <SegmentedControl
        label={say('view')}
        className="max-lg:w-full"
        value={filter.view === 'past' ? 'past' : 'open'}
        onChange={(view) => onChange({ view: view === 'past' ? 'past' : undefined, status: undefined })}
        options={[
          { id: 'open', label: say('upcoming') },
          { id: 'past', label: say('past') },
        ]}
      />
      <SelectField
        label={say('statusFilter')}
        inlineLabel
        className="w-[190px] max-lg:w-auto max-lg:flex-1"
        emptyLabel={say('all')}
        value={inView(filter).find((one) => one === filter.status) ?? null}
        onChange={(next) => onChange({ status: next ?? undefined })}
        options={inView(filter).map((id) => ({ id, label: status(id) }))}
      />
      <SelectField
        label={say('kindFilter')}
        inlineLabel
        className="w-[170px] max-lg:w-auto max-lg:flex-1"
        emptyLabel={say('all')}
        value={filter.kind === 'rental' || filter.kind === 'session' ? filter.kind : null}
        onChange={(next) => onChange({ kind: next ?? undefined })}
        options={[
          { id: 'rental', label: status('rental') },
          { id: 'session', label: status('session') },
        ]}
      />
    </div>
  );
}
