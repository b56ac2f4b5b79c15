import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../shared/api/problem';
import { monthName, parkToday } from '../../shared/format/format';
import { LoadFailed } from '../../shared/load-failed';
import { Button, Callout, Card, ConfirmDialog, EmptyState, SegmentedControl, Skeleton } from '../../shared/ui';
import { AddDay } from './add-day';
import { CalendarDays } from './calendar-days';
import { ClosuresCard } from './closures-card';
import { settingsMessages } from './settings.messages';
import { calendarQuery, type CalendarYear, useCalendarAct } from './settings.queries';

/** The park's holidays and make-up workdays of a year, and its closures. */
export function CalendarPanel({ year, onYear }: { year: number; onYear: (year: number) => void }) {
  const say = settingsMessages.useSay();
  const thisYear = Number(parkToday().slice(0, 4));
  const years = [...new Set([thisYear - 1, thisYear, thisYear + 1, thisYear + 2, year])].sort((a, b) => a - b);
  const { data, error, refetch, isRefetching } = useQuery(calendarQuery(year));
  return (
    <div className="grid grid-cols-1 gap-4 pt-3">
      <SegmentedControl
        label={say('year')}
        options={years.map((one) => ({ id: String(one), label: String(one) }))}
        value={String(year)}
        onChange={(id) => onYear(Number(id))}
      />
      {error && !data && (
        <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />
      )}
      {!data && !error && <Skeleton lines={8} lineHeight={40} />}
      {data && <Year key={year} calendar={data} />}
      <ClosuresCard />
    </div>
  );
}

function Year({ calendar }: { calendar: CalendarYear }) {
  const say = settingsMessages.useSay();
  const { year, known, source, announced, days } = calendar;
  const act = useCalendarAct();
  const [isTaking, setTaking] = useState(false);
  const [isAdding, setAdding] = useState(false);
  const takeOver = (): Promise<unknown> => act.mutateAsync({ act: 'takeOver', year });
  const problem = act.error instanceof ProblemError ? act.error : null;
  return (
    <Card
      title={say('calendarTitle', { year })}
      actions={
        <Button size="sm" icon="plus" onPress={() => setAdding(true)}>
          {say('addDay')}
        </Button>
      }
    >
      {problem && <Callout tone="bad" role="alert" className="mb-3" title={problem.title} />}
      <Callout
        tone={known ? 'ok' : 'warn'}
        className="mb-3"
        title={known ? say(source === 'manual' ? 'knownManual' : 'knownChina') : say('unknown', { year })}
        actions={
          <>
            {announced && (
              <Button size="sm" icon="download" onPress={() => (days.length > 0 ? setTaking(true) : void takeOver())}>
                {say('takeOver')}
              </Button>
            )}
            <Button
              size="sm"
              isPending={act.isPending}
              onPress={() => act.mutate({ act: 'state', year, known: !known })}
            >
              {say(known ? 'markUnknown' : 'markKnown')}
            </Button>
          </>
        }
      >
        {!announced && !known && say('notAnnounced')}
      </Callout>
      {days.length === 0 ? (
        <EmptyState icon="calendar" title={say('noDays')} />
      ) : (
        <CalendarDays days={days} monthTitle={monthName} onRemove={(day) => act.mutate({ act: 'remove', day })} />
      )}
      {isAdding && <AddDay year={year} onClose={() => setAdding(false)} />}
      <ConfirmDialog
        isOpen={isTaking}
        onOpenChange={setTaking}
        tone="primary"
        title={say('takeOver')}
        consequence={say('takeOverConfirm', { year })}
        confirmLabel={say('takeOver')}
        onConfirm={takeOver}
      />
    </Card>
  );
}
