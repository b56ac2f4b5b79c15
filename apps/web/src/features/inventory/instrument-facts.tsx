import { parkToday } from '../../shared/format/format';
import { Badge, Icon, StatusBadge } from '../../shared/ui';
import { inventoryMessages } from './inventory.messages';
import type { InstrumentStatus, InventoryRow } from './inventory.types';

const looks: Record<InstrumentStatus, string> = {
  in_service: 'available',
  out_of_service: 'out-of-order',
  retired: 'retired',
};

export function InstrumentStatusBadge({ status }: { status: InstrumentStatus }) {
  const say = inventoryMessages.useSay();
  return <StatusBadge status={looks[status]}>{say(status)}</StatusBadge>;
}

/** In which ways tenants can have it. */
export function OpenModes({ row }: { row: Pick<InventoryRow, 'opensRental' | 'opensSession' | 'opensRun'> }) {
  const say = inventoryMessages.useSay();
  const modes = [row.opensRental && say('rental'), row.opensSession && say('session'), row.opensRun && say('run')];
  return (
    <span className="inline-flex flex-wrap gap-1">
      {modes.filter(Boolean).map((mode) => (
        <Badge key={String(mode)}>{mode}</Badge>
      ))}
    </span>
  );
}

const soonDays = 60;
const dayMs = 86_400_000;

/** The last day of its calibration, and in words when that is past or near. */
export function CalibrationDate({ until }: { until: string | null }) {
  const say = inventoryMessages.useSay();
  if (!until) return <span className="text-mut">–</span>;
  const days = Math.round((Date.parse(until) - Date.parse(parkToday())) / dayMs);
  if (days > soonDays) return <span className="num whitespace-nowrap">{until}</span>;
  return (
    <span className={`num inline-flex flex-wrap items-center gap-x-1 ${days < 0 ? 'text-bad' : 'text-warn'}`}>
      <Icon name={days < 0 ? 'alert' : 'clock'} size={13} />
      <span className="whitespace-nowrap">{until}</span>
      <span className="text-xs whitespace-nowrap">
        {days < 0 ? say('calibrationOver') : say('calibrationSoon', { days })}
      </span>
    </span>
  );
}
