import { useState } from 'react';
import { monthName, parkDate } from '../../shared/format/format';
import { Button, Callout, ConfirmDialog, formatFen, LinkButton } from '../../shared/ui';
import { billingRunMessages } from './billing-run.messages';
import { useIssueNow, type Cockpit } from './billing-run.queries';
import { CancelRun } from './cancel-run';
import { cockpitMessages } from './cockpit.messages';
import { lastDayOf } from './month-state';
import { StepPanel } from './step-panel';

/** A month in review: until when, what is disputed, and issuing earlier by hand. */
export function ReviewPanel({ cockpit }: { cockpit: Cockpit }) {
  const say = cockpitMessages.useSay();
  const sayMonth = billingRunMessages.useSay();
  const [isAsking, setAsking] = useState(false);
  const issue = useIssueNow(cockpit.month);
  const disputes = cockpit.blockers.find((blocker) => blocker.code === 'open_disputes')?.count ?? 0;
  const count = cockpit.run?.drafted ?? 0;
  const values = { disputes, count, gross: formatFen(cockpit.totals.grossFen), month: monthName(cockpit.month) };
  const date = parkDate(lastDayOf(cockpit.run?.reviewUntil ?? cockpit.run?.issueAt ?? ''));
  return (
    <StepPanel
      title={say('reviewTitle', { date })}
      actions={
        <>
          <CancelRun cockpit={cockpit} />
          {disputes > 0 && (
            <LinkButton variant="primary" href={`/disputes?month=${cockpit.month}&status=open`}>
              {say('seeDisputes', { count: disputes })}
            </LinkButton>
          )}
          <Button variant={disputes > 0 ? 'secondary' : 'primary'} onPress={() => setAsking(true)}>
            {say('issueNow')}
          </Button>
          <ConfirmDialog
            isOpen={isAsking}
            onOpenChange={setAsking}
            tone="primary"
            title={say('issueTitle', values)}
            consequence={say('issueConsequence', values)}
            confirmLabel={say('issueNow')}
            isPending={issue.isPending}
            onConfirm={() => issue.mutateAsync()}
          >
            {issue.error && (
              <Callout tone="bad" role="alert" title={sayMonth('actRefused')}>
                {issue.error.message}
              </Callout>
            )}
          </ConfirmDialog>
        </>
      }
    >
      {say('reviewDetail', values)}
    </StepPanel>
  );
}
