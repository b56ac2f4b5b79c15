import { money } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { Card, KeyValueList, type KeyValue } from '../../../shared/ui';
import { percent } from '../price-lines';
import type { Instrument, RatePlan } from '../instruments.types';
import { instrumentMessages } from './instrument.messages';
import { openingText } from './opening-text';

type Say = ReturnType<typeof instrumentMessages.useSay>;

/** Prices as the plan in force says them. */
function priceFacts(say: Say, { ratePlan, ...one }: Instrument): KeyValue[] {
  if (!ratePlan) return [];
  const { monthlyFen, hourly, dayFen, termTiers } = ratePlan;
  const facts: KeyValue[] = [];
  if (one.opensRental && monthlyFen !== null) {
    const tiers = termTiers.map(({ months, bps }) => say('tier', { months, percent: percent(bps) }));
    facts.push({
      label: say('monthly'),
      value: <Several main={say('perMonth', { money: money(monthlyFen) })} more={tiers} />,
    });
  }
  if (one.opensSession && hourly.length > 0) {
    const [first = '', ...more] = hourlyTexts(say, hourly);
    facts.push({ label: say('hourly'), value: <Several main={first} more={more} /> });
  }
  if (one.opensSession && dayFen != null) {
    facts.push({ label: say('day'), value: say(hourly.length > 0 ? 'dayAtMost' : 'perDay', { money: money(dayFen) }) });
  }
  const counts = countTexts(say, ratePlan);
  if (one.opensRun && counts.length > 0) facts.push({ label: say('run'), value: counts.join(' · ') });
  return facts;
}

/** What a run and a sample cost, where they have a price. */
function countTexts(say: Say, { runFen, sampleFen }: RatePlan): string[] {
  return [
    ...(runFen === null ? [] : [say('perRun', { money: money(runFen) })]),
    ...(sampleFen === null ? [] : [say('perSample', { money: money(sampleFen) })]),
  ];
}

/** Bands of one price together; no bands at all when there is but one price. */
function hourlyTexts(say: Say, hourly: RatePlan['hourly']): string[] {
  const prices = [...new Set(hourly.map((one) => one.hourlyFen))];
  return prices.map((fen) => {
    const text = say('perHour', { money: money(fen) });
    const bands = hourly.filter((one) => one.hourlyFen === fen).map((one) => say(one.band));
    return prices.length === 1 ? text : `${bands.join('/')} ${text}`;
  });
}

function Several({ main, more }: { main: string; more: readonly string[] }) {
  return (
    <>
      {main}
      {more.length > 0 && <span className="block text-xs text-mut">{more.join(' · ')}</span>}
    </>
  );
}

/** What one must know before booking. */
export function InstrumentFacts({ instrument }: { instrument: Instrument }) {
  const say = instrumentMessages.useSay();
  const { opensRental, opensSession, minMonths, openingHoursEffective } = instrument;
  const items: (KeyValue | false)[] = [
    { label: say('assetNo'), value: instrument.assetNo },
    ...texts(say, instrument, ['model', 'manufacturer', 'location']),
    ...(instrument.keeper ? [{ label: say('keeper'), value: keeperText(instrument) }] : []),
    ...priceFacts(say, instrument),
    opensRental && { label: say('minMonths'), value: say('months', { count: minMonths }) },
    opensSession && { label: say('openHours'), value: openingText(openingHoursEffective, say) },
    ...texts(say, { ...instrument, calibration: instrument.calibrationValidUntil }, ['calibration']),
  ];
  return (
    <Card title={say('facts')}>
      <KeyValueList columns={2} items={items.filter((one) => one !== false)} />
    </Card>
  );
}

const keeperText = ({ keeper, keeperPhone }: Instrument): string => [keeper, keeperPhone].filter(Boolean).join(' ');

function texts<K extends string>(
  say: (key: K) => string,
  of: { readonly [key in K]?: string | null },
  keys: readonly K[],
): KeyValue[] {
  return keys.flatMap((key) => (of[key] ? [{ key, label: say(key), value: of[key] }] : []));
}

/** Long texts, and what is rarely looked for. */
export function InstrumentDetails({ instrument }: { instrument: Instrument }) {
  const say = instrumentMessages.useSay();
  const name = useName();
  const long = texts(say, instrument, ['specifications', 'functions', 'sharingRules', 'accessories']);
  const short: KeyValue[] = [
    ...texts(say, instrument, ['country', 'serialNo', 'inUseSince']),
    ...(instrument.originalValueFen > 0
      ? [{ label: say('originalValue'), value: money(instrument.originalValueFen) }]
      : []),
    ...Object.entries(instrument.customFields).map(([label, value]) => ({ label, value })),
  ];
  if (long.length + short.length === 0) return null;
  return (
    <Card title={say('more')}>
      <p className="mb-2 text-mut">{name(instrument.category.nameZh, instrument.category.nameEn)}</p>
      {long.map(({ key, label, value }) => (
        <div key={key} className="mb-3">
          <h3 className="text-sm text-mut">{label}</h3>
          <p className="whitespace-pre-line">{value}</p>
        </div>
      ))}
      <KeyValueList columns={2} items={short} />
    </Card>
  );
}
