import { instantAt } from '@parkbench/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey, post } from '../../shared/api/client';
import { parkTime, parkToday, parkZone } from '../../shared/format/format';
import {
  Button,
  Callout,
  Checkbox,
  DateField,
  Dialog,
  RadioGroup,
  SegmentedControl,
  TextArea,
  TextField,
  toast,
} from '../../shared/ui';
import { usageMessages } from './usage.messages';

export type UsageAct = 'hand_over' | 'take_back' | 'no_show';

export interface UsageSubject {
  readonly id: number;
  readonly companyName: string;
  readonly depositFen: number;
}

const paths: Record<UsageAct, string> = { hand_over: 'hand-over', take_back: 'take-back', no_show: 'no-show' };
const conditions = ['good', 'worn', 'damaged'] as const;
const deposits = ['refund', 'set_off', 'keep'] as const;
const minutesOf = (time: string): number | null => {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(time.trim());
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
};

/** Notes a hand-over, a return or a no-show: when, in what condition, and what becomes of the deposit. */
export function HandoverDialog({
  act,
  subject,
  onClose,
}: {
  act: UsageAct;
  subject: UsageSubject;
  onClose: () => void;
}) {
  const say = usageMessages.useSay();
  const queries = useQueryClient();
  const [day, setDay] = useState<string | null>(parkToday());
  const [time, setTime] = useState(() => parkTime(Date.now()));
  const [condition, setCondition] = useState<string>('good');
  const [note, setNote] = useState('');
  const [deposit, setDeposit] = useState<string>('refund');
  const [waiveFee, setWaiveFee] = useState(false);
  const [key] = useState(newKey);
  const minutes = minutesOf(time);
  const send = useMutation({
    mutationFn: () => {
      // The minute shown as now is not ahead of the server's clock.
      const at =
        day === parkToday() && time === parkTime(Date.now())
          ? undefined
          : new Date(instantAt(day ?? parkToday(), minutes ?? 0, parkZone())).toISOString();
      const body =
        act === 'no_show' ? { note, waiveFee } : { at, condition, note, ...(act === 'take_back' ? { deposit } : {}) };
      return post(`/reservations/${subject.id}/${paths[act]}`, body, { key });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['reservations'] });
      toast({ title: say('done'), tone: 'ok' });
      onClose();
    },
  });
  const titles = { hand_over: 'handOverTitle', take_back: 'takeBackTitle', no_show: 'noShowTitle' } as const;
  const labels = { hand_over: 'handOver', take_back: 'takeBack', no_show: 'noShow' } as const;
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={say(titles[act], { company: subject.companyName })}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button
            variant="primary"
            isPending={send.isPending}
            isDisabled={act !== 'no_show' && minutes === null}
            onPress={() => send.mutate()}
          >
            {say(labels[act])}
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
        {act === 'no_show' ? (
          <>
            <p>{say('noShowConsequence')}</p>
            <Checkbox isSelected={waiveFee} onChange={setWaiveFee}>
              {say('waiveFee')}
            </Checkbox>
          </>
        ) : (
          <>
            <div className="grid grid-cols-2 gap-3">
              <DateField label={say('day')} value={day} onChange={setDay} max={parkToday()} isRequired />
              <TextField
                label={say('time')}
                value={time}
                onChange={setTime}
                error={minutes === null ? say('badTime') : undefined}
                isRequired
              />
            </div>
            <SegmentedControl
              label={say('condition')}
              showLabel
              options={conditions.map((id) => ({ id, label: say(id) }))}
              value={condition}
              onChange={setCondition}
            />
          </>
        )}
        {act === 'take_back' && subject.depositFen > 0 && (
          <RadioGroup
            label={say('deposit')}
            orientation="horizontal"
            options={deposits.map((id) => ({ id, label: say(id) }))}
            value={deposit}
            onChange={setDeposit}
          />
        )}
        <TextArea label={say('note')} value={note} onChange={setNote} placeholder={say('notePlaceholder')} rows={3} />
      </div>
    </Dialog>
  );
}
