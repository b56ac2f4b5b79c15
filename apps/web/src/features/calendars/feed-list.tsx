import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { parkDateTime } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { LoadFailed } from '../../shared/load-failed';
import { Button, Card, ConfirmDialog, EmptyState, Icon, Skeleton, toast } from '../../shared/ui';
import { calendarsMessages } from './calendars.messages';
import { type CalendarFeed, feedsQuery, revokeFeed } from './calendars.queries';

/** The calendars in use: of what, read when last, and the way to take them back. */
export function FeedList() {
  const say = calendarsMessages.useSay();
  const { data, error, isFetching, refetch } = useQuery(feedsQuery);
  const [leaving, setLeaving] = useState<CalendarFeed | null>(null);
  const content = (): React.ReactNode => {
    if (error && !data)
      return <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isFetching} />;
    if (!data) return <Skeleton lines={3} lineHeight={44} />;
    if (data.items.length === 0) return <EmptyState icon="calendar" title={say('none')} detail={say('noneDetail')} />;
    return (
      <ul>
        {data.items.map((feed) => (
          <FeedRow key={feed.id} feed={feed} onRevoke={() => setLeaving(feed)} />
        ))}
      </ul>
    );
  };
  return (
    <Card title={say('listTitle')} flush>
      {content()}
      {leaving && <Revoke feed={leaving} onClose={() => setLeaving(null)} />}
    </Card>
  );
}

function useFeedName(): (feed: CalendarFeed) => string {
  const say = calendarsMessages.useSay();
  const name = useName();
  return (feed) =>
    feed.scope === 'instrument' ? name(feed.instrumentZh ?? '', feed.instrumentEn ?? '') : say(feed.scope);
}

function FeedRow({ feed, onRevoke }: { feed: CalendarFeed; onRevoke: () => void }) {
  const say = calendarsMessages.useSay();
  const shown = useFeedName()(feed);
  const icon = { person: 'user', company: 'building', instrument: 'microscope' } as const;
  const read = feed.lastReadAt === null ? say('never') : say('read', { time: parkDateTime(feed.lastReadAt) });
  return (
    <li className="flex items-center gap-3 border-t border-line px-4 py-2">
      <Icon name={icon[feed.scope]} className="shrink-0 text-mut" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{shown}</p>
        <p className="num text-sm text-mut">
          {say('made', { time: parkDateTime(feed.createdAt) })} · {read}
        </p>
      </div>
      <Button size="sm" aria-label={`${say('revoke')} ${shown}`} onPress={onRevoke}>
        {say('revoke')}
      </Button>
    </li>
  );
}

function Revoke({ feed, onClose }: { feed: CalendarFeed; onClose: () => void }) {
  const say = calendarsMessages.useSay();
  const queries = useQueryClient();
  const shown = useFeedName()(feed);
  const revoke = useMutation({
    mutationFn: () => revokeFeed(feed.id),
    onSuccess: () => toast({ title: say('revoked'), tone: 'ok' }),
    onError: (error) => toast({ title: say('notDone'), detail: error.message, tone: 'bad' }),
    onSettled: () => queries.invalidateQueries({ queryKey: feedsQuery.queryKey }),
  });
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={say('revokeTitle', { name: shown })}
      consequence={say('revokeConsequence')}
      confirmLabel={say('revoke')}
      isPending={revoke.isPending}
      onConfirm={() => revoke.mutateAsync()}
    />
  );
}
