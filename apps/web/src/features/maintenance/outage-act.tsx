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

/** Ends an outage now, or calls it off, after naming what follows. */
export function OutageAct({ act, onClose }: { act: Act; onClose: () => void }) {
  const say = maintenanceMessages.useSay();
  const name = useName();
  const queries = useQueryClient();
  const { outage, kind } = act;
  const isEnd = kind === 'end';
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
      title={say(isEnd ? 'endTitle' : 'cancelTitle')}
      consequence={say(isEnd ? 'endDetail' : 'cancelDetail', values)}
      confirmLabel={say(isEnd ? 'end' : 'cancel')}
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
