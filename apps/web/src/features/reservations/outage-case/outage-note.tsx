import { useQuery } from '@tanstack/react-query';
import { get } from '../../../shared/api/client';
import type { components } from '../../../shared/api/schema';
import { parkDateTime } from '../../../shared/format/format';
import { defineMessages } from '../../../shared/i18n/messages';
import { Callout } from '../../../shared/ui';
import { calendarKey } from '../reservations.queries';

const messages = defineMessages(
  {
    fault: '仪器故障停用',
    maintenance: '仪器维护停机',
    calibration: '仪器校准停机',
    closure: '仪器暂停开放',
    until: '预计 {time} 恢复；此后的时间可以照常预约。',
    open: '恢复时间待定，至少停到 {time}。受影响的预约会逐一通知并征询处理方式。',
  },
  {
    fault: 'Out of order',
    maintenance: 'Under maintenance',
    calibration: 'Being calibrated',
    closure: 'Closed for the time being',
    until: 'Expected back {time}; later times can be booked as usual.',
    open: 'Nobody knows yet when it is back, not before {time}. Whoever is affected is told and asked.',
  },
);

/** Why an instrument is not to be had at this moment, and until when; looked up only while it is out. */
export function OutageNote({ instrumentId, isOut }: { instrumentId: number; isOut: boolean }) {
  const say = messages.useSay();
  const { data } = useQuery({
    queryKey: [...calendarKey(instrumentId), 'outage'],
    queryFn: ({ signal }) =>
      get<components['schemas']['InstrumentOutage']>(`/instruments/${instrumentId}/outage`, {}, signal),
    enabled: isOut,
  });
  const outage = isOut ? data?.outage : null;
  if (!outage) return null;
  return (
    <Callout tone="warn" title={say(outage.kind)}>
      <span className="num">{say(outage.openEnded ? 'open' : 'until', { time: parkDateTime(outage.endsAt) })}</span>
    </Callout>
  );
}
