import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useName } from '../../shared/i18n/messages';
import { Callout, ConfirmDialog, toast } from '../../shared/ui';
import { maintenanceMessages } from './maintenance.messages';
import { cancelOutage, endOutage, maintenanceKey, type Outage } from './maintenance.queries';
import { periodOf } from './outage-words';

export interface Act {
  readonly kind: 'end' | 'cancel';
  readonly outage: Outage;
}

/** Ends an outage now, calls it off, or withdraws its announcement, after naming what follows. */
export function OutageAct({ act, onClose }: { act: Act; onClose: () => void }) {
  const say = maintenanceMessages.useSay();
  const name = useName();
  const queries = useQueryClient();
  const { outage, kind } = act;
  const isEnd = kind === 'end';
  const words = isEnd ? 'end' : outage.status === 'announced' ? 'withdraw' : 'cancel';
  const doing = useMutation({
    mutationFn: () => (isEnd ? endOutage : cancelOutage)(outage.id),
    onSuccess: () => {
      toast({ title: say(isEnd ? 'ended2' : 'cancelled2'), tone: 'ok' });
      void queries.invalidateQueries({ queryKey: maintenanceKey });
    },
  });
  const values = { name: name(outage.instrumentZh, outage.instrumentEn), period: periodOf(outage) };
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={say(`${words}Title`)}
      consequence={say(`${words}Detail`, values)}
      confirmLabel={say(words)}
      cancelLabel={say('keep')}
      tone={isEnd ? 'primary' : 'danger'}
      isPending={doing.isPending}
      onConfirm={() => doing.mutateAsync()}
    >
      {doing.error ? (
        <Callout tone="bad" role="alert">
          {doing.error.message}
        </Callout>
      ) : undefined}
    </ConfirmDialog>
  );
}
