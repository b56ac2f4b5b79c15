import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { money } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { Badge, Button, Card, Money, TextLink } from '../../../shared/ui';
import { periodText } from '../booking/period-words';
import { ReservationBadge } from '../status-badges';
import { bundleMessages } from './bundle.messages';
import { type BundleAction, bundleQuery } from './bundle.queries';

const CancelBundleDialog = lazy(() => import('./cancel-bundle-dialog'));
const MoveBundleSheet = lazy(() => import('./move-bundle-sheet'));

/** What was reserved together with a reservation, and the acts on all of it. Nothing when it stands alone. */
export function BundleCard({ bundleId, reservationId }: { bundleId: number; reservationId: number }) {
  const say = bundleMessages.useSay();
  const name = useName();
  const [open, setOpen] = useState<BundleAction | null>(null);
  const { data } = useQuery(bundleQuery(bundleId));
  if (!data || data.reservations.length < 2) return null;
  const { id, reservations, allowed, totalFen } = data;
  const words = { id, count: reservations.length, money: money(totalFen) };
  return (
    <Card
      title={say('title')}
      actions={
        <span className="flex flex-wrap gap-2">
          {allowed.includes('move') && (
            <Button size="sm" onPress={() => setOpen('move')}>
              {say('move')}
            </Button>
          )}
          {allowed.includes('cancel') && (
            <Button size="sm" onPress={() => setOpen('cancel')}>
              {say('cancel')}
            </Button>
          )}
        </span>
      }
    >
      <p className="num text-sm text-mut">
        {say('summary', words)} · {say('alone')}
      </p>
      <ul className="mt-1">
        {reservations.map((row) => (
          <li
            key={row.id}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-2 first:border-t-0"
          >
            <span className="min-w-0 flex-1 max-lg:basis-full">
              {row.id === reservationId ? (
                <span className="font-medium">{name(row.instrumentZh, row.instrumentEn)}</span>
              ) : (
                <TextLink href={`/reservations/${row.id}`} className="font-medium max-lg:inline-block max-lg:py-2">
                  {name(row.instrumentZh, row.instrumentEn)}
                </TextLink>
              )}{' '}
              <span className="num text-mut">{row.assetNo}</span>{' '}
              {row.id === reservationId && <Badge>{say('this')}</Badge>}
              <span className="num block text-sm">{periodText(row)}</span>
            </span>
            <ReservationBadge status={row.status} />
            <Money fen={row.totalFen} align="inline" />
          </li>
        ))}
      </ul>
      <Suspense>
        {open === 'cancel' && <CancelBundleDialog bundleId={bundleId} onClose={() => setOpen(null)} />}
        {open === 'move' && <MoveBundleSheet bundle={data} onClose={() => setOpen(null)} />}
      </Suspense>
    </Card>
  );
}
