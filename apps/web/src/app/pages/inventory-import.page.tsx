import { ImportSteps, ImportView } from '../../features/inventory/import/import-view';
import { importMessages } from '../../features/inventory/import/import.messages';
import { importsKey } from '../../features/inventory/import/import.queries';
import { RecentImports } from '../../features/inventory/import/recent-imports';
import { UploadPanel } from '../../features/inventory/import/upload-panel';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';
import { useSearchState } from '../../shared/search-state';
import { LinkButton, PageHeader } from '../../shared/ui';
import { wholeOf } from '../../shared/whole-of';

/** The spreadsheet import; ?id is the one in hand, ?step=map its columns. */
export default function InventoryImportPage() {
  const say = importMessages.useSay();
  const [{ id: shown, step }, change] = useSearchState();
  useLiveRefresh(['import'], importsKey);
  const id = wholeOf(shown);
  return (
    <>
      <PageHeader
        title={say('title')}
        breadcrumbs={[{ label: say('inventory'), href: '/inventory' }]}
        actions={id === null ? undefined : <LinkButton href="/inventory/import">{say('another')}</LinkButton>}
      />
      <ImportSteps id={id} isMapping={step === 'map'} />
      {id === null ? (
        <>
          <UploadPanel onUploaded={(uploaded) => change({ id: String(uploaded), step: '' })} />
          <RecentImports />
        </>
      ) : (
        <ImportView id={id} step={step} onStep={(next) => change({ step: next })} />
      )}
    </>
  );
}
