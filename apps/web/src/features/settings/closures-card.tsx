import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { parkDateTime } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { LoadFailed } from '../../shared/load-failed';
import { Badge, Button, Card, ConfirmDialog, EmptyState, IconButton, Skeleton } from '../../shared/ui';
import { ClosureDialog } from './closure-dialog';
import { settingsMessages } from './settings.messages';
import { type Closure, closuresQuery, useOpenPark } from './settings.queries';

/** When the whole park is closed, and why. */
export function ClosuresCard() {
  const say = settingsMessages.useSay();
  const { data, error, refetch, isRefetching } = useQuery(closuresQuery);
  const [isAdding, setAdding] = useState(false);
  return (
    <Card
      title={say('closures')}
      actions={
        <Button size="sm" icon="plus" onPress={() => setAdding(true)}>
          {say('addClosure')}
        </Button>
      }
    >
      <p className="mt-0 mb-3 text-mut">{say('closuresIntro')}</p>
      {error && !data && (
        <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />
      )}
      {!data && !error && <Skeleton lines={2} lineHeight={40} />}
      {data?.length === 0 && <EmptyState icon="lock" title={say('noClosures')} />}
      {data && data.length > 0 && (
        <ul className="m-0 list-none p-0">
          {data.map((closure) => (
            <ClosureRow key={closure.id} closure={closure} />
          ))}
        </ul>
      )}
      {isAdding && <ClosureDialog onClose={() => setAdding(false)} />}
    </Card>
  );
}

function ClosureRow({ closure }: { closure: Closure }) {
  const say = settingsMessages.useSay();
  const name = useName();
  const reopen = useOpenPark();
  const [isAsking, setAsking] = useState(false);
  const reason = name(closure.reasonZh, closure.reasonEn);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2 last:border-0">
      <span className="num">
        {parkDateTime(closure.startsAt)} – {parkDateTime(closure.endsAt)}
      </span>
      <span className="min-w-0 flex-1">{reason}</span>
      {closure.affected > 0 && <Badge tone="warn">{say('affectedLeft', { count: closure.affected })}</Badge>}
      <IconButton icon="trash" label={`${say('reopen')} ${reason}`} onPress={() => setAsking(true)} />
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={`${say('reopen')}：${reason}`}
        consequence={say('reopenConfirm')}
        confirmLabel={say('reopen')}
        onConfirm={() => reopen.mutateAsync(closure.id)}
      />
    </li>
  );
}
