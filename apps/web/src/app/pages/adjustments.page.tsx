import { useSession } from '../../features/identity/session';
import { AddAdjustment } from '../../features/invoicing/adjustments/add-adjustment';
import { AdjustmentFilters } from '../../features/invoicing/adjustments/adjustment-filters';
import { AdjustmentList } from '../../features/invoicing/adjustments/adjustment-list';
import { adjustmentsMessages } from '../../features/invoicing/adjustments/adjustments.messages';
import { adjustmentsKey } from '../../features/invoicing/adjustments/adjustments.queries';
import { EvidencePhotos } from '../../features/usage/evidence-photos';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';
import { PhoneAct, PhoneActRoom } from '../../shared/phone-act';
import { useSearchState } from '../../shared/search-state';
import { Button, PageHeader } from '../../shared/ui';
import { wholeOf } from '../../shared/whole-of';

/** What is owed besides reservations; ?add=damage or adjustment opens the form, with ?reservation=… for a damage. */
export default function AdjustmentsPage() {
  const say = adjustmentsMessages.useSay();
  const { member } = useSession();
  const [search, change] = useSearchState();
  useLiveRefresh(['invoice', 'billing-run'], adjustmentsKey);
  const canAdjust = member.role !== 'manager';
  const { companyId, kind, state, month, q, add, reservation } = search;
  const begin = (): void => change({ add: canAdjust ? 'adjustment' : 'damage' });
  const close = (): void => change({ add: '', reservation: '' });
  return (
    <>
      <PageHeader
        title={say('title')}
        actions={
          <Button variant="primary" icon="plus" onPress={begin} className="max-lg:hidden">
            {say('add')}
          </Button>
        }
      />
      <p className="mb-3 max-w-[80ch] text-sm text-mut">{say('intro')}</p>
      <AdjustmentFilters filter={{ companyId, kind, state, month, q }} onChange={change} />
      <AdjustmentList
        filter={{ companyId, kind, state, month, q }}
        canWithdraw={(what) => canAdjust || what === 'damage'}
        onAdd={begin}
        onClear={() => change({ companyId: '', kind: '', state: '', month: '', q: '' })}
      />
      <PhoneAct>
        <Button variant="primary" icon="plus" onPress={begin} className="w-full">
          {say('add')}
        </Button>
      </PhoneAct>
      <PhoneActRoom />
      {(add === 'damage' || add === 'adjustment') && (
        <AddAdjustment
          key={`${add}:${reservation ?? ''}`}
          kind={canAdjust ? add : 'damage'}
          reservationId={wholeOf(reservation)}
          canAdjust={canAdjust}
          photosOf={(photos) => <EvidencePhotos {...photos} />}
          onClose={close}
        />
      )}
    </>
  );
}
