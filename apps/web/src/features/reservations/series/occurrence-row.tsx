import { money, parkDate, parkDayName, parkTime } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { Badge, Button, cx, Icon } from '../../../shared/ui';
import { seriesMessages } from './series.messages';
import type { MovedOccurrence, PlannedOccurrence } from './series.types';
import type { Choices, Chosen } from './use-choices';

type Planned = PlannedOccurrence | MovedOccurrence;

export interface OccurrenceRowProps {
  readonly occurrence: Planned;
  readonly choices: Choices;
  /** What the other choice is called beside an alternative: nothing on that day, or it stays where it is. */
  readonly without: 'skip' | 'keep';
  /** Of one that is moved: where it stands now. */
  readonly was?: string;
}

const isConflict = ({ verdict }: Planned): boolean => verdict === 'taken' || verdict === 'refused';

/** Day and time of a session, in the park. */
const timesText = ({ startsAt, endsAt }: Pick<Planned, 'startsAt' | 'endsAt'>): string =>
  `${parkDayName(startsAt)} ${parkTime(startsAt)}–${parkTime(endsAt)}`;

/** One session of a series: free with its price, or what stands against it and what to do instead, one click each. */
export function OccurrenceRow(props: OccurrenceRowProps) {
  const { occurrence } = props;
  const say = seriesMessages.useSay();
  const isOpen = isConflict(occurrence);
  return (
    <li
      className={cx(
        'grid gap-1.5 rounded border px-3 py-2',
        isOpen ? 'border-bad/40 bg-bad-soft text-ink' : 'border-line bg-surface',
      )}
    >
      <Head {...props} />
      {occurrence.movedByClock && <p className="text-xs text-warn">{say('movedByClock')}</p>}
      {isOpen && (
        <>
          <Reasons occurrence={occurrence} />
          <Ways {...props} />
        </>
      )}
    </li>
  );
}

/** When it is, what became of it, what it costs. */
function Head({ occurrence, choices, was }: OccurrenceRowProps) {
  const say = seriesMessages.useSay();
  const { date, verdict, totalFen } = occurrence;
  const chosen = choices.of(date);
  const isOff = verdict === 'skipped' || verdict === 'kept';
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className={cx('num min-w-0 flex-1', isOff && 'text-mut', verdict === 'skipped' && 'line-through')}>
        {timesText(occurrence)}
        {was && !isOff && <span className="block text-xs text-mut">{was}</span>}
      </span>
      <State occurrence={occurrence} chosen={chosen} />
      {verdict === 'free' && totalFen !== null && <span className="num text-sm">{money(totalFen)}</span>}
      {chosen && (
        <Button size="sm" variant="ghost" aria-label={say('restoreLabel', { date })} onPress={() => choices.undo(date)}>
          {say('restore')}
        </Button>
      )}
    </div>
  );
}

function State({ occurrence, chosen }: { occurrence: Planned; chosen: Chosen | undefined }) {
  const say = seriesMessages.useSay();
  if (occurrence.verdict === 'skipped') return <Badge>{say('skipped')}</Badge>;
  if (occurrence.verdict === 'kept') return <Badge>{say('kept')}</Badge>;
  if (isConflict(occurrence) || !occurrence.isAlternative) return null;
  return (
    <Badge tone="brand">
      {chosen?.instrument ? say('otherInstrument', { name: chosen.instrument }) : say('alternative')}
    </Badge>
  );
}

/** Taken, never by whom; or every rule that says no. */
function Reasons({ occurrence }: { occurrence: Planned }) {
  const say = seriesMessages.useSay();
  const name = useName();
  const refusing = occurrence.violations.filter((one) => one.severity === 'refuse');
  const reasons = [
    ...(occurrence.verdict === 'taken' ? [say('taken')] : []),
    ...refusing.map((one) => name(one.message.zh, one.message.en)),
  ];
  return (
    <p className="flex items-start gap-1.5 text-sm text-bad">
      <Icon name="alert" size={14} className="mt-0.5 shrink-0" />
      <span>{reasons.join('；')}</span>
    </p>
  );
}

function Ways({ occurrence, choices, without }: OccurrenceRowProps) {
  const say = seriesMessages.useSay();
  const name = useName();
  const { date, alternatives } = occurrence;
  const next = nearest(occurrence);
  const off: Chosen = { choice: { date, action: without } };
  return (
    <div className="flex flex-wrap gap-1.5">
      {next && (
        <Button
          size="sm"
          variant="primary"
          aria-label={say('takeTimeLabel', { date, time: next.label })}
          onPress={() => choices.choose([next.chosen])}
        >
          {next.isSameDay ? say('takeTime', { time: next.time }) : say('takeDay', { day: next.day, time: next.time })}
        </Button>
      )}
      {alternatives?.equivalents.slice(0, 2).map((one) => {
        const shown = `${name(one.nameZh, one.nameEn)} ${one.assetNo}`;
        const choice = { date, action: 'take', instrumentId: one.instrumentId } as const;
        return (
          <Button
            key={one.instrumentId}
            size="sm"
            aria-label={say(one.likeness === 'similar' ? 'takeSimilarLabel' : 'takeOtherLabel', { date, name: shown })}
            onPress={() => choices.choose([{ choice, instrument: shown }])}
          >
            {say(one.likeness === 'similar' ? 'takeSimilar' : 'takeOther', { name: shown })}
            {one.totalFen !== null && <span className="num text-mut">{money(one.totalFen)}</span>}
          </Button>
        );
      })}
      <Button
        size="sm"
        aria-label={say(without === 'skip' ? 'skipLabel' : 'keepLabel', { date })}
        onPress={() => choices.choose([off])}
      >
        {say(without)}
      </Button>
    </div>
  );
}

export interface Nearest {
  readonly chosen: Chosen;
  readonly label: string;
  readonly day: string;
  readonly time: string;
  readonly isSameDay: boolean;
}

/** The nearest free time of a conflict on its own instrument, as a choice; null when there is none. */
export function nearest({ date, startsAt, alternatives, instrumentId }: Planned): Nearest | null {
  const slot = alternatives?.nextFree;
  if (!slot) return null;
  const [day, time] = [parkDate(slot.startsAt), parkTime(slot.startsAt)];
  const choice = { date, action: 'take', startsAt: slot.startsAt, instrumentId } as const;
  const isSameDay = day === parkDate(startsAt);
  return { chosen: { choice }, label: isSameDay ? time : `${day} ${time}`, day: day.slice(5), time, isSameDay };
}
