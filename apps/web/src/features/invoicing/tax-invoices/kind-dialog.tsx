import { useName } from '../../../shared/i18n/messages';
import { Dialog } from '../../../shared/ui';
import { taxMessages } from './tax.messages';
import type { TaxRow } from './tax.queries';
import { TaxTermsFields } from './tax-terms-fields';

/** 专票 or 普票 of one company, changed where it is noticed. */
export function KindDialog({ row, onClose }: { row: TaxRow; onClose: () => void }) {
  const say = taxMessages.useSay();
  const name = useName();
  return (
    <Dialog
      isOpen
      title={say('kindTitle', { company: name(row.companyZh, row.companyEn) })}
      onOpenChange={(open) => !open && onClose()}
    >
      <TaxTermsFields companyId={row.companyId} />
    </Dialog>
  );
}
