import { useState } from 'react';
import { money } from '../../../shared/format/format';
import { LoadFailed } from '../../../shared/load-failed';
import { Button, Callout, Card, LinkButton, Skeleton } from '../../../shared/ui';
import { bookingMessages } from '../booking/booking.messages';
import { CapsAfter } from '../caps-after';
import { OutcomeCard } from '../outcome-card';
import type { Words } from '../reservations.queries';
import { ReserveFields } from '../reserve-fields';
import { ViolationList } from '../violation-list';
import { nearest, OccurrenceRow } from './occurrence-row';
import { ruleText } from './rule-text';
import { seriesMessages } from './series.messages';
import type { PlannedOccurrence, SeriesAsk, SeriesPreview } from './series.types';
import { type SeriesBooking, useSeries } from './use-series';

export interface SeriesPanelProps {
  /** Null while the first session's time is not picked. */
  readonly ask: SeriesAsk | null;
  readonly needsApproval: boolean;
  /** Tenants book here; staff do so on the board. */
  readonly canBook: boolean;
  readonly onAgain: () => void;
}

/** Every session of a rule before anything is reserved: conflicts first, the price of all, then one submission. */
export function SeriesPanel({ ask, needsApproval, canBook, onAgain }: SeriesPanelProps) {
  const say = seriesMessages.useSay();
  const booking = useSeries(ask);
  const { preview, previewError, isChecking, outcome } = booking;
  if (outcome) return <Done booking={booking} onAgain={onAgain} />;
  return (
    <Card title={say('title')}>
      {ask === null && <p className="text-mut">{bookingMessages.say('pricePick')}</p>}
      {previewError && (
        <LoadFailed
          title={say('previewFailed')}
          error={previewError}
          onRetry={booking.retryPreview}
          isRetrying={isChecking}
        />
      )}
      {ask !== null && !preview && !previewError && <Skeleton lines={8} />}
      {ask !== null && preview && !previewError && (
        <div className="grid gap-3" aria-busy={isChecking}>
          <p className="text-mut">{ruleText({ ...ask, ...preview })}</p>
          <Setback booking={booking} />
          <Findings preview={preview} />
          <Conflicts preview={preview} booking={booking} />
          <Sessions preview={preview} booking={booking} />
          <Total preview={preview} isChecking={isChecking} />
          <CapsAfter caps={preview.bestOf} totalFen={preview.totalFen} />
          {canBook && <Submission {...{ booking, preview, needsApproval }} />}
        </div>
      )}
    </Card>
  );
}

const stillOpen = ({ verdict }: PlannedOccurrence): boolean => verdict === 'taken' || verdict === 'refused';

/** What stood against the last try; the list below is the new one. */
function Setback({ booking: { setback, failure } }: { booking: SeriesBooking }) {
  const say = seriesMessages.useSay();
  if (setback)
    return (
      <Callout tone="warn" role="alert" title={say('changedMeanwhile')}>
        {setback.code === 'quote_changed' ? say('priceChanged') : setback.message}
      </Callout>
    );
  if (!failure) return null;
  return (
    <Callout tone="bad" role="alert" title={say('failed')}>
      {failure.message}
    </Callout>
  );
}

/** What is said to every single session alike: no other time would help, so it is said once. */
function refusalOfAll({ occurrences }: SeriesPreview): PlannedOccurrence['violations'] {
  const [first, ...others] = occurrences.filter((one) => one.verdict !== 'skipped');
  if (first?.verdict !== 'refused' || first.alternatives) return [];
  const refusing = (one: PlannedOccurrence) => one.violations.filter(({ severity }) => severity === 'refuse');
  const shared = refusing(first).filter(({ code }) =>
    others.every((one) => one.verdict === 'refused' && refusing(one).some((v) => v.code === code)),
  );
  return shared.length === refusing(first).length ? shared : [];
}

/** What stands against all of it, and what is only worth knowing; each once. */
function Findings({ preview }: { preview: SeriesPreview }) {
  const say = seriesMessages.useSay();
  const noticed = preview.occurrences
    .filter((one) => one.verdict === 'free')
    .flatMap((one) =>
      one.violations.filter(({ severity, code }) => severity !== 'refuse' && code !== 'approval_needed'),
    );
  const notices = [...new Map(noticed.map((one) => [one.message.en, one])).values()];
  return (
    <ViolationList
      violations={[...refusalOfAll(preview), ...notices]}
      refusedTitle={say('refusedTitle')}
      noticeTitle={say('noticeTitle')}
    />
  );
}

interface ListProps {
  readonly preview: SeriesPreview;
  readonly booking: SeriesBooking;
}

function Conflicts({ preview, booking: { choices } }: ListProps) {
  const say = seriesMessages.useSay();
  const open = preview.occurrences.filter(stillOpen);
  if (open.length === 0 || refusalOfAll(preview).length > 0) return null;
  const near = open.flatMap((one) => nearest(one)?.chosen ?? []);
  return (
    <section className="grid gap-2" aria-label={say('conflictsTitle', { count: open.length })}>
      <h3 className="font-semibold text-bad">{say('conflictsTitle', { count: open.length })}</h3>
      <p className="text-sm text-mut">{say('conflictsHint')}</p>
      {open.length > 1 && (
        <div className="flex flex-wrap gap-2">
          <Button
            size="sm"
            onPress={() => choices.choose(open.map(({ date }) => ({ choice: { date, action: 'skip' } })))}
          >
            {say('skipAll')}
          </Button>
          {near.length > 1 && (
            <Button size="sm" onPress={() => choices.choose(near)}>
              {say('takeAll')}
            </Button>
          )}
        </div>
      )}
      <ul className="grid gap-1.5">
        {open.map((one) => (
          <OccurrenceRow key={one.date} occurrence={one} choices={choices} without="skip" />
        ))}
      </ul>
    </section>
  );
}

const shownAtFirst = 6;

function Sessions({ preview, booking: { choices } }: ListProps) {
  const say = seriesMessages.useSay();
  const [isWhole, setWhole] = useState(false);
  const settled = preview.occurrences.filter((one) => !stillOpen(one));
  const shown = isWhole ? settled : settled.slice(0, shownAtFirst);
  if (settled.length === 0) return null;
  return (
    <section className="grid gap-2" aria-label={say('list')}>
      <h3 className="font-semibold">{say('list')}</h3>
      <ul className="grid gap-1.5">
        {shown.map((one) => (
          <OccurrenceRow key={one.date} occurrence={one} choices={choices} without="skip" />
        ))}
      </ul>
      {shown.length < settled.length && (
        <Button size="sm" variant="ghost" onPress={() => setWhole(true)}>
          {say('showAll', { count: settled.length })}
        </Button>
      )}
    </section>
  );
}

function Total({ preview, isChecking }: { preview: SeriesPreview; isChecking: boolean }) {
  const say = seriesMessages.useSay();
  return (
    <div role="status" className="flex items-baseline justify-between gap-3 border-t-2 border-ink pt-2">
      <span>
        <span className="font-semibold">{say('total')}</span>
        <span className="block text-xs text-mut">{say('summary', { sessions: preview.sessions })}</span>
      </span>
      <span className={isChecking ? 'num text-xl font-semibold opacity-60' : 'num text-xl font-semibold'}>
        {money(preview.totalFen)}
      </span>
    </div>
  );
}

function Submission({
  booking,
  preview,
  needsApproval,
}: {
  booking: SeriesBooking;
  preview: SeriesPreview;
  needsApproval: boolean;
}) {
  const say = seriesMessages.useSay();
  const [words, setWords] = useState<Words>({ purpose: '', project: '', rdUse: true });
  const { canSubmit, isSubmitting } = booking;
  const { conflicts, sessions } = preview;
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (canSubmit) booking.submit(words);
      }}
    >
      <ReserveFields
        {...{ words, canSubmit, isSubmitting }}
        onChange={setWords}
        label={
          conflicts > 0
            ? say('resolveFirst', { count: conflicts })
            : say(needsApproval ? 'submitApproval' : 'submit', { count: sessions })
        }
        bar={
          <span className="num min-w-0 flex-1 text-lg font-semibold lg:hidden" aria-hidden="true">
            {money(preview.totalFen)}
          </span>
        }
      >
        {sessions === 0 && conflicts === 0 && <p className="text-sm text-bad">{say('nothing')}</p>}
      </ReserveFields>
    </form>
  );
}

function Done({ booking, onAgain }: { booking: SeriesBooking; onAgain: () => void }) {
  const say = seriesMessages.useSay();
  const { outcome } = booking;
  if (!outcome) return null;
  return (
    <OutcomeCard>
      <Callout
        tone="ok"
        role="status"
        title={say(outcome.requested > 0 ? 'requestedTitle' : 'doneTitle', { count: outcome.sessions })}
      >
        <p>{say('doneDetail')}</p>
        <p className="num font-semibold">{money(outcome.totalFen)}</p>
      </Callout>
      <div className="mt-3 flex flex-wrap gap-2">
        <LinkButton variant="primary" href={`/reservations/${outcome.firstReservationId}`}>
          {say('openSeries')}
        </LinkButton>
        <Button
          onPress={() => {
            booking.again();
            onAgain();
          }}
        >
          {say('another')}
        </Button>
      </div>
    </OutcomeCard>
  );
}
