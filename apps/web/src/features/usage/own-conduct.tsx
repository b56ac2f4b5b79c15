import { useQuery } from '@tanstack/react-query';
import { parkDate, parkDateTime } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { Callout, TextLink } from '../../shared/ui';
import { ownConductQuery, type OwnConduct as Standing } from './conduct.queries';
import { conductMessages } from './conduct.messages';

/** How one stands oneself; nothing is said while nothing counts. */
export function OwnConduct() {
  const say = conductMessages.useSay();
  const { data } = useQuery(ownConductQuery);
  if (!data || (data.counted === 0 && data.suspendedUntil === null)) return null;
  const { rule, counted, suspendedUntil } = data;
  const { count = 0, withinDays: days = 0, forDays = 0 } = rule ?? {};
  return suspendedUntil ? (
    <Callout tone="bad" className="mb-3" title={say('ownSuspended', { time: parkDateTime(suspendedUntil) })}>
      <p>{say('ownSuspendedDetail', { days, count: counted })}</p>
      <Lines standing={data} />
    </Callout>
  ) : (
    <Callout
      tone="warn"
      className="mb-3"
      title={rule ? say('ownCounted', { days, counted, count, forDays }) : say('list')}
    >
      <Lines standing={data} />
    </Callout>
  );
}

function Lines({ standing }: { standing: Standing }) {
  const say = conductMessages.useSay();
  const name = useName();
  return (
    <ul className="num mt-1 text-sm">
      {standing.violations.slice(0, 5).map((one) => (
        <li key={one.id}>
          <TextLink href={`/reservations/${one.reservationId}`}>
            {say('ownLine', {
              time: parkDate(one.at),
              instrument: name(one.instrumentZh, one.instrumentEn),
              what: say(one.kind),
            })}
          </TextLink>
          {one.waivedAt && say('ownWaived')}
        </li>
      ))}
    </ul>
  );
}
