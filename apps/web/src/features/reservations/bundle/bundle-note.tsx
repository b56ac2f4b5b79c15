import { useQuery } from '@tanstack/react-query';
import { useName } from '../../../shared/i18n/messages';
import { TextLink } from '../../../shared/ui';
import { ReservationBadge } from '../status-badges';
import { bundleMessages } from './bundle.messages';
import { bundleQuery } from './bundle.queries';

/** For who decides about one of several: what else was asked for with it, and how that stands. */
export default function BundleNote({ bundleId, reservationId }: { bundleId: number; reservationId: number }) {
  const say = bundleMessages.useSay();
  const name = useName();
  const { data } = useQuery(bundleQuery(bundleId));
  const others = data?.reservations.filter((one) => one.id !== reservationId) ?? [];
  if (others.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 font-semibold">{say('withIt', { count: others.length })}</h3>
      <p className="text-sm text-mut">{say('eachAlone')}</p>
      <ul className="mt-1 grid gap-1">
        {others.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center justify-between gap-2">
            <span className="min-w-0">
              <TextLink href={`/reservations/${row.id}`} className="max-lg:inline-block max-lg:py-2">
                {name(row.instrumentZh, row.instrumentEn)}
              </TextLink>
            </span>
            <span className="flex items-center gap-2">
              <span className="num text-sm text-mut">{row.assetNo}</span>
              <ReservationBadge status={row.status} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
