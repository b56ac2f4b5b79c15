import { parkDateTime } from '../../shared/format/format';
import { Callout, KeyValueList } from '../../shared/ui';
import { HealthCard, RetryButton, type State, StuckList, useLag } from './health-cards';
import { healthMessages } from './health.messages';
import type { SystemHealth } from './health.queries';

const minute = 60_000;
const megabyte = 1_048_576;

const since = (from: string | null, to: string): number => (from === null ? 0 : Date.parse(to) - Date.parse(from));

const knownQueues = ['wake', 'import', 'billing-run', 'recompute', 'audit', 'mail-documents'] as const;

/** What a queue is for; one that is not known here by its own name. */
function useQueueName(): (name: string) => string {
  const say = healthMessages.useSay();
  return (name) => {
    const known = knownQueues.find((one) => one === name);
    return known ? say(`of_${known}`) : name;
  };
}

/** Work that waits for more than a minute is late, for more than ten nobody does it. */
const lateState = (waitedMs: number, failed: number): State =>
  waitedMs > 10 * minute ? 'bad' : waitedMs > minute || failed > 0 ? 'look' : 'good';

/** Every part of the system by itself, with figures from where they are kept. */
export function HealthView({ health }: { health: SystemHealth }) {
  return (
    <div className="gap-4 lg:columns-2 [&>*]:mb-4 [&>*]:break-inside-avoid">
      <Workers health={health} />
      <Queues health={health} />
      <Outbox health={health} />
      <DueWork health={health} />
      <Database health={health} />
      <Nightly health={health} />
      <Backup health={health} />
      <Version health={health} />
    </div>
  );
}

interface Part {
  readonly health: SystemHealth;
}

function Workers({ health: { workers, checkedAt } }: Part) {
  const say = healthMessages.useSay();
  const lag = useLag();
  const awake = workers.filter(({ beatAt }) => since(beatAt, checkedAt) < minute);
  return (
    <HealthCard title={say('workers')} state={awake.length > 0 ? 'good' : 'bad'}>
      {awake.length === 0 && (
        <Callout tone="bad" className="mb-2">
          {say('workersNone')}
        </Callout>
      )}
      <KeyValueList
        items={workers.map(({ worker, beatAt }) => ({
          label: worker,
          value: `${say('beat')} ${say('ago', { lag: lag(beatAt, checkedAt) })}`,
        }))}
      />
    </HealthCard>
  );
}

function Queues({ health: { queues, checkedAt } }: Part) {
  const say = healthMessages.useSay();
  const queueName = useQueueName();
  const lag = useLag();
  if (queues === null) {
    return (
      <HealthCard title={say('queue')} state="bad">
        {say('queueDown')}
      </HealthCard>
    );
  }
  const longest = Math.max(0, ...queues.map(({ oldestAt }) => since(oldestAt, checkedAt)));
  const failed = queues.reduce((sum, one) => sum + one.failed, 0);
  return (
    <HealthCard title={say('queue')} state={lateState(longest, failed)}>
      <div className="overflow-x-auto" role="region" aria-label={say('queueName')} tabIndex={0}>
        <table className="w-full text-sm">
          <thead className="text-left text-xs text-mut">
            <tr>
              <th className="py-1 font-normal">{say('queueName')}</th>
              {(['waiting', 'active', 'delayed', 'failedJobs', 'oldest'] as const).map((key) => (
                <th key={key} className="py-1 pl-3 text-right font-normal">
                  {say(key)}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody className="num">
            {queues.map((one) => (
              <tr key={one.name} className="border-t border-line">
                <th className="py-1.5 text-left font-normal">{queueName(one.name)}</th>
                {[one.waiting, one.active, one.delayed, one.failed].map((count, index) => (
                  <td key={index} className="py-1.5 pl-3 text-right">
                    {count}
                  </td>
                ))}
                <td className="py-1.5 pl-3 text-right">{one.oldestAt ? lag(one.oldestAt, checkedAt) : '–'}</td>
                <td className="py-1.5 pl-3 text-right">
                  {one.failed > 0 && (
                    <RetryButton request={{ of: 'queue', queue: one.name }} what={queueName(one.name)} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </HealthCard>
  );
}

function Outbox({ health: { outbox, checkedAt } }: Part) {
  const say = healthMessages.useSay();
  const lag = useLag();
  return (
    <HealthCard title={say('outbox')} state={lateState(since(outbox.oldestAt, checkedAt), outbox.stuckTotal)}>
      <p>
        {say('outboxLine', { count: outbox.open })}
        {outbox.oldestAt && <span className="text-mut"> · {say('lag', { lag: lag(outbox.oldestAt, checkedAt) })}</span>}
      </p>
      <StuckList of="outbox" items={outbox.stuck} total={outbox.stuckTotal} />
    </HealthCard>
  );
}

function DueWork({ health: { dueWork, checkedAt } }: Part) {
  const say = healthMessages.useSay();
  const lag = useLag();
  return (
    <HealthCard title={say('due')} state={lateState(since(dueWork.oldestAt, checkedAt), dueWork.stuckTotal)}>
      <p>
        {say('dueLine', { count: dueWork.due })}
        {dueWork.oldestAt && (
          <span className="text-mut"> · {say('lag', { lag: lag(dueWork.oldestAt, checkedAt) })}</span>
        )}
      </p>
      <StuckList of="due_work" items={dueWork.stuck} total={dueWork.stuckTotal} />
    </HealthCard>
  );
}

function Database({ health: { database: one } }: Part) {
  const say = healthMessages.useSay();
  const isFull = one.connections > one.maxConnections * 0.8;
  return (
    <HealthCard title={say('database')} state={one.roundTripMs > 500 || isFull ? 'look' : 'good'}>
      <p className="mb-2">{say('databaseLine', { version: one.version, ms: one.roundTripMs })}</p>
      <KeyValueList
        items={[
          { label: say('size'), value: `${Math.round(one.sizeBytes / megabyte)} MB` },
          {
            label: say('connections'),
            value: say('connectionsOf', { count: one.connections, max: one.maxConnections }),
          },
          { label: say('upSince'), value: parkDateTime(one.upSince) },
          { label: say('migration'), value: one.migration },
        ]}
      />
    </HealthCard>
  );
}

function Nightly({ health: { nightly, checkedAt } }: Part) {
  const say = healthMessages.useSay();
  if (nightly === null) {
    return (
      <HealthCard title={say('nightly')} state="unknown">
        {say('nightlyNone')}
      </HealthCard>
    );
  }
  const isOld = since(nightly.startedAt, checkedAt) > 30 * 60 * minute;
  const { day, lines, alarms } = nightly;
  return (
    <HealthCard title={say('nightly')} state={alarms > 0 ? 'bad' : isOld ? 'look' : 'good'}>
      {nightly.endedAt ? say('nightlyLine', { day, lines, alarms }) : say('nightlyRunning', { day })}
    </HealthCard>
  );
}

function Backup({ health: { backup } }: Part) {
  const say = healthMessages.useSay();
  if (backup === null) {
    return (
      <HealthCard title={say('backup')} state="unknown">
        {say('backupNone')}
      </HealthCard>
    );
  }
  const { archivedAt, failedAt } = backup;
  const hasFailed = failedAt !== null && (archivedAt === null || failedAt > archivedAt);
  return (
    <HealthCard title={say('backup')} state={hasFailed ? 'bad' : archivedAt ? 'good' : 'look'}>
      {archivedAt ? say('backupLine', { at: parkDateTime(archivedAt) }) : say('backupNever')}
      {hasFailed && <p className="text-bad">{say('backupFailed', { at: parkDateTime(failedAt) })}</p>}
    </HealthCard>
  );
}

function Version({ health: { version, node, upSince, memoryBytes } }: Part) {
  const say = healthMessages.useSay();
  return (
    <HealthCard title={say('version')} state="good">
      <p className="mb-2">{say('versionLine', { version, node })}</p>
      <KeyValueList
        items={[
          { label: say('upSince'), value: parkDateTime(upSince) },
          { label: say('memory'), value: `${Math.round(memoryBytes / megabyte)} MB` },
        ]}
      />
    </HealthCard>
  );
}
