import type { ReactNode } from 'react';
import { parkDateTime } from '../../shared/format/format';
import { Badge, Button, Card, type IconName, toast, type Tone } from '../../shared/ui';
import { healthMessages } from './health.messages';
import { type SystemHealth, useRetry } from './health.queries';

/** How something is: as it should be, to be looked at, failing, or not known. */
export type State = 'good' | 'look' | 'bad' | 'unknown';

const looks: Record<State, { tone: Tone; icon: IconName }> = {
  good: { tone: 'ok', icon: 'check-circle' },
  look: { tone: 'warn', icon: 'alert' },
  bad: { tone: 'bad', icon: 'x-circle' },
  unknown: { tone: 'off', icon: 'help' },
};

/** One part of the system with its state in word and sign. */
export function HealthCard({ title, state, children }: { title: string; state: State; children: ReactNode }) {
  const say = healthMessages.useSay();
  const { tone, icon } = looks[state];
  return (
    <Card
      title={title}
      actions={
        <Badge tone={tone} icon={icon}>
          {say(state)}
        </Badge>
      }
    >
      {children}
    </Card>
  );
}

const secondMs = 1000;

/** How long ago, in the unit that one would say. */
export function useLag(): (from: string, to: string) => string {
  const say = healthMessages.useSay();
  return (from, to) => {
    const seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / secondMs));
    if (seconds < 120) return say('seconds', { count: seconds });
    const minutes = Math.round(seconds / 60);
    return minutes < 120 ? say('minutes', { count: minutes }) : say('hours', { count: Math.round(minutes / 60) });
  };
}

type Stuck = SystemHealth['outbox']['stuck'];

/** What failed, why, and how to have it tried again. */
export function StuckList({ of, items, total }: { of: 'outbox' | 'due_work'; items: Stuck; total: number }) {
  const say = healthMessages.useSay();
  if (total === 0) return null;
  return (
    <div className="mt-2 grid gap-2">
      <div className="flex items-center justify-between gap-2">
        <p className="font-medium">{say('stuck', { count: total })}</p>
        <RetryButton request={{ of }} what={say(of === 'outbox' ? 'outbox' : 'due')} />
      </div>
      <ul className="divide-y divide-line rounded border border-line text-sm">
        {items.map((one) => (
          <li key={one.id} className="px-2.5 py-1.5">
            <p className="num">
              {one.what} · {parkDateTime(one.since)} · {say('attempts', { count: one.attempts })}
            </p>
            <p className="text-xs text-mut [overflow-wrap:anywhere]">{one.error}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Has what failed tried again, and says how much that is. */
export function RetryButton({ request, what }: { request: Parameters<Retry>[0]; what: string }) {
  const say = healthMessages.useSay();
  const retry = useRetry();
  return (
    <Button
      size="sm"
      icon="refresh"
      aria-label={say('retryOf', { what })}
      isPending={retry.isPending}
      onPress={() =>
        retry.mutate(request, {
          onSuccess: ({ retried }) => toast({ title: say('retried', { count: retried }), tone: 'ok' }),
          onError: (error) => toast({ title: error.message, tone: 'bad' }),
        })
      }
    >
      {say('retry')}
    </Button>
  );
}
type Retry = ReturnType<typeof useRetry>['mutate'];
