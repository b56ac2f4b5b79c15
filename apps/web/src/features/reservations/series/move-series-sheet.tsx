import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { money, parkDayName, parkTime } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { type Chosen, InstrumentField } from '../../../shared/instrument-field';
import { Button, Callout, Checkbox, ComboBoxField, NumberField, Sheet } from '../../../shared/ui';
import { clock, minutesOf } from '../booking/selection';
import { PreviewGate } from '../record/change-frame';
import { MoveSheet } from '../record/move-sheet';
import type { Reservation } from '../reservations.types';
import { OccurrenceRow } from './occurrence-row';
import { ScopeControl } from './scope-control';
import { seriesMessages } from './series.messages';
import { seriesQuery } from './series.queries';
import type { Scope, Series, SeriesMovePreview } from './series.types';
import type { Choices } from './use-choices';
import type { MoveDraft } from './move-draft';
import { type SeriesMoving, useMoveSeries } from './use-move-series';

export interface SeriesSheetProps {
  readonly reservation: Reservation;
  readonly seriesId: number;
  /** The day of the rule that the session stands for. */
  readonly date: string;
  readonly onClose: () => void;
}

/** Which sessions first; one alone is moved as any reservation is. */
export default function MoveSeriesSheet(props: SeriesSheetProps) {
  const [scope, setScope] = useState<Scope>('this');
  const control = <ScopeControl value={scope} onChange={setScope} />;
  if (scope === 'this') return <MoveSheet {...props} scope={control} />;
  return <MoveSeveral {...props} which={scope} control={control} />;
}

type SeveralProps = SeriesSheetProps & { readonly which: Scope; readonly control: ReactNode };

function MoveSeveral(props: SeveralProps) {
  const { data } = useQuery(seriesQuery(props.seriesId));
  return data ? <MoveSheetOfSeries {...props} series={data} /> : null;
}

function MoveSheetOfSeries({ which, control, ...props }: SeveralProps & { readonly series: Series }) {
  const say = seriesMessages.useSay();
  const moving = useMoveSeries(props, which);
  const { preview } = moving;
  const count = preview.data?.moved ?? 0;
  return (
    <Sheet
      title={say('moveTitle')}
      size="lg"
      isOpen
      onOpenChange={(open) => !open && props.onClose()}
      footer={
        <Button
          variant="primary"
          size="lg"
          isDisabled={!moving.canSubmit}
          isPending={moving.isSubmitting}
          onPress={moving.submit}
        >
          {preview.data && preview.data.conflicts > 0
            ? say('resolveFirst', { count: preview.data.conflicts })
            : say('moveConfirm', { count, money: money(preview.data?.totalFen ?? 0) })}
        </Button>
      }
    >
      <div className="grid gap-3">
        {control}
        <Fields draft={moving.draft} onChange={moving.setDraft} series={props.series} />
        {moving.isSame ? (
          <p className="text-mut">{say('moveSame')}</p>
        ) : (
          <PreviewGate preview={preview}>
            {preview.data && <Preview preview={preview.data} choices={moving.choices} />}
          </PreviewGate>
        )}
        <Failure moving={moving} />
      </div>
    </Sheet>
  );
}

function Failure({ moving: { setback, failure } }: { moving: SeriesMoving }) {
  const say = seriesMessages.useSay();
  const shown = setback ?? failure;
  if (!shown) return null;
  return (
    <Callout tone={setback ? 'warn' : 'bad'} role="alert" title={say(setback ? 'changedMeanwhile' : 'failed')}>
      {setback?.code === 'quote_changed' ? say('priceChanged') : shown.message}
    </Callout>
  );
}

const quarters = Array.from({ length: 96 }, (_, i) => clock(i * 15));

function Fields({
  draft,
  onChange,
  series,
}: {
  draft: MoveDraft;
  onChange: (change: Partial<MoveDraft>) => void;
  series: Series;
}) {
  const say = seriesMessages.useSay();
  const name = useName();
  const own: Chosen = {
    id: series.instrumentId,
    label: `${name(series.instrumentZh, series.instrumentEn)} ${series.assetNo}`,
  };
  const times = quarters.includes(draft.startTime) ? quarters : [...quarters, draft.startTime].sort();
  return (
    <>
      <div className="grid grid-cols-2 items-start gap-3 lg:grid-cols-3">
        <ComboBoxField
          label={say('startTime')}
          value={draft.startTime}
          onChange={(time) => time && minutesOf(time) !== null && onChange({ startTime: time })}
          options={times.map((time) => ({ id: time, label: time }))}
        />
        <NumberField
          label={say('length')}
          unit={say('lengthUnit')}
          min={15}
          max={2880}
          step={15}
          value={draft.lengthMinutes}
          onChange={(lengthMinutes) => lengthMinutes !== null && onChange({ lengthMinutes })}
        />
        <NumberField
          label={say('shift')}
          unit={say('shiftUnit', { count: draft.shiftDays })}
          description={say('shiftHint')}
          className="max-lg:col-span-2"
          min={-6}
          max={6}
          value={draft.shiftDays}
          onChange={(shiftDays) => shiftDays !== null && onChange({ shiftDays })}
        />
      </div>
      <InstrumentField value={draft.instrument ?? own} onChange={(instrument) => onChange({ instrument })} />
      <Checkbox isSelected={draft.includeExceptions} onChange={(includeExceptions) => onChange({ includeExceptions })}>
        {say('includeExceptions')}
      </Checkbox>
    </>
  );
}

/** Conflicts first, each with what to do; then the others with their new place; then the money. */
function Preview({ preview, choices }: { preview: SeriesMovePreview; choices: Choices }) {
  const say = seriesMessages.useSay();
  const { moved, exceptions, untouched, beforeFen, totalFen } = preview;
  const isOpen = (verdict: string): boolean => verdict === 'taken' || verdict === 'refused';
  const sorted = [...preview.occurrences].sort((a, b) => Number(isOpen(b.verdict)) - Number(isOpen(a.verdict)));
  return (
    <div className="grid gap-2">
      <p className="text-sm text-mut">{say('moveCounts', { moved, exceptions, untouched })}</p>
      <ul className="grid gap-1.5">
        {sorted.map((one) => (
          <OccurrenceRow
            key={one.date}
            occurrence={one}
            choices={choices}
            without="keep"
            was={say('before', { time: `${parkDayName(one.before.startsAt)} ${parkTime(one.before.startsAt)}` })}
          />
        ))}
      </ul>
      <p className="flex items-baseline justify-between gap-3 border-t-2 border-ink pt-2 font-semibold">
        {say('total')}
        <span className="num text-xl">{money(totalFen)}</span>
      </p>
      <p className="num text-right text-sm text-mut">{say('moveWas', { money: money(beforeFen) })}</p>
    </div>
  );
}
