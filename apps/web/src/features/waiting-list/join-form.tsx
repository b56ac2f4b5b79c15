import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../shared/api/problem';
import { countingOf, countsPriced, hasRuns } from '../../shared/counts';
import { CountsFields, type CountsFieldsProps } from '../../shared/counts-fields';
import { DateTimeField } from '../../shared/date-time-field';
import { zoneName } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import {
  Button,
  Callout,
  DateField,
  NumberField,
  RadioGroup,
  SegmentedControl,
  TextField,
  toast,
} from '../../shared/ui';
import { ConvenientFields } from './convenient-fields';
import { areDaysWrong, draftOf, isWindowWrong, requestOf, type JoinDraft } from './join-draft';
import { TargetFields } from './target-fields';
import { join, waitingListKey, wantedQuery } from './waiting-list.queries';
import type { Target } from './waiting-list.types';
import { wishMessages } from './wish.messages';

export interface JoinFormProps {
  /** What was asked for elsewhere, as it stands in the URL. */
  readonly search: Readonly<Record<string, string | undefined>>;
  readonly onDone: () => void;
}

/** Names the instrument that the URL only numbers. */
function useDraft(search: JoinFormProps['search']) {
  const name = useName();
  const [draft, setDraft] = useState(() => draftOf(search));
  const id = Number(search.instrumentId);
  const { data } = useQuery({ ...wantedQuery(id), enabled: id > 0 });
  const asked = data ? { id, label: `${name(data.nameZh, data.nameEn)} ${data.assetNo}` } : null;
  const [isAsked, setIsAsked] = useState(true);
  const instrument = draft.instrument ?? (isAsked ? asked : null);
  return {
    draft: { ...draft, instrument },
    change: (part: Partial<JoinDraft>): void => {
      if ('instrument' in part) setIsAsked(false);
      setDraft({ ...draft, ...part });
    },
  };
}

const unpriced = { runFen: null, sampleFen: null, extras: [] };

/** How what is wanted is booked by the count; of a category it is not known which instrument it will be. */
function useCounting({ target, instrument, kind }: JoinDraft): Pick<CountsFieldsProps, 'prices' | 'counting'> {
  const isNamed = target !== 'category' && instrument !== null;
  const { data } = useQuery({ ...wantedQuery(instrument?.id ?? 0), enabled: isNamed });
  if (kind === 'session' && target === 'category') return { prices: { extras: [] }, counting: 'optional' };
  if (kind === 'rental' || !isNamed || !data?.ratePlan) return { prices: unpriced, counting: 'none' };
  return { prices: data.ratePlan, counting: countingOf(data) };
}

/** Says what one waits for: an instrument or one like it, how long, and in which window. */
export function JoinForm({ search, onDone }: JoinFormProps) {
  const say = wishMessages.useSay();
  const queries = useQueryClient();
  const { draft, change } = useDraft(search);
  const { prices, counting } = useCounting(draft);
  const counts = countsPriced(draft.counts, prices);
  const isCounted = counting !== 'needed' || hasRuns(counts);
  const request = isCounted ? requestOf({ ...draft, counts }) : null;
  const joining = useMutation({
    mutationFn: (body: object) => join(body),
    onSuccess: ({ position }) => {
      toast({ tone: 'ok', title: say('joined', { position }) });
      void queries.invalidateQueries({ queryKey: waitingListKey });
      onDone();
    },
  });
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (request) joining.mutate(request);
      }}
    >
      <p className="text-sm text-mut">{say('joinLead')}</p>
      <TargetChoice draft={draft} change={change} />
      <SegmentedControl
        label={say('kind')}
        showLabel
        value={draft.kind}
        onChange={(kind) => change({ kind })}
        options={(['session', 'rental'] as const).map((id) => ({ id, label: say(id) }))}
      />
      {draft.kind === 'session' ? <SessionFields {...{ draft, change }} /> : <RentalFields {...{ draft, change }} />}
      <div className="empty:hidden">
        <CountsFields {...{ prices, counting, counts }} onChange={(next) => change({ counts: next })} />
        {draft.kind === 'session' && draft.target === 'category' && (
          <p className="mt-1 text-xs text-mut">{say('countsOfCategory')}</p>
        )}
      </div>
      <TextField label={say('purpose')} value={draft.purpose} onChange={(purpose) => change({ purpose })} />
      {joining.error && <Refused error={joining.error} />}
      <Button type="submit" variant="primary" size="lg" isDisabled={!request} isPending={joining.isPending}>
        {say('submit')}
      </Button>
    </form>
  );
}

interface FieldsProps {
  readonly draft: JoinDraft;
  readonly change: (part: Partial<JoinDraft>) => void;
}

function TargetChoice({ draft, change }: FieldsProps) {
  const say = wishMessages.useSay();
  const option = (id: Target) => ({ id, label: say(id) });
  return (
    <>
      <RadioGroup
        label={say('target')}
        value={draft.target}
        onChange={(target) => change({ target })}
        options={[
          option('instrument'),
          { ...option('equivalent'), description: say('equivalentHint') },
          option('category'),
        ]}
      />
      <TargetFields
        ofCategory={draft.target === 'category'}
        instrument={draft.instrument}
        categoryId={draft.categoryId}
        onInstrument={(instrument) => change({ instrument })}
        onCategory={(categoryId) => change({ categoryId })}
      />
    </>
  );
}

function SessionFields({ draft, change }: FieldsProps) {
  const say = wishMessages.useSay();
  return (
    <>
      <NumberField
        label={say('length')}
        unit={say('minutes')}
        min={15}
        max={44_640}
        step={15}
        value={draft.lengthMinutes}
        onChange={(lengthMinutes) => change({ lengthMinutes })}
        isRequired
      />
      <DateTimeField label={say('from')} value={draft.from} onChange={(from) => change({ from })} isRequired />
      <DateTimeField
        label={say('until')}
        value={draft.until}
        defaultTime="18:00"
        onChange={(until) => change({ until })}
        error={isWindowWrong(draft) ? say('wrongWindow') : undefined}
        isRequired
      />
      <p className="text-xs text-mut">{say('zone', { zone: zoneName() })}</p>
      <ConvenientFields value={draft.convenient} onChange={(convenient) => change({ convenient })} />
    </>
  );
}

function RentalFields({ draft, change }: FieldsProps) {
  const say = wishMessages.useSay();
  return (
    <>
      <NumberField
        label={say('months')}
        unit={say('monthsUnit')}
        min={1}
        max={120}
        value={draft.months}
        onChange={(months) => change({ months })}
        isRequired
      />
      <div className="grid grid-cols-2 items-start gap-2">
        <DateField
          label={say('firstDay')}
          value={draft.firstDay}
          onChange={(firstDay) => change({ firstDay })}
          isRequired
        />
        <DateField
          label={say('lastDay')}
          value={draft.lastDay}
          onChange={(lastDay) => change({ lastDay })}
          error={areDaysWrong(draft) ? say('wrongDays') : undefined}
          isRequired
        />
      </div>
    </>
  );
}

function Refused({ error }: { error: Error }) {
  const say = wishMessages.useSay();
  const name = useName();
  const violations = error instanceof ProblemError ? error.violations : [];
  return (
    <Callout tone="bad" role="alert" title={say('joinFailed')}>
      {violations.length === 0 ? (
        error.message
      ) : (
        <>
          <p>{say('anyTime')}</p>
          <ul className="list-disc pl-4">
            {violations.map((one) => (
              <li key={one.code}>{name(one.message.zh, one.message.en)}</li>
            ))}
          </ul>
        </>
      )}
    </Callout>
  );
}
