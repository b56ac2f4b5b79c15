import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { monthName, parkDate } from '../../shared/format/format';
import { PhoneAct } from '../../shared/phone-act';
import { Button, Callout, ConfirmDialog, LinkButton, formatFen, useIsDesktop } from '../../shared/ui';
import { billingRunMessages } from './billing-run.messages';
import { invoiceCount, monthQuery, useStartRun, type Cockpit, type RunPace } from './billing-run.queries';
import { CloseMonth } from './close-month';
import { cockpitMessages } from './cockpit.messages';
import { firstDayAfter } from './month-state';
import { ReviewPanel } from './review-panel';
import { RunProgress } from './run-progress';
import { StepPanel } from './step-panel';

type Outcome = 'same' | 'changed';

/** What a run leaves behind, to be compared with what the next one does. */
const resultOf = (cockpit: Cockpit | undefined): string =>
  JSON.stringify([cockpit?.run?.invoiced, cockpit?.totals.netFen, cockpit?.totals.taxFen, cockpit?.kinds]);

/** Bills the month; of a month that was billed already it says what the second run changed. */
function useBill(cockpit: Cockpit) {
  const queries = useQueryClient();
  const start = useStartRun(cockpit.month);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const bill = async (): Promise<void> => {
    setOutcome(null);
    const before = cockpit.state === 'invoiced' ? resultOf(cockpit) : null;
    try {
      await start.mutateAsync();
    } catch {
      return;
    }
    if (before === null) return;
    const after = await queries.fetchQuery({ ...monthQuery(cockpit.month), staleTime: 0 });
    setOutcome(resultOf(after) === before ? 'same' : 'changed');
  };
  return { bill, outcome, isPending: start.isPending, error: start.error };
}

/** The one next step of a month, with what came of the last. */
export function NextAct({ cockpit, pace }: { cockpit: Cockpit; pace: RunPace }) {
  const say = billingRunMessages.useSay();
  const { bill, outcome, isPending, error } = useBill(cockpit);
  const values = {
    month: monthName(cockpit.month),
    count: invoiceCount(cockpit),
    gross: formatFen(cockpit.totals.grossFen),
  };
  return (
    <div className="mb-3 grid gap-3">
      <Step cockpit={cockpit} pace={pace} bill={bill} isPending={isPending} />
      {error && (
        <Callout tone="bad" role="alert" title={say('actRefused')}>
          {error.message}
        </Callout>
      )}
      <div role="status" className="empty:hidden">
        {outcome && (
          <Callout
            tone={outcome === 'same' ? 'ok' : 'warn'}
            title={say(outcome === 'same' ? 'againSame' : 'againChanged')}
          >
            {say(outcome === 'same' ? 'againSameDetail' : 'againChangedDetail', values)}
          </Callout>
        )}
      </div>
    </div>
  );
}

interface StepProps {
  readonly cockpit: Cockpit;
  readonly pace: RunPace;
  readonly bill: () => Promise<void>;
  readonly isPending: boolean;
}

function Step(props: StepProps): ReactNode {
  const say = billingRunMessages.useSay();
  const { cockpit } = props;
  const month = monthName(cockpit.month);
  if (cockpit.state === 'running') return <RunProgress cockpit={cockpit} pace={props.pace} />;
  if (cockpit.state === 'review') return <ReviewPanel cockpit={cockpit} />;
  if (cockpit.state === 'invoiced') return <Billed {...props} />;
  if (cockpit.state === 'closed') {
    return (
      <StepPanel tone="ok" title={say('closedTitle', { month })} actions={<ToInvoices month={cockpit.month} />}>
        {say('closedDetail', { date: parkDate(cockpit.closedAt ?? '') })}
      </StepPanel>
    );
  }
  if (cockpit.over) return <ReadyToBill {...props} />;
  return (
    <Callout title={say('notOverTitle', { month })}>
      {say('notOverDetail', { date: firstDayAfter(cockpit.month) })}
    </Callout>
  );
}

function ToInvoices({ month }: { month: string }) {
  const say = billingRunMessages.useSay();
  return (
    <LinkButton icon="invoice" href={`/invoices?month=${month}`}>
      {say('allInvoices')}
    </LinkButton>
  );
}

/** Billing issues numbered invoices, so it asks first. On a phone the act stays in reach at the bottom. */
function ReadyToBill({ cockpit, bill, isPending }: StepProps) {
  const say = billingRunMessages.useSay();
  const isDesktop = useIsDesktop();
  const [isAsking, setAsking] = useState(false);
  const count = cockpit.companies;
  const days = cockpit.reviewDays;
  const values = { month: monthName(cockpit.month), count, days, gross: formatFen(cockpit.totals.grossFen) };
  const act = (
    <Button variant="primary" isPending={isPending} onPress={() => setAsking(true)} className="max-lg:w-full">
      {say('run')}
    </Button>
  );
  return (
    <>
      <StepPanel title={say(count > 0 ? 'previewTitle' : 'nothingTitle')} actions={isDesktop && act}>
        {say(count > 0 ? 'previewNote' : 'nothingDetail')}
      </StepPanel>
      <Cancelled cockpit={cockpit} />
      {!isDesktop && <PhoneAct>{act}</PhoneAct>}
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        tone="primary"
        title={say(days > 0 ? 'runReviewTitle' : 'runTitle', values)}
        consequence={say(days > 0 ? 'runReviewConsequence' : 'runConsequence', values)}
        confirmLabel={say('run')}
        isPending={isPending}
        onConfirm={bill}
      />
    </>
  );
}

/** Who gave the last run up and why. */
function Cancelled({ cockpit: { run } }: { cockpit: Cockpit }) {
  const say = cockpitMessages.useSay();
  if (run?.status !== 'cancelled') return null;
  return (
    <Callout tone="warn" title={say('cancelledTitle')}>
      {say('cancelledDetail', { who: run.cancelledBy ?? '', reason: run.cancelledReason ?? '' })}
    </Callout>
  );
}

function Billed({ cockpit, bill, isPending }: StepProps) {
  const say = billingRunMessages.useSay();
  const failed = cockpit.run?.failedCount ?? 0;
  const values = { count: invoiceCount(cockpit), gross: formatFen(cockpit.totals.grossFen), failed };
  return (
    <StepPanel
      tone={failed > 0 ? 'warn' : 'ok'}
      title={say(failed > 0 ? 'doneFailedTitle' : 'doneTitle', values)}
      actions={
        <>
          <Button icon="refresh" isPending={isPending} onPress={() => void bill()}>
            {say('again')}
          </Button>
          <ToInvoices month={cockpit.month} />
          <CloseMonth cockpit={cockpit} />
        </>
      }
    >
      {say(failed > 0 ? 'doneFailedDetail' : 'doneDetail', values)}
    </StepPanel>
  );
}
