import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { parkDateTime } from '../../shared/format/format';
import { LoadFailed } from '../../shared/load-failed';
import { Badge, Button, Callout, Card, KeyValueList, Skeleton, toast } from '../../shared/ui';
import { auditMessages } from './audit.messages';
import { type AuditChain, chainQuery, checkNow } from './audit.queries';
import { CompareHead } from './compare-head';

/** How far the trail is sealed, what the last check found, the head to be written down, and one that was. */
export function ChainCard() {
  const say = auditMessages.useSay();
  const queries = useQueryClient();
  const { data: chain, error, refetch, isRefetching } = useQuery(chainQuery);
  const check = useMutation({
    mutationFn: checkNow,
    onSuccess: (found) => {
      queries.setQueryData(chainQuery.queryKey, found);
      toast({ tone: found.check?.faults ? 'bad' : 'ok', title: say('checked') });
    },
    onError: (failure) => toast({ tone: 'bad', title: say('checkFailed'), detail: failure.message }),
  });
  if (error && !chain)
    return (
      <LoadFailed title={say('chainFailed')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />
    );
  return (
    <Card
      title={say('chain')}
      className="mb-4"
      actions={
        <span className="flex flex-wrap items-center gap-2">
          {chain && <State chain={chain} />}
          <Button size="sm" icon="refresh" onPress={() => check.mutate()} isPending={check.isPending}>
            {say('check')}
          </Button>
        </span>
      }
    >
      {chain ? <Facts chain={chain} /> : <Skeleton className="h-16" />}
    </Card>
  );
}

function State({ chain: { check } }: { chain: AuditChain }) {
  const say = auditMessages.useSay();
  if (!check)
    return (
      <Badge tone="off" icon="clock">
        {say('neverChecked')}
      </Badge>
    );
  return check.faults === 0 ? (
    <Badge tone="ok" icon="check">
      {say('intact')}
    </Badge>
  ) : (
    <Badge tone="bad" icon="alert">
      {say('broken', { count: check.faults })}
    </Badge>
  );
}

function Facts({ chain: { seq, hash, check } }: { chain: AuditChain }) {
  const say = auditMessages.useSay();
  const copy = async (): Promise<void> => {
    try {
      // Not there where the park is served without TLS inside its own network.
      await navigator.clipboard.writeText(say('noted', { seq: String(seq), hash: hash ?? '' }));
      toast({ tone: 'ok', title: say('copied') });
    } catch {
      toast({ tone: 'warn', title: say('copyByHand') });
    }
  };
  const checked = check && say('checkedTo', { at: parkDateTime(check.endedAt), seq: String(check.seq) });
  return (
    <div className="grid gap-3">
      {check?.fault && (
        <Callout tone="bad" title={say(check.fault, { seq: String(check.faultSeq ?? '') })}>
          <p>{say('leaveIt')}</p>
        </Callout>
      )}
      <KeyValueList
        columns={2}
        items={[
          { label: say('sealedTo'), value: seq === null ? say('head_missing') : say('sealNo', { seq: String(seq) }) },
          { label: say('checkedAt'), value: checked ?? say('neverChecked') },
        ]}
      />
      {hash && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <span className="text-mut">{say('head')}</span>
          <code className="min-w-0 text-sm break-all">{hash}</code>
          <Button size="sm" icon="copy" onPress={() => void copy()}>
            {say('copy')}
          </Button>
        </div>
      )}
      <CompareHead />
    </div>
  );
}
