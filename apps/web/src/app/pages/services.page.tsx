import { isStaff as isStaffRole, useSession } from '../../features/identity/session';
import { OrderList } from '../../features/services/order-list';
import { OrderSheet } from '../../features/services/order-sheet';
import { RequestOrder } from '../../features/services/request-order';
import { servicesMessages } from '../../features/services/services.messages';
import { serviceStatuses } from '../../features/services/services.queries';
import { PhoneAct, PhoneActRoom } from '../../shared/phone-act';
import { useSearchState } from '../../shared/search-state';
import { TypedSearch } from '../../shared/typed-search';
import { Button, PageHeader, SelectField } from '../../shared/ui';
import { wholeOf } from '../../shared/whole-of';

/** Samples that the staff run on order: for tenants their own, for staff all. ?order= opens one, ?add=1 asks for one. */
export default function ServicesPage() {
  const say = servicesMessages.useSay();
  const { member } = useSession();
  const [{ status, q, order, add }, change] = useSearchState();
  const isStaff = isStaffRole(member.role);
  const begin = member.role === 'finance' ? undefined : (): void => change({ add: '1', order: '' });
  const openId = wholeOf(order);
  const request = begin && (
    <Button variant="primary" icon="plus" onPress={begin} className="max-lg:w-full">
      {say('request')}
    </Button>
  );
  return (
    <>
      <PageHeader title={say('title')} actions={<div className="max-lg:hidden">{request}</div>} />
      <p className="mb-3 max-w-[80ch] text-sm text-mut">{say(isStaff ? 'introStaff' : 'introTenant')}</p>
      <div className="mb-3 grid grid-cols-2 gap-2 lg:flex lg:items-center">
        <TypedSearch
          label={say('search')}
          value={q ?? ''}
          onChange={(text) => change({ q: text })}
          className="max-lg:col-span-2 lg:w-72"
        />
        <SelectField
          label={say('status')}
          hideLabel
          options={serviceStatuses.map((id) => ({ id, label: say(id) }))}
          value={serviceStatuses.find((id) => id === status) ?? null}
          emptyLabel={say('allStatuses')}
          onChange={(id) => change({ status: id ?? '' })}
          className="max-lg:col-span-2 lg:w-40"
        />
      </div>
      <OrderList
        filter={{ status, q }}
        isStaff={isStaff}
        openId={openId}
        onOpen={(id) => change({ order: String(id) })}
        onRequest={begin}
        onClear={() => change({ status: '', q: '' })}
      />
      {request && <PhoneAct>{request}</PhoneAct>}
      <PhoneActRoom />
      {openId !== null && <OrderSheet key={openId} id={openId} onClose={() => change({ order: '' })} />}
      {add === '1' && begin && (
        <RequestOrder
          isStaff={isStaff}
          onClose={() => change({ add: '' })}
          onDone={(id) => change({ add: '', order: String(id) })}
        />
      )}
    </>
  );
}
