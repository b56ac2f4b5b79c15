import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../../shared/api/problem';
import { Button, Callout, ConfirmDialog, TextField, toast } from '../../../shared/ui';
import { reservationsKey } from '../reservations.queries';
import { ViolationList } from '../violation-list';
import { seriesMessages } from './series.messages';
import { decideSeries } from './series.queries';

export interface SeriesDecisionProps {
  readonly seriesId: number;
  /** How many wait. */
  readonly requested: number;
}

/** Staff decide every request of a series at once. */
export function SeriesDecision({ seriesId, requested }: SeriesDecisionProps) {
  const say = seriesMessages.useSay();
  const queries = useQueryClient();
  const [isRejecting, setRejecting] = useState(false);
  const [reason, setReason] = useState('');
  const { mutateAsync, isPending, error } = useMutation({
    mutationFn: (what: 'approve' | 'reject') => decideSeries(seriesId, what, what === 'reject' ? { reason } : {}),
    onSuccess: ({ decided }, what) => {
      toast({ title: say(what === 'approve' ? 'approved' : 'rejected', { count: decided }), tone: 'ok' });
      void queries.invalidateQueries({ queryKey: reservationsKey });
    },
  });
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          isPending={isPending}
          onPress={() => void mutateAsync('approve').catch(() => undefined)}
        >
          {say('approveAll', { count: requested })}
        </Button>
        <Button isDisabled={isPending} onPress={() => setRejecting(true)}>
          {say('rejectAll')}
        </Button>
      </div>
      {error && !isRejecting && <WhyNot error={error} />}
      {isRejecting && (
        <ConfirmDialog
          isOpen
          onOpenChange={(open) => !open && setRejecting(false)}
          title={say('rejectTitle', { count: requested })}
          consequence={say('rejectConsequence')}
          cancelLabel={say('rejectKeep')}
          confirmLabel={say('rejectAll')}
          isConfirmDisabled={reason.trim() === ''}
          isPending={isPending}
          onConfirm={() => mutateAsync('reject')}
        >
          <TextField label={say('rejectReason')} isRequired maxLength={500} value={reason} onChange={setReason} />
          {error && <WhyNot error={error} />}
        </ConfirmDialog>
      )}
    </div>
  );
}

/** Rules that say no to one of them, or why else nothing was decided. */
function WhyNot({ error }: { error: Error }) {
  const say = seriesMessages.useSay();
  const violations = error instanceof ProblemError ? error.violations : [];
  if (violations.length > 0)
    return <ViolationList violations={violations} refusedTitle={error.message} noticeTitle={say('noticeTitle')} />;
  return (
    <Callout tone="bad" role="alert" className="mt-3">
      {error.message}
    </Callout>
  );
}
