import { BalancePanel } from '../../features/invoicing/balance-panel';
import { CompanyFilter } from '../../features/invoicing/invoice-filters';
import { invoicingKey } from '../../features/invoicing/invoicing.queries';
import { PaymentList } from '../../features/invoicing/payment-list';
import { paymentsMessages } from '../../features/invoicing/payments.messages';
import { PaymentTabs } from '../../features/invoicing/payment-tabs';
import { RecordPayment } from '../../features/invoicing/record-payment';
import { StandingStrip } from '../../features/invoicing/standing-strip';
import { StatementButton } from '../../features/invoicing/statements/statement-button';
import { UseBalance } from '../../features/invoicing/use-balance';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';
import { PhoneAct, PhoneActRoom } from '../../shared/phone-act';
import { useSearchState } from '../../shared/search-state';
import { Button, PageHeader } from '../../shared/ui';
import { wholeOf } from '../../shared/whole-of';

/** What companies paid, and the form that records a payment (?record=new, or the id of a company). */
export default function PaymentsPage() {
  const say = paymentsMessages.useSay();
  const [{ companyId, record }, change] = useSearchState();
  useLiveRefresh(['payment', 'invoice'], invoicingKey);
  const company = wholeOf(companyId);
  const begin = (): void => change({ record: companyId ?? 'new' });
  const payer = wholeOf(record);
  return (
    <>
      <PageHeader
        title={say('title')}
        actions={
          <Button variant="primary" icon="plus" onPress={begin} className="max-lg:hidden">
            {say('record')}
          </Button>
        }
      />
      <PaymentTabs current="/payments" />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <CompanyFilter value={companyId} onChange={(id) => change({ companyId: id })} />
        {company !== null && <UseBalance companyId={company} />}
        {company !== null && <StatementButton companyId={company} />}
      </div>
      {company !== null && <StandingStrip companyId={company} />}
      {company !== null && <BalancePanel key={company} companyId={company} isFinance />}
      <PaymentList companyId={companyId} onRecord={begin} onClear={() => change({ companyId: '' })} />
      <PhoneAct>
        <Button variant="primary" icon="plus" onPress={begin} className="w-full">
          {say('record')}
        </Button>
      </PhoneAct>
      <PhoneActRoom />
      {record && <RecordPayment key={record} companyId={payer} onClose={() => change({ record: '' })} />}
    </>
  );
}
