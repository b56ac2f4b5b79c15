import { addMonths } from '@parkbench/domain';
import { lastDay, parkDate, parkDateTime, parkTime } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { Badge, Callout, RadioGroup, TextLink } from '../../shared/ui';
import { maintenanceMessages } from './maintenance.messages';
import type { Affected } from './maintenance.queries';
import { canMakeWay, waysOf, type Way } from './resolutions';

export interface AffectedListProps {
  readonly affected: readonly Affected[];
  readonly chosen: Readonly<Record<number, string>>;
  readonly onChoose: (reservationId: number, way: string) => void;
}

/** Days with the last one included for a rental, times for a session. */
function periodOf(one: { startsAt: string; endsAt: string; startsOn?: string | null }, months?: number | null): string {
  if (one.startsOn) {
    const end = months ? addMonths(one.startsOn, months) : parkDate(one.endsAt);
    return `${one.startsOn} – ${lastDay(end)}`;
  }
  const isOneDay = parkDate(one.startsAt) === parkDate(Date.parse(one.endsAt) - 1);
  return `${parkDateTime(one.startsAt)} – ${isOneDay ? parkTime(one.endsAt) : parkDateTime(one.endsAt)}`;
}

/** Every reservation in the way of an outage, each with what may become of it. */
export function AffectedList({ affected, chosen, onChoose }: AffectedListProps) {
  const say = maintenanceMessages.useSay();
  return (
    <Callout tone="warn" role="alert" title={say('affectedTitle', { count: affected.length })}>
      <p className="mb-2">{say('affectedDetail')}</p>
      <ul className="grid gap-2">
        {affected.map((one) => (
          <li key={one.id} className="rounded border border-line2 bg-surface px-3 py-2 text-ink">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <TextLink href={`/reservations/${one.id}`} className="font-medium">
                {one.companyZh}
              </TextLink>
              <span className="text-sm text-mut">{[one.memberName, one.purpose].filter(Boolean).join(' · ')}</span>
            </p>
            <p className="num mb-1 text-sm">{periodOf(one, one.months)}</p>
            {canMakeWay(one) ? (
              <Ways one={one} chosen={chosen[one.id]} onChoose={onChoose} />
            ) : (
              <Badge tone="bad" icon="lock">
                {say('inUse')}
              </Badge>
            )}
          </li>
        ))}
      </ul>
    </Callout>
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
  const label = ({ to, instrument }: Way): string => {
    if (instrument)
      return say('waySwap', { name: `${name(instrument.nameZh, instrument.nameEn)} ${instrument.assetNo}` });
    return to ? say('wayMove', { period: periodOf(to, one.months) }) : say('wayCancel');
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
