import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey, post } from '../../shared/api/client';
import { monthName } from '../../shared/format/format';
import { Button, Callout, Dialog, SelectField, TextArea, toast } from '../../shared/ui';
import { CountInputs } from './count-inputs';
import { countsMessages } from './counts.messages';
import { type Countable, countsBody, type CountsView, keyOf, type Typed } from './counts.queries';

interface CountsDialogProps {
  readonly id: number;
  readonly counts: CountsView;
  readonly onClose: () => void;
}

/** Staff note what was used, or put it right with a reason; of a rental month by month. */
export function CountsDialog({ id, counts, onClose }: CountsDialogProps) {
  const say = countsMessages.useSay();
  const counting = useCounting(id, counts, onClose);
  const { month, setMonth, typed, setTyped, reason, setReason, needsReason, send } = counting;
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={say('correct')}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={!counting.isChanged || (needsReason && reason.trim() === '')}
            isPending={send.isPending}
            onPress={() => send.mutate()}
          >
            {say('save')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {send.error && (
          <Callout tone="bad" role="alert">
            {send.error.message}
          </Callout>
        )}
        {month !== null && (
          <SelectField
            label={say('month')}
            options={counts.months.map((one) => ({ id: one, label: monthName(one) }))}
            value={month}
            onChange={(next) => next && setMonth(next)}
          />
        )}
        {counts.countable.length === 0 ? (
          <p className="text-mut">{say('nothing')}</p>
        ) : (
          <CountInputs things={counts.countable} valueOf={counting.valueOf} typed={typed} onChange={setTyped} />
        )}
        <TextArea
          label={say('reason')}
          description={say('reasonHint')}
          error={needsReason && reason.trim() === '' ? say('reasonMissing') : undefined}
          value={reason}
          onChange={setReason}
          maxLength={500}
          rows={2}
        />
        <p className="text-xs text-mut">{say('already')}</p>
      </div>
    </Dialog>
  );
}

function useCounting(id: number, counts: CountsView, onClose: () => void) {
  const say = countsMessages.useSay();
  const queries = useQueryClient();
  const [month, setMonthAlone] = useState(counts.months.at(-1) ?? null);
  const [typed, setTyped] = useState<Typed>({});
  const [reason, setReason] = useState('');
  const [key, setKey] = useState(newKey);
  const itemOf = (thing: Countable) =>
    counts.items.find((item) => keyOf(item) === keyOf(thing) && (item.month ?? null) === month);
  const valueOf = (thing: Countable): number => itemOf(thing)?.counted ?? itemOf(thing)?.booked ?? 0;
  // What was typed and is as it was counted before is no change.
  const changed = counts.countable.filter(
    (one) => (typed[keyOf(one)] ?? itemOf(one)?.counted) !== itemOf(one)?.counted,
  );
  const send = useMutation({
    mutationFn: () => {
      const body = { counts: countsBody(changed, typed), month: month ?? undefined, reason: reason.trim() };
      return post(`/reservations/${id}/counts`, body, { key });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['reservations'] });
      toast({ title: say('saved'), tone: 'ok' });
      onClose();
    },
    onError: () => setKey(newKey()),
  });
  return {
    month,
    setMonth: (next: string): void => {
      setMonthAlone(next);
      setTyped({});
    },
    typed,
    setTyped,
    reason,
    setReason,
    valueOf,
    isChanged: changed.length > 0,
    needsReason: changed.some((one) => (itemOf(one)?.counted ?? null) !== null),
    send,
  };
}
