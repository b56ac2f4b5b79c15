import { type Counts, type Unit, UNIT_NAMES } from '@parkbench/domain';
import { CountField } from '../../../shared/count-field';
import { money } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { countsMessages } from '../counts.messages';
import type { Instrument, PlanExtra } from '../instruments.types';
import { countsRuns } from './modes';
import type { Selection } from './selection';

export interface CountsFieldsProps {
  readonly instrument: Instrument;
  readonly selection: Selection;
  readonly select: (change: Partial<Selection>) => void;
}

/** How many runs and samples, and what goes with them: each with its price, so that one knows before asking. */
export function CountsFields({ instrument, selection, select }: CountsFieldsProps) {
  const { ratePlan } = instrument;
  if (!ratePlan) return null;
  const { counts, mode } = selection;
  const change = (next: Partial<Counts>): void => select({ counts: { ...counts, ...next } });
  return (
    <div className="mb-3 grid gap-3 empty:hidden">
      {countsRuns(mode, instrument) && <Runs {...{ instrument, counts, change }} isNeeded={mode === 'run'} />}
      {ratePlan.extras.length > 0 && <Extras extras={ratePlan.extras} {...{ counts, change }} />}
    </div>
  );
}

interface Counting {
  readonly counts: Counts;
  readonly change: (next: Partial<Counts>) => void;
}

const box = 'grid grid-cols-1 items-start gap-3 sm:grid-cols-2 xl:grid-cols-3';

function Runs({
  instrument: { ratePlan },
  counts,
  change,
  isNeeded,
}: Counting & { instrument: Instrument; isNeeded: boolean }) {
  const say = countsMessages.useSay();
  const price = usePrice();
  const { runFen = null, sampleFen = null } = ratePlan ?? {};
  const isMissing = isNeeded && counts.runs + counts.samples === 0;
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-medium">{say(isNeeded ? 'title' : 'optional')}</legend>
      <div className={box}>
        {runFen !== null && (
          <CountField
            label={say('runs')}
            unit="run"
            description={price(runFen, 'run')}
            value={counts.runs}
            onChange={(runs) => change({ runs })}
          />
        )}
        {sampleFen !== null && (
          <CountField
            label={say('samples')}
            unit="sample"
            description={price(sampleFen, 'sample')}
            value={counts.samples}
            onChange={(samples) => change({ samples })}
          />
        )}
      </div>
      {isMissing && (
        <p role="status" className="mt-1 text-sm text-bad">
          {say('none')}
        </p>
      )}
    </fieldset>
  );
}

function Extras({ extras, counts, change }: Counting & { extras: readonly PlanExtra[] }) {
  const say = countsMessages.useSay();
  const name = useName();
  const price = usePrice();
  const quantityOf = (code: string): number => counts.extras.find((one) => one.code === code)?.quantity ?? 0;
  const set = (code: string, quantity: number): void => {
    const others = counts.extras.filter((one) => one.code !== code);
    change({ extras: quantity > 0 ? [...others, { code, quantity }] : others });
  };
  return (
    <fieldset className="min-w-0">
      <legend className="text-sm font-medium">{say('extras')}</legend>
      <p className="mb-1 text-xs text-mut">{say('extrasHint')}</p>
      <div className={box}>
        {extras.map(({ code, nameZh, nameEn, unit, unitFen }) => (
          <CountField
            key={code}
            label={name(nameZh, nameEn)}
            unit={unit}
            description={price(unitFen, unit)}
            value={quantityOf(code)}
            onChange={(quantity) => set(code, quantity)}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** "¥200.00/次" */
function usePrice(): (fen: number, unit: Unit) => string {
  const say = countsMessages.useSay();
  const name = useName();
  return (fen, unit) => say('each', { money: money(fen), unit: name(UNIT_NAMES[unit].zh, UNIT_NAMES[unit].en) });
}
