import { type Counts, type Unit, UNIT_NAMES } from '@parkbench/domain';
import { CountField } from './count-field';
import { type Counting, type CountPrices, hasRuns, type PlanExtra } from './counts';
import { countsMessages } from './counts.messages';
import { money } from './format/format';
import { useName } from './i18n/messages';

export interface CountsFieldsProps {
  readonly prices: CountPrices;
  readonly counting: Counting;
  readonly counts: Counts;
  readonly onChange: (counts: Counts) => void;
  readonly className?: string;
}

/** How many runs and samples, and what goes with them: each with its price, so that one knows before asking. */
export function CountsFields({ prices, counting, counts, onChange, className = '' }: CountsFieldsProps) {
  const change = (next: Partial<Counts>): void => onChange({ ...counts, ...next });
  return (
    <div className={`grid gap-3 empty:hidden ${className}`}>
      {counting !== 'none' && <Runs {...{ prices, counts, change }} isNeeded={counting === 'needed'} />}
      {prices.extras.length > 0 && <Extras extras={prices.extras} {...{ counts, change }} />}
    </div>
  );
}

interface Changing {
  readonly counts: Counts;
  readonly change: (next: Partial<Counts>) => void;
}

const box = 'grid grid-cols-[repeat(auto-fill,minmax(min(100%,160px),1fr))] items-start gap-3';

function Runs({ prices, counts, change, isNeeded }: Changing & { prices: CountPrices; isNeeded: boolean }) {
  const say = countsMessages.useSay();
  const each = useEach();
  const { runFen, sampleFen } = prices;
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-medium">{say(isNeeded ? 'title' : 'optional')}</legend>
      <div className={box}>
        {runFen !== null && (
          <CountField
            label={say('runs')}
            unit="run"
            description={each(runFen, 'run')}
            value={counts.runs}
            onChange={(runs) => change({ runs })}
          />
        )}
        {sampleFen !== null && (
          <CountField
            label={say('samples')}
            unit="sample"
            description={each(sampleFen, 'sample')}
            value={counts.samples}
            onChange={(samples) => change({ samples })}
          />
        )}
      </div>
      {isNeeded && !hasRuns(counts) && (
        <p role="status" className="mt-1 text-sm text-bad">
          {say('none')}
        </p>
      )}
    </fieldset>
  );
}

function Extras({ extras, counts, change }: Changing & { extras: readonly PlanExtra[] }) {
  const say = countsMessages.useSay();
  const name = useName();
  const each = useEach();
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
            description={each(unitFen, unit)}
            value={quantityOf(code)}
            onChange={(quantity) => set(code, quantity)}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** "¥200.00/次"; nothing where the price is not known. */
function useEach(): (fen: number | undefined, unit: Unit) => string | undefined {
  const say = countsMessages.useSay();
  const name = useName();
  return (fen, unit) =>
    fen === undefined
      ? undefined
      : say('each', { money: money(fen), unit: name(UNIT_NAMES[unit].zh, UNIT_NAMES[unit].en) });
}
