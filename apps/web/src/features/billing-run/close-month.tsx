import { useState } from 'react';
import { monthName } from '../../shared/format/format';
import { Button, Callout, Checkbox, ConfirmDialog, toast } from '../../shared/ui';
import { billingRunMessages } from './billing-run.messages';
import { useCloseMonth, type Cockpit } from './billing-run.queries';

/** Closes a month for good; companies that failed must be left for the next month knowingly. */
export function CloseMonth({ cockpit }: { cockpit: Cockpit }) {
  const say = billingRunMessages.useSay();
  const [isAsking, setAsking] = useState(false);
  const [leaveFailed, setLeaveFailed] = useState(false);
  const close = useCloseMonth(cockpit.month);
  const month = monthName(cockpit.month);
  const count = cockpit.companies.filter((company) => company.status === 'failed').length;
  const blocked = cockpit.blockers.some((blocker) => blocker.blocks && blocker.code !== 'companies_failed');
  const confirm = async (): Promise<void> => {
    await close.mutateAsync({ leaveFailed: count > 0 && leaveFailed });
    toast({ title: say('closeDone', { month }) });
  };
  const extras = (count > 0 || close.error) && (
    <>
      {count > 0 && (
        <Checkbox isSelected={leaveFailed} onChange={setLeaveFailed}>
          {say('leaveFailed', { count })}
        </Checkbox>
      )}
      {close.error && (
        <Callout tone="bad" role="alert" title={say('actRefused')}>
          {close.error.message}
        </Callout>
      )}
    </>
  );
  return (
    <>
      <Button
        variant={count > 0 ? 'secondary' : 'primary'}
        icon="lock"
        isDisabled={blocked}
        onPress={() => setAsking(true)}
      >
        {say('close')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={say('closeTitle', { month })}
        consequence={say('closeConsequence', { month })}
        confirmLabel={say('close')}
        isPending={close.isPending}
        isConfirmDisabled={count > 0 && !leaveFailed}
        onConfirm={confirm}
      >
        {extras || undefined}
      </ConfirmDialog>
    </>
  );
}
