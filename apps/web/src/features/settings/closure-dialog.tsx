import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../shared/api/problem';
import { DateTimeField } from '../../shared/date-time-field';
import { parkDateTime, parkTime } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { Button, Callout, Dialog, TextField, TextLink } from '../../shared/ui';
import { settingsMessages } from './settings.messages';
import { affectedQuery, type ClosureAffects, useClosePark } from './settings.queries';

/** A closure being written, with what stands in its time. */
function useClosure(onClose: () => void) {
  const say = settingsMessages.useSay();
  const [start, setStart] = useState<number | null>(null);
  const [end, setEnd] = useState<number | null>(null);
  const [reasonZh, setReasonZh] = useState('');
  const [reasonEn, setReasonEn] = useState('');
  const [wasTried, setTried] = useState(false);
  const isOrdered = start !== null && end !== null && start < end;
  const [from, to] = isOrdered ? [new Date(start).toISOString(), new Date(end).toISOString()] : ['', ''];
  const query = affectedQuery(from, to);
  const { data: found, refetch } = useQuery({ ...query, queryFn: isOrdered ? query.queryFn : skipToken });
  const close = useClosePark();
  const required = (isEmpty: boolean): string | undefined => (wasTried && isEmpty ? say('required') : undefined);
  return {
    found,
    problem: close.error instanceof ProblemError ? close.error : null,
    isPending: close.isPending,
    start: { value: start, onChange: setStart, error: required(start === null) },
    end: {
      value: end,
      onChange: setEnd,
      error: start !== null && end !== null && !isOrdered ? say('endFirst') : required(end === null),
    },
    reasonZh: { value: reasonZh, onChange: setReasonZh, error: required(reasonZh.trim() === '') },
    reasonEn: { value: reasonEn, onChange: setReasonEn },
    send: async (): Promise<void> => {
      setTried(true);
      if (!found || reasonZh.trim() === '') return;
      try {
        await close.mutateAsync({ startsAt: from, endsAt: to, reasonZh, reasonEn, affected: found.affected });
        onClose();
      } catch {
        await refetch();
      }
    },
  };
}

/** Closes the park for a time; what stands in it is shown before. */
export function ClosureDialog({ onClose }: { onClose: () => void }) {
  const say = settingsMessages.useSay();
  const { found, problem, isPending, start, end, reasonZh, reasonEn, send } = useClosure(onClose);
  return (
    <Dialog
      isOpen
      title={say('addClosure')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button variant="primary" isPending={isPending} onPress={() => void send()}>
            {say(found && found.affected > 0 ? 'closeAnyway' : 'close')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {problem && <Callout tone="bad" role="alert" title={problem.title} />}
        <DateTimeField label={say('startsAt')} isRequired defaultTime="00:00" {...start} />
        <DateTimeField label={say('endsAt')} isRequired defaultTime="00:00" {...end} />
        <TextField label={say('reasonZh')} isRequired maxLength={200} {...reasonZh} />
        <TextField label={say('reasonEn')} maxLength={200} {...reasonEn} />
        {found && <Affected found={found} />}
      </div>
    </Dialog>
  );
}

function Affected({ found }: { found: ClosureAffects }) {
  const say = settingsMessages.useSay();
  const name = useName();
  if (found.affected === 0) return <p className="m-0 text-mut">{say('affectedNone')}</p>;
  return (
    <Callout tone="warn" role="status" title={say('affectedSome', { count: found.affected })}>
      <ul className="m-0 max-h-52 list-none overflow-y-auto p-0">
        {found.sessions.map((one) => (
          <li key={one.id}>
            <TextLink href={`/reservations/${one.id}`}>
              <span className="num">
                {parkDateTime(one.startsAt)}–{parkTime(one.endsAt)}
              </span>{' '}
              {name(one.instrumentZh, one.instrumentEn)} · {name(one.companyZh, one.companyEn)}
            </TextLink>
          </li>
        ))}
      </ul>
    </Callout>
  );
}
