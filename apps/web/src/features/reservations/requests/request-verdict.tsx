import { useQuery } from '@tanstack/react-query';
import { Badge, Button, Callout, Icon, Skeleton } from '../../../shared/ui';
import type { ReservationRow } from '../reservations.types';
import { ViolationList } from '../violation-list';
import { checkQuery, verdictOf, type Verdict } from './requests.queries';
import { requestsMessages } from './requests.messages';

const looks = {
  passes: { tone: 'ok', icon: 'check' },
  warns: { tone: 'warn', icon: 'alert' },
  fails: { tone: 'bad', icon: 'x-circle' },
} as const;

/** What the rules say, in two words. */
export function VerdictBadge({ verdict }: { verdict: Verdict | undefined }) {
  const say = requestsMessages.useSay();
  if (!verdict) return <span className="text-xs text-mut">{say('checking')}</span>;
  return <Badge {...looks[verdict]}>{say(verdict)}</Badge>;
}

/** Whether the slot is still its own, and every rule that has something to say. */
export function RequestChecks({ row }: { row: ReservationRow }) {
  const say = requestsMessages.useSay();
  const { data, isPending, error, refetch, isRefetching } = useQuery(checkQuery(row));
  if (isPending) return <Skeleton lines={2} />;
  if (error)
    return (
      <Callout
        tone="warn"
        title={say('checkFailed')}
        actions={
          <Button size="sm" isPending={isRefetching} onPress={() => void refetch()}>
            {say('checkAgain')}
          </Button>
        }
      >
        {error.message}
      </Callout>
    );
  return (
    <div className="grid gap-2">
      <p className="flex items-center gap-1.5">
        <Icon name="check" className="text-ok" />
        {say('slotHeld')}
      </p>
      {verdictOf(data) === 'passes' && (
        <p className="flex items-center gap-1.5">
          <Icon name="check" className="text-ok" />
          {say('checksPass')}
        </p>
      )}
      <ViolationList violations={data.violations} refusedTitle={say('checksRefuse')} noticeTitle={say('checksWarn')} />
    </div>
  );
}
