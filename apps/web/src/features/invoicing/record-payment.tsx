import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useName } from '../../shared/i18n/messages';
import { Button, ConfirmDialog, Sheet, formatFen, toast } from '../../shared/ui';
import { useMethodName } from './invoice-status';
import { companiesQuery } from './invoicing.queries';
import { countOf } from './payment-draft';
import { PaymentFields } from './payment-fields';
import { paymentsMessages } from './payments.messages';
import { usePaymentForm, type PaymentForm } from './use-payment-form';

function useCompanyName(companyId: number | null): string {
  const name = useName();
  const { data: companies = [] } = useQuery(companiesQuery);
  const company = companies.find((one) => one.id === companyId);
  return company ? name(company.nameZh, company.nameEn) : '';
}

/** Records a payment; asks before it is kept, since it cannot be changed afterwards. */
export function RecordPayment({ companyId, onClose }: { companyId: number | null; onClose: () => void }) {
  const say = paymentsMessages.useSay();
  const form = usePaymentForm(companyId);
  const formRef = useRef<HTMLFormElement>(null);
  const company = useCompanyName(form.draft.companyId);
  /** What is wrong takes the focus. */
  const submit = (): void => {
    if (form.submit()) return;
    requestAnimationFrame(() => formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const send = async (): Promise<void> => {
    const recorded = await form.send();
    const amount = formatFen(form.draft.amountFen ?? 0);
    const applied = recorded.allocated.reduce((sum, part) => sum + part.amountFen, 0);
    const parts = [
      applied > 0 && say('doneApplied', { count: recorded.allocated.length, amount: formatFen(applied) }),
      recorded.unallocatedFen > 0 && say('doneRest', { amount: formatFen(recorded.unallocatedFen) }),
    ];
    toast({ title: say('done', { company, amount }), detail: parts.filter(Boolean).join(' ') });
    onClose();
  };
  return (
    <Sheet
      isOpen
      size="lg"
      title={say('record')}
      isDismissable={!form.isDirty}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button variant="primary" isPending={form.isSending} onPress={submit}>
            {say('record')}
          </Button>
        </>
      }
    >
      <PaymentFields form={form} formRef={formRef} onSubmit={submit} />
      <Question form={form} company={company} onConfirm={send} />
    </Sheet>
  );
}

function Question({
  form,
  company,
  onConfirm,
}: {
  form: PaymentForm;
  company: string;
  onConfirm: () => Promise<void>;
}) {
  const say = paymentsMessages.useSay();
  const methodName = useMethodName();
  const { draft, parts, appliedFen } = form;
  const restFen = (draft.amountFen ?? 0) - appliedFen;
  return (
    <ConfirmDialog
      isOpen={form.isAsking}
      onOpenChange={form.setAsking}
      tone="primary"
      title={say('confirmTitle', { amount: formatFen(draft.amountFen ?? 0) })}
      confirmLabel={say('record')}
      isPending={form.isSending}
      onConfirm={onConfirm}
      consequence={
        <div className="grid gap-1">
          <p>{say('confirmFrom', { company, method: methodName(draft.method), date: draft.receivedOn ?? '' })}</p>
          {appliedFen > 0 && <p>{say('confirmApplied', { count: countOf(parts), amount: formatFen(appliedFen) })}</p>}
          {restFen > 0 && <p>{say('confirmRest', { amount: formatFen(restFen) })}</p>}
          <p className="font-medium">{say('confirmFinal')}</p>
        </div>
      }
    />
  );
}
