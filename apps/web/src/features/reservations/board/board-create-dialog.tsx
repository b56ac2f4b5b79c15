import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { post } from '../../../shared/api/client';
import { ProblemError } from '../../../shared/api/problem';
import { CountsFields } from '../../../shared/counts-fields';
import { money, parkDate } from '../../../shared/format/format';
import { InstrumentField, type Chosen } from '../../../shared/instrument-field';
import { Button, Callout, SegmentedControl, Sheet, TextField, toast } from '../../../shared/ui';
import { bookingMessages } from '../booking/booking.messages';
import { Refusal } from '../booking/refusal';
import { refusedBy, type Refused } from '../booking/use-booking';
import { CompanyField } from '../company-field';
import { ChangeViolations } from '../record/change-frame';
import { quoteQuery, reservationsKey } from '../reservations.queries';
import type { Ask, Kind, Outcome, Quote, Violation } from '../reservations.types';
import { useDebounced } from '../use-debounced';
import { actMessages } from './board-act.messages';
import { FormPrice } from './form-price';
import { isOverridden, overridableOf, OverrideField, overrideOf } from './override-field';
import { PeriodFields, type Period } from './period-fields';
import { type BoardCounts, useBoardCounts } from './use-board-counts';

/** What a new thing is filled with at first. */
export interface Beginning {
  readonly instrument: Chosen | null;
  readonly start: number;
  readonly end: number;
}

export interface BoardCreateProps {
  readonly beginning: Beginning;
  readonly onClose: () => void;
  /** The form of an outage, from the feature that plans them. */
  readonly renderOutage: (beginning: Beginning, onClose: () => void) => ReactNode;
}

type What = 'rental' | 'session' | 'outage';
const longSession = 20 * 3_600_000;

/** The typed form of a drag over free time: a reservation for a company, or an outage. */
export function BoardCreateDialog({ beginning, onClose, renderOutage }: BoardCreateProps) {
  const say = actMessages.useSay();
  const [what, setWhat] = useState<What>(beginning.end - beginning.start > longSession ? 'rental' : 'session');
  const choice = (
    <SegmentedControl
      label={say('what')}
      showLabel
      value={what}
      onChange={setWhat}
      options={(['rental', 'session', 'outage'] as const).map((id) => ({ id, label: say(id) }))}
    />
  );
  return (
    <Sheet title={say('createTitle')} isOpen onOpenChange={(open) => !open && onClose()}>
      <div className="grid gap-3">
        {choice}
        {what === 'outage' ? (
          <>
            <p className="text-sm text-mut">{say('outageHint')}</p>
            {renderOutage(beginning, onClose)}
          </>
        ) : (
          <ReserveFields key={what} kind={what} beginning={beginning} onClose={onClose} />
        )}
      </div>
    </Sheet>
  );
}

interface Picked extends Period {
  readonly counts: BoardCounts;
}

function askOf(kind: Kind, instrumentId: number | undefined, { counts, ...period }: Picked): Ask | null {
  const { startsOn, months, startsAt, endsAt } = period;
  if (instrumentId === undefined || counts.isMissing) return null;
  if (kind === 'rental') return startsOn && months ? { kind, instrumentId, startsOn, months } : null;
  if (startsAt === null || endsAt === null || endsAt <= startsAt) return null;
  const [from, until] = [new Date(startsAt).toISOString(), new Date(endsAt).toISOString()];
  return { kind, instrumentId, startsAt: from, endsAt: until, ...counts.asked };
}

interface ReserveProps {
  readonly kind: Kind;
  readonly beginning: Beginning;
  readonly onClose: () => void;
}

function useReserve(kind: Kind, { instrument, start, end }: Beginning, onClose: () => void) {
  const queries = useQueryClient();
  const [chosen, setChosen] = useState(instrument);
  const [companyId, setCompanyId] = useState<string | null>(null);
  const [purpose, setPurpose] = useState('');
  const months = Math.max(Math.round((end - start) / (30.44 * 86_400_000)), 1);
  const [period, setPeriod] = useState<Period>({ startsOn: parkDate(start), months, startsAt: start, endsAt: end });
  const counts = useBoardCounts(kind, chosen?.id);
  const ask = askOf(kind, chosen?.id, { ...period, counts });
  const asked = ask && companyId ? { ...ask, companyId: Number(companyId) } : null;
  const settled = useDebounced(asked);
  const quote = useQuery(quoteQuery(settled));
  const isStale = quote.isPlaceholderData || JSON.stringify(settled) !== JSON.stringify(asked);
  const sent = useMutation<Outcome, Error, object>({
    mutationFn: (more) => post<Outcome>('/reservations', { ...asked, purpose, quoteId: quote.data?.quoteId, ...more }),
    onSuccess: () => {
      onClose();
      toast({ title: actMessages.say('created'), tone: 'ok' });
      void queries.invalidateQueries({ queryKey: reservationsKey });
    },
  });
  const take = (offer: Ask, name: string): void => {
    sent.reset();
    if (offer.instrumentId !== chosen?.id) setChosen({ id: offer.instrumentId, label: name });
    setPeriod(
      offer.kind === 'rental'
        ? { ...period, startsOn: offer.startsOn, months: offer.months }
        : { ...period, startsAt: Date.parse(offer.startsAt), endsAt: Date.parse(offer.endsAt) },
    );
  };
  const data: Quote | undefined = asked && settled ? quote.data : undefined;
  return {
    chosen,
    setChosen,
    companyId,
    setCompanyId,
    purpose,
    setPurpose,
    period,
    setPeriod,
    countsFields: counts.fields,
    ask: asked,
    quote,
    data,
    isStale,
    sent,
    take,
  };
}

interface Against {
  readonly violations: readonly Violation[];
  readonly refused: Refused | null;
  readonly failure: Error | null;
}

/** What stands against it: what the last try was answered, or what the price already says. */
function against(error: Error | null, data: Quote | undefined): Against {
  const now: Against = { violations: data?.violations ?? [], refused: takenBy(data), failure: null };
  if (!(error instanceof ProblemError)) return { ...now, failure: error };
  if (error.code === 'policies_violated') return { ...now, violations: error.violations };
  if (error.code === 'slot_taken') return { ...now, refused: refusedBy(error) };
  return { ...now, failure: error };
}

const takenBy = (data: Quote | undefined): Refused | null =>
  data && !data.free ? { alternatives: data.alternatives } : null;

function ReserveFields({ kind, beginning, onClose }: ReserveProps) {
  const say = actMessages.useSay();
  const it = useReserve(kind, beginning, onClose);
  const [reason, setReason] = useState('');
  const { violations, refused, failure } = against(it.sent.error, it.data);
  const codes = overridableOf(violations);
  const canSend = it.data?.free === true && !it.isStale && isOverridden(codes, reason);
  return (
    <>
      <InstrumentField value={it.chosen} onChange={it.setChosen} isRequired />
      <CompanyField label={say('company')} value={it.companyId} onChange={it.setCompanyId} />
      <PeriodFields
        isRental={kind === 'rental'}
        value={it.period}
        onChange={(change) => it.setPeriod({ ...it.period, ...change })}
      />
      {it.countsFields && <CountsFields {...it.countsFields} />}
      <TextField label={say('purpose')} value={it.purpose} onChange={it.setPurpose} />
      <ChangeViolations
        title={bookingMessages.say('violations')}
        violations={violations.filter(({ code }) => code !== 'approval_needed')}
      />
      <OverrideField violations={violations} value={reason} onChange={setReason} />
      {refused && it.ask && (
        <Refusal
          refused={refused}
          ask={it.ask}
          name={it.chosen?.label ?? ''}
          onTake={(offer) => it.take(offer.ask, offer.name)}
          isPending={false}
        />
      )}
      <FormPrice
        isAsked={it.ask !== null}
        hint={say('fill')}
        preview={it.quote}
        quote={refused ? undefined : it.data}
        isStale={it.isStale}
      />
      {failure && (
        <Callout tone="bad" role="alert" title={say('failed')}>
          {failure.message}
        </Callout>
      )}
      <div className="sticky -bottom-4 z-10 -mx-4 -mb-4 grid border-t border-line bg-surface px-4 py-2.5">
        <Button
          variant="primary"
          size="lg"
          isDisabled={!canSend}
          isPending={it.sent.isPending}
          onPress={() => it.sent.mutate(overrideOf(codes, reason))}
        >
          {it.data ? say('create', { money: money(it.data.totalFen) }) : say('createPlain')}
        </Button>
      </div>
    </>
  );
}
