import type { ReactNode } from 'react';
import { money, parkDate } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { LoadFailed } from '../../shared/load-failed';
import { Skeleton } from '../../shared/ui';
import type { Touched } from './pricing.queries';
import { touchedMessages } from './touched.messages';

export interface TouchedPanelProps {
  readonly touched: Touched | undefined;
  readonly error: Error | null;
  readonly onRetry: () => void;
}

/** Whom a change touches, each kind a line that opens into its list. */
export function TouchedPanel({ touched, error, onRetry }: TouchedPanelProps) {
  const say = touchedMessages.useSay();
  if (error) return <LoadFailed title={say('failed')} error={error} onRetry={onRetry} />;
  return (
    <section aria-live="polite" aria-busy={!touched} className="rounded-md border border-line bg-surface px-3.5 py-2.5">
      <h3 className="font-semibold">{say('title')}</h3>
      {touched ? <TouchedList touched={touched} /> : <Skeleton lines={4} />}
    </section>
  );
}

function TouchedList({ touched }: { touched: Touched }) {
  const say = touchedMessages.useSay();
  const name = useName();
  const { instruments, reservations, extensions, companies, waiting, series } = touched;
  if (instruments.count + reservations.count + companies.count + waiting === 0) {
    return <p className="text-mut">{say('nothing')}</p>;
  }
  return (
    <div className="grid grid-cols-1 gap-1">
      {instruments.count > 0 && (
        <Part title={say('instruments', { count: instruments.count })} of={instruments}>
          {instruments.items.map((one) => (
            <Line key={one.id} what={`${name(one.nameZh, one.nameEn)} ${one.assetNo}`}>
              <OldNew was={one.before} becomes={one.after} />
            </Line>
          ))}
        </Part>
      )}
      {reservations.count > 0 ? (
        <Part title={say('kept', { count: reservations.count })} of={reservations}>
          {reservations.items.map((one) => (
            <Line key={one.id} what={<Reserved {...one} />}>
              {money(one.totalFen)}
            </Line>
          ))}
        </Part>
      ) : (
        <p className="text-mut">{say('keptNone')}</p>
      )}
      {extensions.count > 0 && (
        <Part title={say('extensions', { count: extensions.count })} of={extensions}>
          {extensions.items.map((one) => (
            <Line key={one.id} what={<Reserved {...one} />}>
              <Arrow was={fen(one.nowFen, say('noPrice'))} becomes={fen(one.thenFen, say('noPrice'))} />
            </Line>
          ))}
        </Part>
      )}
      {companies.count > 0 && (
        <Part title={say('companies', { count: companies.count })} of={companies}>
          {companies.items.map((one) => (
            <li key={one.id}>
              {say('reservationsOf', { name: name(one.nameZh, one.nameEn), count: one.reservations })}
            </li>
          ))}
        </Part>
      )}
      {waiting > 0 && <p>{say('waiting', { count: waiting })}</p>}
      {series > 0 && <p>{say('series', { count: series })}</p>}
    </div>
  );
}

interface PartProps {
  readonly title: string;
  readonly of: { readonly count: number; readonly items: readonly unknown[] };
  readonly children: ReactNode;
}

function Part({ title, of, children }: PartProps) {
  const say = touchedMessages.useSay();
  const more = of.count - of.items.length;
  return (
    <details className="border-t border-line py-1">
      <summary className="cursor-default font-medium">{title}</summary>
      <ul className="mt-1 grid grid-cols-1 gap-1 text-sm">
        {children}
        {more > 0 && <li className="text-mut">{say('more', { count: more })}</li>}
      </ul>
    </details>
  );
}

function Line({ what, children }: { what: ReactNode; children: ReactNode }) {
  return (
    <li className="num flex flex-wrap justify-between gap-x-3">
      <span className="min-w-0">{what}</span>
      <span>{children}</span>
    </li>
  );
}

const fen = (amount: number | null, none: string): string => (amount === null ? none : money(amount));

function Reserved(one: Touched['extensions']['items'][number] | Touched['reservations']['items'][number]) {
  const name = useName();
  return (
    <>
      {name(one.nameZh, one.nameEn)}{' '}
      <span className="text-mut">
        {name(one.companyZh, one.companyEn)} · {parkDate(one.startsAt)} – {parkDate(Date.parse(one.endsAt) - 1)}
      </span>
    </>
  );
}

/** An old value beside the new one; read out as both. */
export function Arrow({ was, becomes }: { was: string; becomes: string }) {
  if (was === becomes) return <span>{was}</span>;
  return (
    <>
      <del className="text-mut">{was}</del> <span aria-hidden="true">→</span>{' '}
      <ins className="font-medium no-underline">{becomes}</ins>
    </>
  );
}

type Shown = Touched['instruments']['items'][number]['before'];

/** What of the prices of an instrument changes. */
function OldNew({ was, becomes }: { was: Shown; becomes: Shown }) {
  const say = touchedMessages.useSay();
  const keys = [
    ['monthlyFen', 'month'],
    ['hourlyFen', 'hour'],
    ['dayFen', 'day'],
    ['runFen', 'run'],
    ['sampleFen', 'sample'],
  ] as const;
  if (!becomes) return <Arrow was={was?.monthlyFen ? money(was.monthlyFen) : ''} becomes={say('noPrice')} />;
  const priced = keys.filter(([key]) => (becomes[key] ?? null) !== null || (was?.[key] ?? null) !== null);
  const changed = priced.filter(([key]) => becomes[key] !== was?.[key]);
  return (changed.length > 0 ? changed : priced.slice(0, 1)).map(([key, unit]) => (
    <span key={key} className="block text-right">
      <Arrow was={fen(was?.[key] ?? null, was ? '–' : say('noPrice'))} becomes={fen(becomes[key], '–')} />
      <span className="text-mut">{say(unit)}</span>
    </span>
  ));
}
