import { useState } from 'react';
import { Button, Menu } from '../../shared/ui';
import { batchMessages } from './batch.messages';
import { BulkSheet } from './bulk-sheet';
import { ImportSheet } from './import-sheet';
import { ParkBandsSheet } from './park-bands-sheet';
import { ratesFileUrl } from './pricing.queries';

/** What is done to many prices at once. The park's bands are the manager's. */
export function RatesActions({ categoryId, setsBands }: { categoryId: string | null; setsBands: boolean }) {
  const say = batchMessages.useSay();
  const [open, setOpen] = useState<'bulk' | 'import' | 'bands' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <>
      <Button variant="primary" icon="edit" onPress={() => setOpen('bulk')}>
        {say('bulk')}
      </Button>
      <Menu
        trigger={<Button icon="more">{say('more')}</Button>}
        label={say('more')}
        items={[
          {
            id: 'export',
            label: say('export'),
            icon: 'download',
            onAction: () => window.location.assign(ratesFileUrl),
          },
          { id: 'import', label: say('import'), icon: 'upload', onAction: () => setOpen('import') },
          ...(setsBands
            ? [
                {
                  id: 'bands',
                  label: say('parkBands'),
                  icon: 'clock' as const,
                  startsGroup: true,
                  onAction: () => setOpen('bands'),
                },
              ]
            : []),
        ]}
      />
      {open === 'bulk' && <BulkSheet categoryId={categoryId} onClose={close} />}
      {open === 'import' && <ImportSheet onClose={close} />}
      {open === 'bands' && <ParkBandsSheet onClose={close} />}
    </>
  );
}
