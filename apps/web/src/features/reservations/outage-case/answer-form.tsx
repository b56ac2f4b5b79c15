import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../../shared/api/problem';
import { DateTimeField } from '../../../shared/date-time-field';
import { money, parkToday } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { Button, Callout, DateField, RadioGroup, toast } from '../../../shared/ui';
import { periodText } from '../booking/period-words';
import { reservationsKey } from '../reservations.queries';
import type { Alternatives, NextFree, Reservation } from '../reservations.types';
import { choiceDetail } from './case-words';
import { outageCaseMessages } from './outage-case.messages';
import { answerOutageCase, type CaseAnswer, type CaseChoice, type OutageCase } from './outage-case.queries';

type Way = CaseChoice['action'] | 'own';

interface Own {
  readonly day: string | null;
  readonly at: number | null;
}

/** What is sent for what was chosen; null while a date is missing. */
function answerOf(way: Way, kind: Reservation['kind'], { day, at }: Own): CaseAnswer | null {
  if (way !== 'own') return { action: way };
  if (kind === 'rental') return day === null ? null : { action: 'move', startsOn: day };
  return at === null ? null : { action: 'move', startsAt: new Date(at).toISOString() };
}

function useAnswer(reservation: Reservation, isStaff: boolean) {
  const say = outageCaseMessages.useSay();
  const queries = useQueryClient();
  return useMutation<unknown, Error, CaseAnswer>({
    mutationFn: (answer) => answerOutageCase(reservation.id, answer),
    onSuccess: () => toast({ title: say(isStaff ? 'doneStaff' : 'done'), tone: 'ok' }),
    onSettled: (_, error) => {
      // A date that is taken leaves the form as it is; everything else may have changed meanwhile.
      const isTaken = error instanceof ProblemError && error.code === 'slot_taken';
      if (!isTaken) void queries.invalidateQueries({ queryKey: reservationsKey });
    },
  });
}

/** The choices, each with where, when and for how much; the default is chosen to begin with. */
export function AnswerForm(props: { one: OutageCase; reservation: Reservation; isStaff: boolean }) {
  const { one, reservation, isStaff } = props;
  const say = outageCaseMessages.useSay();
  const name = useName();
  const [way, setWay] = useState<Way>(one.defaultAction);
  const [own, setOwn] = useState<Own>({ day: null, at: null });
  const answering = useAnswer(reservation, isStaff);
  // A request has taken none yet.
  const depositFen = reservation.status === 'requested' ? 0 : reservation.depositFen;
  const answer = answerOf(way, reservation.kind, own);
  const options = one.choices.flatMap((choice) => {
    const description = choiceDetail(choice, one.agreedFen, { name, say, depositFen });
    const option = { id: choice.action as Way, label: say(choice.action), description };
    if (choice.action !== 'move') return [option];
    const isDisabled = choice.totalFen === null;
    return [
      { ...option, isDisabled },
      { id: 'own' as Way, label: say('own'), description: say('ownDetail') },
    ];
  });
  const change = (part: Partial<Own>): void => {
    answering.reset();
    setOwn({ ...own, ...part });
  };
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (answer) answering.mutate(answer);
      }}
    >
      <RadioGroup label={say('choose')} value={way} onChange={setWay} options={options} />
      {way === 'own' && <OwnDate kind={reservation.kind} own={own} onChange={change} />}
      <Failure
        error={answering.error}
        onTake={(slot) => change({ day: slot.startsOn ?? null, at: Date.parse(slot.startsAt) })}
      />
      <div>
        <Button type="submit" variant="primary" isDisabled={answer === null} isPending={answering.isPending}>
          {say('confirm')}
        </Button>
      </div>
    </form>
  );
}

function OwnDate({
  kind,
  own,
  onChange,
}: {
  kind: Reservation['kind'];
  own: Own;
  onChange: (part: Partial<Own>) => void;
}) {
  const say = outageCaseMessages.useSay();
  return (
    <div className="max-w-[320px]">
      {kind === 'rental' ? (
        <DateField label={say('ownDay')} value={own.day} min={parkToday()} onChange={(day) => onChange({ day })} />
      ) : (
        <DateTimeField label={say('ownStart')} value={own.at} onChange={(at) => onChange({ at })} />
      )}
    </div>
  );
}

/** Why it was not saved; where a date was taken, the next that is free. */
function Failure({ error, onTake }: { error: Error | null; onTake: (slot: NextFree) => void }) {
  const say = outageCaseMessages.useSay();
  const name = useName();
  if (!error) return null;
  const problem = error instanceof ProblemError ? error : null;
  if (problem?.code !== 'slot_taken') {
    const reasons = problem?.violations.map((one) => name(one.message.zh, one.message.en)).join(' ');
    return (
      <Callout tone="bad" role="alert" title={say('failed')}>
        {reasons ? reasons : error.message}
      </Callout>
    );
  }
  const slot = (problem.extra.alternatives as Alternatives | undefined)?.nextFree ?? null;
  return (
    <Callout
      tone="bad"
      role="alert"
      title={say('takenTitle')}
      actions={
        slot && (
          <Button size="sm" onPress={() => onTake(slot)}>
            {say('takeFree')}
          </Button>
        )
      }
    >
      {slot ? (
        <span className="num">
          {say('takenFree', { period: periodText(slot) })}
          {slot.totalFen === null ? '' : ` · ${money(slot.totalFen)}`}
        </span>
      ) : (
        say('noneFree')
      )}
    </Callout>
  );
}
