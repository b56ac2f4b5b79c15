import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useName } from '../../shared/i18n/messages';
import { LoadFailed } from '../../shared/load-failed';
import { Badge, Button, EmptyState, Sheet, Skeleton, TextLink, toast } from '../../shared/ui';
import { AlertForm } from './alert-form';
import { convenientText, lengthText } from './entry-words';
import { alertsQuery, removeAlert, waitingListKey } from './waiting-list.queries';
import type { FreedAlert } from './waiting-list.types';
import { wishMessages } from './wish.messages';

/** What one wants to hear of when it gets free: nothing is held for it. */
export function Alerts() {
  const say = wishMessages.useSay();
  const [isAdding, setIsAdding] = useState(false);
  const alerts = useQuery(alertsQuery);
  if (alerts.isError && !alerts.data)
    return (
      <LoadFailed
        title={say('alertsFailed')}
        error={alerts.error}
        onRetry={() => void alerts.refetch()}
        isRetrying={alerts.isFetching}
      />
    );
  const add = (): void => setIsAdding(true);
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm text-mut">{say('alertsLead')}</p>
        {alerts.data && alerts.data.length > 0 && (
          <Button icon="plus" onPress={add}>
            {say('alertNew')}
          </Button>
        )}
      </div>
      {alerts.isPending ? <Skeleton lines={3} lineHeight={44} /> : <List alerts={alerts.data ?? []} onAdd={add} />}
      {isAdding && (
        <Sheet title={say('alertTitle')} isOpen onOpenChange={setIsAdding}>
          <AlertForm onDone={() => setIsAdding(false)} />
        </Sheet>
      )}
    </>
  );
}

function List({ alerts, onAdd }: { alerts: readonly FreedAlert[]; onAdd: () => void }) {
  const say = wishMessages.useSay();
  if (alerts.length === 0)
    return (
      <EmptyState
        icon="bell"
        title={say('alertEmpty')}
        detail={say('alertEmptyDetail')}
        action={{ label: say('alertNew'), onPress: onAdd }}
      />
    );
  return (
    <ul aria-label={say('alertList')} className="grid gap-2">
      {alerts.map((one) => (
        <Row key={one.id} alert={one} />
      ))}
    </ul>
  );
}

function Row({ alert }: { alert: FreedAlert }) {
  const say = wishMessages.useSay();
  const name = useName();
  const queries = useQueryClient();
  const removing = useMutation({
    mutationFn: () => removeAlert(alert.id),
    onSuccess: () => toast({ tone: 'ok', title: say('alertRemoved') }),
    onError: (error) => toast({ tone: 'bad', title: error.message }),
    onSettled: () => void queries.invalidateQueries({ queryKey: waitingListKey }),
  });
  const shown = name(alert.nameZh, alert.nameEn);
  const when = say('alertText', { length: lengthText(alert.minMinutes), days: alert.withinDays });
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-line bg-surface px-3 py-2">
      <span className="min-w-0 flex-1 max-lg:basis-full">
        {alert.instrumentId === null ? (
          <>
            {shown} <span className="text-xs text-mut">{say('anyOf')}</span>
          </>
        ) : (
          <TextLink href={`/i/${alert.instrumentId}`}>
            {shown} <span className="num text-mut">{alert.assetNo}</span>
          </TextLink>
        )}
        <span className="num block text-sm text-mut">{[when, convenientText(alert)].filter(Boolean).join(' · ')}</span>
      </span>
      {alert.byMail && <Badge>{say('mailed')}</Badge>}
      <Button
        size="sm"
        className="max-lg:ml-auto"
        isPending={removing.isPending}
        aria-label={say('alertRemoveOf', { what: shown })}
        onPress={() => removing.mutate()}
      >
        {say('alertRemove')}
      </Button>
    </li>
  );
}
