import type { ReactNode } from 'react';
import { useName } from '../../shared/i18n/messages';
import { Badge, RadioGroup, TextLink } from '../../shared/ui';
import { slotText } from './affected-words';
import { maintenanceMessages } from './maintenance.messages';
import type { Affected } from './maintenance.queries';
import { canMakeWay, waysOf, type Way } from './resolutions';

export interface AffectedListProps {
  readonly affected: readonly Affected[];
  readonly chosen: Readonly<Record<number, string>>;
  readonly onChoose: (reservationId: number, way: string) => void;
}

/** Every reservation in the way of an outage, each with what may become of it at once. */
export function AffectedList({ affected, chosen, onChoose }: AffectedListProps) {
  return (
    <ul className="grid gap-2">
      {affected.map((one) => (
        <AffectedRow key={one.id} one={one}>
          <Ways one={one} chosen={chosen[one.id]} onChoose={onChoose} />
        </AffectedRow>
      ))}
    </ul>
  );
}

/** Whose it is and when, and below what can be done; what is in use says so instead. */
export function AffectedRow({ one, children }: { one: Affected; children: ReactNode }) {
  const say = maintenanceMessages.useSay();
  const name = useName();
  return (
    <li className="rounded border border-line2 bg-surface px-3 py-2 text-ink">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <TextLink href={`/reservations/${one.id}`} className="font-medium">
          {name(one.companyZh, one.companyEn)}
        </TextLink>
        <span className="text-sm text-mut">{[one.memberName, one.purpose].filter(Boolean).join(' · ')}</span>
      </p>
      <p className="num mb-1 text-sm">{slotText(one, one.months)}</p>
      {canMakeWay(one) ? (
        children
      ) : (
        <Badge tone="bad" icon="lock" className="whitespace-normal">
          {say('inUse')}
        </Badge>
      )}
    </li>
  );
}

function Ways({
  one,
  chosen,
  onChoose,
}: {
  one: Affected;
  chosen: string | undefined;
  onChoose: AffectedListProps['onChoose'];
}) {
  const say = maintenanceMessages.useSay();
  const name = useName();
  const label = ({ to, instrument, id }: Way): string => {
    if (instrument)
      return say(instrument.likeness === 'similar' ? 'waySimilar' : 'waySwap', {
        name: `${name(instrument.nameZh, instrument.nameEn)} ${instrument.assetNo}`,
      });
    if (id === 'stay') return say('wayStay');
    return to ? say('wayMove', { period: slotText(to, one.months) }) : say('wayCancel');
  };
  return (
    <RadioGroup
      label={say('choose')}
      hideLabel
      value={chosen ?? null}
      onChange={(way) => onChoose(one.id, way)}
      options={waysOf(one).map((way) => ({ id: way.id, label: label(way) }))}
    />
  );
}
