import { useParams } from '@tanstack/react-router';
import { useSession } from '../../features/identity/session';
import { InvoiceView } from '../../features/invoicing/invoice-view';
import { invoicingKey } from '../../features/invoicing/invoicing.queries';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';

/** One invoice, the same for finance and tenant; finance may record its payment. */
export default function InvoicePage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { member } = useSession();
  useLiveRefresh(['invoice', 'credit-note', 'payment'], invoicingKey);
  return <InvoiceView id={id} canRecord={member.role === 'finance' || member.role === 'admin'} />;
}
