import { money } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { Badge, SelectField } from '../../shared/ui';
import { AffectedRow } from './affected-list';
import { maintenanceMessages } from './maintenance.messages';
import type { Affected, CaseAction } from './maintenance.queries';
import { isAskedAbout } from './resolutions';

export interface AskListProps {
  readonly affected: readonly Affected[];
  readonly defaults: Readonly<Record<number, CaseAction>>;
  readonly onChange: (reservationId: number, action: CaseAction) => void;
}

/** Every reservation in the way with the equivalent that will be held for it, and what happens when nobody answers. */
export function AskList({ affected, defaults, onChange }: AskListProps) {
  const say = maintenanceMessages.useSay();
  return (
    <ul className="grid gap-2">
      {affected.map((one) => (
        <AffectedRow key={one.id} one={one}>
          {isAskedAbout(one) ? (
            <>
              <Held one={one} />
              <SelectField
                label={say('default')}
                value={defaults[one.id] ?? one.defaultAction}
                onChange={(action) => action && onChange(one.id, action)}
                options={one.choices.map((id) => ({ id, label: say(`act_${id}`) }))}
                className="mt-1 max-w-[320px]"
              />
            </>
          ) : (
            <Badge tone="brand" icon="play" className="whitespace-normal">
              {say('stays')}
            </Badge>
          )}
        </AffectedRow>
      ))}
    </ul>
  );
}

function Held({ one }: { one: Affected }) {
  const say = maintenanceMessages.useSay();
  const name = useName();
  const { held } = one;
  if (!held) return <p className="text-sm text-mut">{say('noneHeld')}</p>;
  const shown = `${name(held.nameZh, held.nameEn)} ${held.assetNo}`;
  const price = held.totalFen === null ? '' : ` · ${money(held.totalFen)}`;
  return (
    <p className="num text-sm">
      {say('held', { name: shown })}
      {price}
      {held.totalFen !== null && held.totalFen > one.totalFen && (
        <span className="text-mut"> {say('heldDearer', { money: money(one.totalFen) })}</span>
      )}
    </p>
  );
}
