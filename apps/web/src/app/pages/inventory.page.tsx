import { useState } from 'react';
import { CategoriesDialog } from '../../features/inventory/categories-dialog';
import { InstrumentSheet } from '../../features/inventory/instrument-sheet';
import { InventoryFilters } from '../../features/inventory/inventory-filters';
import { InventoryList } from '../../features/inventory/inventory-list';
import { inventoryMessages } from '../../features/inventory/inventory.messages';
import { exportHref, inventoryKey } from '../../features/inventory/inventory.queries';
import type { InventoryRow } from '../../features/inventory/inventory.types';
import { StatusDialog } from '../../features/inventory/status-dialog';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';
import { queryText } from '../../shared/query-text';
import { useSearchState } from '../../shared/search-state';
import { Button, LinkButton, Menu, PageHeader } from '../../shared/ui';
import { wholeOf } from '../../shared/whole-of';

/** The keepers' records; ?edit is an instrument's id or `new`. */
export default function InventoryPage() {
  const say = inventoryMessages.useSay();
  const [{ q, categoryId, status, kind, edit }, change] = useSearchState();
  const [isSorting, setSorting] = useState(false);
  const [changing, setChanging] = useState<InventoryRow | null>(null);
  useLiveRefresh(['instrument'], inventoryKey);
  const editing = wholeOf(edit);
  return (
    <>
      <PageHeader
        title={say('title')}
        actions={
          <>
            <Menu
              label={say('more')}
              trigger={<Button icon="more">{say('more')}</Button>}
              items={[
                { id: 'categories', label: say('categories'), icon: 'tag', onAction: () => setSorting(true) },
                {
                  id: 'labels',
                  label: say('labels'),
                  icon: 'qr',
                  href: `/inventory/labels${queryText({ q, categoryId, status, kind })}`,
                },
                {
                  id: 'export',
                  label: say('export'),
                  description: say('exportHint'),
                  icon: 'download',
                  onAction: () => window.location.assign(exportHref),
                },
              ]}
            />
            <LinkButton icon="upload" href="/inventory/import">
              {say('import')}
            </LinkButton>
            <Button variant="primary" icon="plus" onPress={() => change({ edit: 'new' })}>
              {say('add')}
            </Button>
          </>
        }
      />
      <InventoryFilters filter={{ q, categoryId, status, kind }} onChange={change} />
      <InventoryList
        filter={{ q, categoryId, status, kind }}
        onKind={(one) => change({ kind: one })}
        onEdit={(row) => change({ edit: String(row.id) })}
        onStatus={setChanging}
        onClear={() => change({ q: '', categoryId: '', status: '', kind: '' })}
      />
      {edit && <InstrumentSheet key={edit} id={editing} onClose={() => change({ edit: '' })} />}
      {isSorting && <CategoriesDialog onClose={() => setSorting(false)} />}
      {changing && <StatusDialog key={changing.id} row={changing} onClose={() => setChanging(null)} />}
    </>
  );
}
