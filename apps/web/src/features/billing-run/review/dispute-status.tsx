import { StatusBadge } from '../../../shared/ui';
import { reviewMessages } from './review.messages';
import type { DisputeRow } from './review.queries';

const looks = { open: 'disputed', upheld: 'rejected', accepted: 'completed', withdrawn: 'cancelled' } as const;
const words = { open: 'open', upheld: 'upheld', accepted: 'accepted', withdrawn: 'withdrawnStatus' } as const;

/** Where a dispute stands. */
export function DisputeStatus({ status }: { status: DisputeRow['status'] }) {
  const say = reviewMessages.useSay();
  return <StatusBadge status={looks[status]}>{say(words[status])}</StatusBadge>;
}
