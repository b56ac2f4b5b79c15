import { ConflictRow } from './conflict-row';
import { conflictsMessages } from './conflicts.messages';
import type { Conflicts } from './conflicts.queries';

/** The conflicts kind by kind, with a way to jump to each. */
export function ConflictList({ found }: { found: Conflicts['kinds'] }) {
  const say = conflictsMessages.useSay();
  return (
    <>
      {found.length > 1 && (
        <nav aria-label={say('jump')} className="mb-3 flex flex-wrap gap-2 text-sm">
          {found.map(({ kind, total }) => (
            <a
              key={kind}
              href={`#${kind}`}
              className="flex min-h-8 items-center gap-1.5 rounded border border-line bg-surface px-2.5 outline-brand hover:bg-sunken focus-visible:outline-2 max-lg:min-h-11"
            >
              {say(kind)} <strong className="num">{total}</strong>
            </a>
          ))}
        </nav>
      )}
      <div className="grid gap-4">
        {found.map(({ kind, total, items }) => (
          <section key={kind} id={kind} aria-labelledby={`${kind}-title`} className="scroll-mt-16">
            <h2 id={`${kind}-title`} className="text-lg font-semibold">
              {say(kind)} <span className="num font-normal text-mut">{total}</span>
            </h2>
            <p className="mb-1.5 text-sm text-mut">{say(`${kind}Hint`)}</p>
            <ul className="divide-y divide-line rounded-md border border-line bg-surface">
              {items.map((one) => (
                <ConflictRow key={`${one.reservationId}-${one.lateId}-${one.reasonZh}`} kind={kind} one={one} />
              ))}
            </ul>
            {total > items.length && (
              <p className="mt-1 text-sm text-mut">{say('more', { count: total - items.length })}</p>
            )}
          </section>
        ))}
      </div>
    </>
  );
}
