import { useState } from 'react';
import { monthName } from '../../shared/format/format';
import { Button, Callout, Checkbox, ConfirmDialog, toast } from '../../shared/ui';
import { billingRunMessages } from './billing-run.messages';
import { useCloseMonth, type Blocker, type Cockpit } from './billing-run.queries';
import { cockpitMessages } from './cockpit.messages';

const leavable: ReadonlySet<Blocker['code']> = new Set(['companies_failed', 'open_disputes']);

const countOf = ({ blockers }: Cockpit, code: Blocker['code']): number =>
  blockers.find((one) => one.code === code)?.count ?? 0;

/** Closes a month for good; companies that failed and open disputes must be left for the next month knowingly. */
export function CloseMonth({ cockpit }: { cockpit: Cockpit }) {
  const say = billingRunMessages.useSay();
  const sayMore = cockpitMessages.useSay();
  const [isAsking, setAsking] = useState(false);
  const [leaveFailed, setLeaveFailed] = useState(false);
  const [leaveDisputes, setLeaveDisputes] = useState(false);
  const close = useCloseMonth(cockpit.month);
  const month = monthName(cockpit.month);
  const failed = countOf(cockpit, 'companies_failed');
  const disputes = countOf(cockpit, 'open_disputes');
  const isLeft = (failed === 0 || leaveFailed) && (disputes === 0 || leaveDisputes);
  const blocked = cockpit.blockers.some((blocker) => blocker.blocks && !leavable.has(blocker.code));
  const confirm = async (): Promise<void> => {
    await close.mutateAsync({ leaveFailed: failed > 0 && leaveFailed, leaveDisputes: disputes > 0 && leaveDisputes });
    toast({ title: say('closeDone', { month }) });
  };
  const extras = (failed > 0 || disputes > 0 || close.error) && (
    <>
      {failed > 0 && (
        <Checkbox isSelected={leaveFailed} onChange={setLeaveFailed}>
          {say('leaveFailed', { count: failed })}
        </Checkbox>
      )}
      {disputes > 0 && (
        <Checkbox isSelected={leaveDisputes} onChange={setLeaveDisputes}>
          {sayMore('leaveDisputes', { count: disputes })}
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
        variant={failed + disputes > 0 ? 'secondary' : 'primary'}
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
        isConfirmDisabled={!isLeft}
        onConfirm={confirm}
      >
        {extras || undefined}
      </ConfirmDialog>
    </>
  );
}
