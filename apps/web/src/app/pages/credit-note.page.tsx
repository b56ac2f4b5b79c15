import { useParams } from '@tanstack/react-router';
import { useSession, type Role } from '../../features/identity/session';
import type { MayDecide } from '../../features/invoicing/credit-notes/credit-decision';
import { CreditNoteView } from '../../features/invoicing/credit-notes/credit-note-view';
import { invoicingKey } from '../../features/invoicing/invoicing.queries';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';

const decides: Partial<Record<Role, MayDecide>> = { company_admin: 'buyer', finance: 'park', admin: 'park' };

/** One credit note; the buyer's administrator confirms or refuses it, finance may withdraw it. */
export default function CreditNotePage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { member } = useSession();
  useLiveRefresh(['credit-note', 'invoice'], invoicingKey);
  return <CreditNoteView id={id} mayDecide={decides[member.role] ?? 'nobody'} />;
}
