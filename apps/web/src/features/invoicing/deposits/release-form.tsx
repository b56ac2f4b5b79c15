import { useState } from 'react';
import { Button, Callout, formatFen, MoneyField, TextField, toast } from '../../../shared/ui';
import { depositsMessages } from './deposits.messages';
import { useReleaseDeposit, type Deposit, type NewPart } from './deposits.queries';
import { SetOffInvoices } from './set-off-invoices';

interface Draft {
  readonly refund: number | null;
  readonly setOff: number | null;
  readonly forfeit: number | null;
  readonly reason: string;
  /** What the set-off pays; empty: those due first. */
  readonly invoiceIds: readonly number[];
}
const nothing: Draft = { refund: null, setOff: null, forfeit: null, reason: '', invoiceIds: [] };

const partsOf = ({ refund, setOff, forfeit, reason, invoiceIds }: Draft): NewPart[] =>
  [
    { kind: 'forfeit' as const, amountFen: forfeit ?? 0, reason: reason.trim() },
    { kind: 'set_off' as const, amountFen: setOff ?? 0, ...(invoiceIds.length > 0 ? { invoiceIds } : {}) },
    { kind: 'refund' as const, amountFen: refund ?? 0 },
  ].filter((part) => part.amountFen > 0);

/** How much is refunded, set off and kept; the rest stays undecided. Who may not pay out (a manager) only keeps. */
export function ReleaseForm({ deposit, mayPayOut }: { deposit: Deposit; mayPayOut: boolean }) {
  const say = depositsMessages.useSay();
  const release = useReleaseDeposit(deposit.id);
  const [draft, setDraft] = useState(nothing);
  const parts = partsOf(draft);
  const leftFen = deposit.undecidedFen - parts.reduce((sum, part) => sum + part.amountFen, 0);
  const needsReason = (draft.forfeit ?? 0) > 0 && draft.reason.trim() === '';
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const send = async (): Promise<void> => {
    try {
      await release.mutateAsync({ version: deposit.version, parts });
      toast({ title: say('decided') });
    } catch {
      // Said above the fields.
    }
  };
  return (
    <form
      className="grid gap-3 border-t border-line pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (parts.length > 0 && leftFen >= 0 && !needsReason) void send();
      }}
    >
      <h3 className="font-semibold">{say('decide')}</h3>
      <p className="text-sm text-mut">
        {say(mayPayOut ? 'decideHint' : 'keepHint', { left: formatFen(deposit.undecidedFen) })}
      </p>
      {release.error && (
        <Callout tone="bad" role="alert" title={say('refused')}>
          {release.error.message}
        </Callout>
      )}
      <KeptFields draft={draft} onChange={change} />
      {mayPayOut && <PaidFields draft={draft} leftFen={leftFen} companyId={deposit.companyId} onChange={change} />}
      <p role="status" className={leftFen < 0 ? 'num text-sm text-bad' : 'num text-sm text-mut'}>
        {leftFen < 0
          ? say('tooMuch', { left: formatFen(deposit.undecidedFen) })
          : needsReason
            ? say('needReason')
            : say('left', { left: formatFen(leftFen) })}
      </p>
      <Button
        type="submit"
        variant="primary"
        isPending={release.isPending}
        isDisabled={parts.length === 0 || leftFen < 0 || needsReason}
      >
        {say('confirmDecide')}
      </Button>
    </form>
  );
}

interface FieldsProps {
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
}

function KeptFields({ draft, onChange }: FieldsProps) {
  const say = depositsMessages.useSay();
  return (
    <>
      <MoneyField
        label={say('forfeit')}
        description={say('forfeitHint')}
        value={draft.forfeit}
        onChange={(forfeit) => onChange({ forfeit })}
      />
      {(draft.forfeit ?? 0) > 0 && (
        <TextField
          label={say('reason')}
          description={say('reasonHint')}
          value={draft.reason}
          onChange={(reason) => onChange({ reason })}
          maxLength={300}
          isRequired
        />
      )}
    </>
  );
}

function PaidFields({ draft, leftFen, companyId, onChange }: FieldsProps & { leftFen: number; companyId: number }) {
  const say = depositsMessages.useSay();
  return (
    <>
      <MoneyField
        label={say('setOff')}
        description={say('setOffHint')}
        value={draft.setOff}
        onChange={(setOff) => onChange({ setOff })}
      />
      {(draft.setOff ?? 0) > 0 && (
        <SetOffInvoices
          companyId={companyId}
          chosen={draft.invoiceIds}
          onChange={(invoiceIds) => onChange({ invoiceIds })}
        />
      )}
      <div className="flex items-end gap-2">
        <MoneyField
          label={say('refund')}
          value={draft.refund}
          onChange={(refund) => onChange({ refund })}
          className="flex-1"
        />
        <Button isDisabled={leftFen <= 0} onPress={() => onChange({ refund: (draft.refund ?? 0) + leftFen })}>
          {say('restAll')}
        </Button>
      </div>
    </>
  );
}
