import { useQuery } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { parkToday } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import {
  Callout,
  ComboBoxField,
  DateField,
  DateRangeField,
  MoneyField,
  SelectField,
  TextField,
  formatFen,
} from '../../shared/ui';
import { useMethodName } from './invoice-status';
import { companiesQuery, recordedAs } from './invoicing.queries';
import { PaymentAllocations } from './payment-allocations';
import { paymentsMessages } from './payments.messages';
import type { PaymentForm } from './use-payment-form';

export interface PaymentFieldsProps {
  readonly form: PaymentForm;
  readonly formRef: RefObject<HTMLFormElement | null>;
  readonly onSubmit: () => void;
}

/** Who paid how much, when and how; which invoices it pays; what is left over. */
export function PaymentFields({ form, formRef, onSubmit }: PaymentFieldsProps) {
  const say = paymentsMessages.useSay();
  const { draft, faults, change, problem, parts, appliedFen } = form;
  const restFen = (draft.amountFen ?? 0) - appliedFen;
  return (
    <form
      ref={formRef}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {problem && (
        <Callout tone="bad" role="alert" title={say('refused')} className="mb-3">
          {problem.title}
        </Callout>
      )}
      <Facts form={form} />
      <PaymentAllocations
        open={form.open}
        error={form.openError}
        onRetry={form.retryOpen}
        hasCompany={draft.companyId !== null}
        parts={parts}
        amountFen={draft.amountFen}
        isByHand={draft.byHand !== null}
        faults={faults}
        onPart={(id, fen) => change({ byHand: { ...parts, [id]: fen } })}
        onAuto={() => change({ byHand: null })}
      />
      <div role="status">
        {restFen > 0 && form.open && (
          <Callout className="mt-2">{say('restNote', { rest: formatFen(restFen) })}</Callout>
        )}
      </div>
      {form.balanceFen > 0 && (
        <p className="mt-2 text-sm text-mut">{say('balanceNow', { balance: formatFen(form.balanceFen) })}</p>
      )}
      <button type="submit" className="hidden" aria-hidden="true" tabIndex={-1} />
    </form>
  );
}

/** What is wrong at each field: what the page sees itself, then what the API said. */
function useErrors({ faults, problem }: PaymentForm) {
  const say = paymentsMessages.useSay();
  const refused: Partial<Record<string, string>> = problem?.fieldErrors ?? {};
  return {
    company: faults.company && say(faults.company),
    amount: faults.amount ? say(faults.amount) : refused.amountFen,
    day: faults.day ? say(faults.day) : problem?.code === 'received_in_future' ? say('dayAhead') : refused.receivedOn,
    reference: problem?.code === 'reference_taken' ? say('referenceTaken') : refused.reference,
    note: refused.note,
  };
}

function Facts({ form }: { form: PaymentForm }) {
  const say = paymentsMessages.useSay();
  const name = useName();
  const methodName = useMethodName();
  const { data: companies = [] } = useQuery(companiesQuery);
  const errors = useErrors(form);
  const { draft, change } = form;
  return (
    <div className="grid gap-3 lg:grid-cols-2">
      <ComboBoxField
        label={say('company')}
        isRequired
        options={companies.map((company) => ({ id: String(company.id), label: name(company.nameZh, company.nameEn) }))}
        value={companies.length > 0 && draft.companyId !== null ? String(draft.companyId) : null}
        onChange={(id) => change({ companyId: id === null ? null : Number(id), byHand: null })}
        error={errors.company}
      />
      <MoneyField
        label={say('amount')}
        isRequired
        value={draft.amountFen}
        onChange={(amountFen) => change({ amountFen })}
        error={errors.amount}
      />
      <DateField
        label={say('receivedOn')}
        isRequired
        value={draft.receivedOn}
        max={parkToday()}
        onChange={(receivedOn) => change({ receivedOn })}
        error={errors.day}
      />
      <SelectField
        label={say('method')}
        options={recordedAs.map((id) => ({ id, label: methodName(id) }))}
        value={draft.method}
        onChange={(method) => method && change({ method })}
      />
      {draft.method === 'prepaid' && <ServiceField form={form} />}
      <TextField
        label={say('reference')}
        description={say('referenceHelp')}
        maxLength={100}
        value={draft.reference}
        onChange={(reference) => change({ reference })}
        error={errors.reference}
      />
      <TextField
        label={say('note')}
        maxLength={500}
        value={draft.note}
        onChange={(note) => change({ note })}
        error={errors.note}
      />
    </div>
  );
}

/** Of prepaid money: which time it is for. */
function ServiceField({ form: { draft, change } }: { form: PaymentForm }) {
  const say = paymentsMessages.useSay();
  return (
    <DateRangeField
      label={say('service')}
      description={say('serviceHelp')}
      value={draft.service ?? null}
      onChange={(service) => change({ service })}
      className="lg:col-span-2"
    />
  );
}
