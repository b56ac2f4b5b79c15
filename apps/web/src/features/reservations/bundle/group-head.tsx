import { money } from '../../../shared/format/format';
import { Icon } from '../../../shared/ui';
import { bundleMessages } from './bundle.messages';
import type { GroupedRow } from './grouped';

/** Says above the first of several that they were reserved together. */
export function GroupHead({ row: { leads } }: { row: GroupedRow }) {
  const say = bundleMessages.useSay();
  if (!leads) return null;
  const { id, count, totalFen } = leads;
  return (
    <span className="num mb-0.5 flex items-center gap-1 text-xs text-mut">
      <Icon name="link" size={12} />
      {say('group', { id, count, money: money(totalFen) })}
    </span>
  );
}
