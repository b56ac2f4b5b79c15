import { pricingMessages } from './pricing.messages';
import { useDifferences } from './plan-words';
import type { Prices } from './pricing.types';

/** What the new prices change, line by line; read out as it changes. */
export function PlanDifferences({ was, becomes }: { was: Prices | null; becomes: Prices }) {
  const say = pricingMessages.useSay();
  const differences = useDifferences();
  const lines = was ? differences(was, becomes) : [];
  return (
    <section aria-live="polite" className="rounded-md border border-line bg-sunken px-3.5 py-2.5">
      <h3 className="font-semibold">{say(was ? 'changes' : 'changesFirst')}</h3>
      {was && lines.length === 0 && <p className="text-mut">{say('changesNone')}</p>}
      {lines.length > 0 && (
        <dl className="num mt-1 grid grid-cols-1 gap-y-1 text-sm">
          {lines.map((line) => (
            <div key={line.key} className="flex flex-wrap gap-x-3">
              <dt className="w-32 shrink-0 text-mut">{line.label}</dt>
              <dd className="min-w-0">
                <del className="text-mut">{line.was}</del> <span aria-hidden="true">→</span>{' '}
                <ins className="font-medium no-underline">{line.value}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
