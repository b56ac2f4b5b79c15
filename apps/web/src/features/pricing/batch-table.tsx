import { money } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { Badge, Callout } from '../../shared/ui';
import { batchMessages } from './batch.messages';
import type { BatchPreview } from './pricing.queries';
import { Arrow } from './touched-panel';

type Batch = BatchPreview['batch'];
type Row = Batch['rows'][number];

/** Old and new prices, what cannot be done first. */
export function BatchTable({ batch, validFrom }: { batch: Batch; validFrom: string }) {
  const say = batchMessages.useSay();
  return (
    <section aria-live="polite" className="grid grid-cols-1 gap-2">
      <p className="font-semibold">
        {batch.count === 0 ? say('nothing') : say('willChange', { count: batch.count, date: validFrom })}
      </p>
      {batch.unchanged > 0 && <p className="text-sm text-mut">{say('unchanged', { count: batch.unchanged })}</p>}
      {batch.problems > 0 && (
        <Callout tone="bad" role="alert">
          {say('problems', { count: batch.problems })}
        </Callout>
      )}
      {batch.rows.length > 0 && (
        <ul
          aria-label={say('oldNew')}
          className="grid max-h-96 grid-cols-1 overflow-y-auto rounded-md border border-line"
          tabIndex={0}
        >
          {batch.rows.map((row) => (
            <BatchRow key={`${row.of}${row.id}`} row={row} />
          ))}
        </ul>
      )}
      {batch.rows.length < batch.count && (
        <p className="text-sm text-mut">{say('listed', { count: batch.rows.length })}</p>
      )}
    </section>
  );
}

function BatchRow({ row }: { row: Row }) {
  const say = batchMessages.useSay();
  const name = useName();
  const notes = [
    row.source === 'inherited' && say('becomesOwn'),
    row.replaces && say('replaces'),
    row.nextFrom && say('later', { date: row.nextFrom }),
  ].filter(Boolean);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 border-b border-line px-3 py-2 last:border-b-0">
      <span className="min-w-0">
        <span className="font-medium">{name(row.nameZh, row.nameEn)}</span>{' '}
        <span className="num text-xs text-mut">{row.assetNo}</span>
        {notes.length > 0 && <span className="block text-xs text-mut">{notes.join(' · ')}</span>}
        {row.problem && (
          <Badge tone="bad" icon="alert">
            {name(row.problem.message.zh, row.problem.message.en)}
          </Badge>
        )}
      </span>
      <PricesChanged row={row} />
    </li>
  );
}

const fen = (amount: number | null | undefined): string => (amount == null ? '–' : money(amount));
const hourOf = (prices: Row['before'], band: string): number | null =>
  prices?.hourly.find((rate) => rate.band === band)?.hourlyFen ?? null;

/** The prices that change, one a line; bands with the same change are said once. */
function PricesChanged({ row: { before, after } }: { row: Row }) {
  const say = batchMessages.useSay();
  const keys = [
    ['monthlyFen', 'price_monthly'],
    ['dayFen', 'price_day'],
    ['runFen', 'price_run'],
    ['sampleFen', 'price_sample'],
    ['minimumChargeFen', 'price_minimum'],
    ['depositFen', 'price_deposit'],
  ] as const;
  const hours = after.hourly.map((rate) => `${fen(hourOf(before, rate.band))}|${fen(rate.hourlyFen)}`);
  const lines = [
    ...keys.map(([key, label]) => ({ key, label: say(label), was: fen(before?.[key]), becomes: fen(after[key]) })),
    ...[...new Set(hours)].map((pair) => {
      const [was = '', becomes = ''] = pair.split('|');
      return { key: pair, label: say('price_hourly'), was, becomes };
    }),
  ].filter((line) => line.was !== line.becomes);
  return (
    <span className="num grid gap-x-3 text-sm">
      {lines.map((line) => (
        <span key={line.key} className="flex flex-wrap justify-end gap-x-2">
          <span className="text-mut">{line.label}</span>
          <span>
            <Arrow was={line.was} becomes={line.becomes} />
          </span>
        </span>
      ))}
    </span>
  );
}
