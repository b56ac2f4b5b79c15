import {
  Button,
  Callout,
  Checkbox,
  ConfirmDialog,
  formatFen,
  RadioGroup,
  SelectField,
  Sheet,
  Skeleton,
  TextArea,
  TextField,
  toast,
} from '../../../shared/ui';
import type { Invoice } from '../invoicing.queries';
import { CreditLinesField } from './credit-lines-field';
import { creditMessages } from './credit-notes.messages';
import { kinds, reasons, type CreditPreview } from './credit-notes.queries';
import { CreditPreviewPanel } from './credit-preview-panel';
import { useCreditForm, type CreditForm } from './use-credit-form';

/** Credits an invoice, whole or in part; shows what becomes of the money and asks before it is final. */
export function CreditSheet({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const say = creditMessages.useSay();
  const form = useCreditForm(invoice);
  const { draft } = form;
  const send = async (): Promise<void> => {
    const { number } = await form.send();
    toast({ title: number === null ? say('asked') : say('issued', { number }) });
    onClose();
  };
  return (
    <Sheet
      isOpen
      size="lg"
      title={say('giveTitle', { number: invoice.number ?? '' })}
      isDismissable={draft.amounts.size === 0}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button variant="primary" isPending={form.isSending} onPress={form.submit}>
            {say(draft.buyerConfirms ? 'ask' : 'issue')}
          </Button>
        </>
      }
    >
      {form.isLoading ? <Skeleton lines={8} lineHeight={32} /> : <Fields invoice={invoice} form={form} />}
      <Question form={form} onConfirm={send} />
    </Sheet>
  );
}

function Fields({ invoice, form }: { invoice: Invoice; form: CreditForm }) {
  const say = creditMessages.useSay();
  const { draft, change, problem, faults } = form;
  return (
    <div className="grid gap-4">
      {problem && (
        <Callout tone="bad" title={problem.message}>
          {say('refused')}
        </Callout>
      )}
      <SelectField
        label={say('reason')}
        options={reasons.map((id) => ({ id, label: say(id), detail: say(`${id}Help`) }))}
        value={draft.reason}
        description={say(`${draft.reason}Help`)}
        onChange={(reason) => reason && change({ reason })}
      />
      <CreditLinesField invoice={invoice} form={form} />
      <RadioGroup
        label={say('kind')}
        options={kinds.map((id) => ({ id, label: say(id), detail: say(`${id}Help`) }))}
        value={draft.kind}
        onChange={(kind) => change({ kind })}
      />
      <CreditPreviewPanel form={form} />
      <TextArea label={say('note')} value={draft.note} onChange={(note) => change({ note })} maxLength={500} />
      <TextField
        label={say('redConfirmNo')}
        description={say('redConfirmNoHelp')}
        value={draft.redConfirmNo}
        onChange={(redConfirmNo) => change({ redConfirmNo })}
        error={faults.redConfirmNo && say(faults.redConfirmNo)}
        maxLength={40}
      />
      <Checkbox isSelected={draft.buyerConfirms} onChange={(buyerConfirms) => change({ buyerConfirms })}>
        {say('buyerConfirms')}
      </Checkbox>
    </div>
  );
}

function Question({ form, onConfirm }: { form: CreditForm; onConfirm: () => Promise<void> }) {
  const say = creditMessages.useSay();
  const { preview, draft } = form;
  const isAsked = draft.buyerConfirms;
  return (
    <ConfirmDialog
      isOpen={form.isAsking}
      onOpenChange={form.setAsking}
      title={say(isAsked ? 'askTitle' : 'confirmTitle', { amount: formatFen(preview?.grossFen ?? 0) })}
      tone={isAsked ? 'primary' : 'danger'}
      confirmLabel={say(isAsked ? 'ask' : 'issue')}
      isPending={form.isSending}
      onConfirm={onConfirm}
      consequence={preview && <Consequence preview={preview} isAsked={isAsked} />}
    />
  );
}

/** Where the money goes and what becomes final. */
function Consequence({ preview, isAsked }: { preview: CreditPreview; isAsked: boolean }) {
  const say = creditMessages.useSay();
  const { settlement } = preview;
  const parts = [
    ['toOffset', settlement.offsetFen],
    ['toCredit', settlement.creditFen],
    ['toRefund', settlement.refundFen],
  ] as const;
  return (
    <div className="grid gap-1">
      {parts.map(
        ([label, fen]) =>
          fen > 0 && (
            <p key={label} className="num">
              {say(label)} {formatFen(fen)}
            </p>
          ),
      )}
      {preview.status.after === 'void' && <p>{say('confirmVoid')}</p>}
      {preview.billsAnew && <p>{say('billsAnew')}</p>}
      <p className="font-medium">{say(isAsked ? 'confirmAsk' : 'confirmFinal')}</p>
    </div>
  );
}
