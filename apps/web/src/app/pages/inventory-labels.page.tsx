import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../features/identity/session';
import { InventoryFilters } from '../../features/inventory/inventory-filters';
import { labelledQuery, labelsAtMost } from '../../features/inventory/inventory.queries';
import { LabelOptions } from '../../features/inventory/labels/label-options';
import { LabelSheets, perSheet, type LabelSize } from '../../features/inventory/labels/label-sheets';
import { labelsMessages } from '../../features/inventory/labels/labels.messages';
import type { InventoryRow } from '../../features/inventory/inventory.types';
import { useName } from '../../shared/i18n/messages';
import { LoadFailed } from '../../shared/load-failed';
import { useSearchState } from '../../shared/search-state';
import { Button, Callout, EmptyState, PageHeader, Skeleton } from '../../shared/ui';

/** A sheet of QR labels for the instruments that fit the filter. */
export default function InventoryLabelsPage() {
  const say = labelsMessages.useSay();
  const [{ q, categoryId, status, size: chosen, from }, change] = useSearchState();
  const filter = { q, categoryId, status };
  const { data, error, refetch } = useQuery(labelledQuery(filter));
  const size: LabelSize = chosen === 'large' ? 'large' : 'small';
  const first = Math.min(Math.max(Number(from) || 1, 1), perSheet[size]);
  const clear = (): void => change({ q: '', categoryId: '', status: '' });
  const count = data?.length ?? 0;
  return (
    <>
      <PageHeader
        title={say('title')}
        breadcrumbs={[{ label: say('inventory'), href: '/inventory' }]}
        detail={data && say('count', { labels: count, sheets: Math.ceil((count + first - 1) / perSheet[size]) })}
        actions={
          <Button variant="primary" icon="print" isDisabled={count === 0} onPress={() => window.print()}>
            {say('print')}
          </Button>
        }
      />
      <InventoryFilters filter={filter} onChange={change} />
      <LabelOptions size={size} first={first} onChange={change} />
      {!data &&
        (error ? (
          <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton lines={8} />
        ))}
      {data && <Found rows={data} size={size} skip={first - 1} onClear={clear} />}
    </>
  );
}

interface FoundProps {
  readonly rows: readonly InventoryRow[];
  readonly size: LabelSize;
  readonly skip: number;
  readonly onClear: () => void;
}

function Found({ rows, size, skip, onClear }: FoundProps) {
  const say = labelsMessages.useSay();
  const name = useName();
  const { park } = useSession();
  if (rows.length === 0) {
    const action = { label: say('clear'), onPress: onClear };
    return <EmptyState icon="filter" title={say('none')} detail={say('noneDetail')} action={action} />;
  }
  return (
    <>
      {rows.length >= labelsAtMost && <Callout className="mb-3">{say('cut', { count: labelsAtMost })}</Callout>}
      <LabelSheets rows={rows} size={size} skip={skip} park={name(park.nameZh, park.nameEn)} />
    </>
  );
}
