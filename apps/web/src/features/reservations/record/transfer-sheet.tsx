import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { LoadFailed } from '../../../shared/load-failed';
import { SelectField, Skeleton, TextField } from '../../../shared/ui';
import { ChangeSheet, ChangeViolations } from './change-frame';
import type { ActProps } from './extend-sheet';
import { colleaguesQuery } from './session-change.queries';
import { sessionChangeMessages } from './session-change.messages';
import { useChange } from './use-change';

/** Gives the reservation to a colleague; whether the colleague is qualified, the API says. */
export function TransferSheet({ reservation, onClose }: ActProps) {
  const say = sessionChangeMessages.useSay();
  const { data, error, isFetching, refetch } = useQuery(colleaguesQuery(reservation.id));
  const [memberId, setMemberId] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const act = useChange(reservation.id, onClose);
  const chosen = data?.items.find((one) => String(one.id) === memberId);
  return (
    <ChangeSheet
      title={say('transfer')}
      onClose={onClose}
      change={act}
      confirmLabel={chosen ? say('transferConfirm', { name: chosen.name }) : say('transferNone')}
      canConfirm={chosen !== undefined}
      onConfirm={() =>
        chosen &&
        act.run({
          act: 'transfer',
          body: { memberId: chosen.id, note },
          done: say('transferred', { name: chosen.name }),
        })
      }
    >
      <p>{say('transferIntro')}</p>
      {error && !data && (
        <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
      )}
      {!data && !error && <Skeleton lines={2} />}
      {data?.items.length === 0 && <p className="text-mut">{say('noColleague')}</p>}
      {data && data.items.length > 0 && (
        <>
          <SelectField
            label={say('colleague')}
            isRequired
            value={memberId}
            onChange={(id) => {
              act.reset();
              setMemberId(id);
            }}
            options={data.items.map(({ id, name }) => ({ id: String(id), label: name }))}
          />
          <TextField label={say('note')} value={note} onChange={setNote} maxLength={500} />
        </>
      )}
      <ChangeViolations violations={act.violations} title={chosen && say('colleagueRefused', { name: chosen.name })} />
    </ChangeSheet>
  );
}
