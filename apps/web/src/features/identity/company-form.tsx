import { Button, Callout, SelectField, Sheet, TextField } from '../../shared/ui';
import { peopleMessages } from './people.messages';
import type { Company, CompanyInput } from './people.queries';
import { useCompanyForm } from './use-company-form';

const classes = ['standard', 'incubating'] as const;
const needed: readonly string[] = ['nameZh', 'creditCode'];
const forInvoices = ['invoiceEmail', 'phone', 'address', 'bankName', 'bankAccount'] as const;

/** A company's data as its invoices will carry them; what is wrong is said beside its field. */
export function CompanyForm({ company, onClose }: { company: Company | null; onClose: () => void }) {
  const say = peopleMessages.useSay();
  const form = useCompanyForm(company, onClose);
  const { input, errors } = form;
  const text = (key: Exclude<keyof CompanyInput, 'classCode'>) => (
    <TextField
      key={key}
      label={say(key)}
      value={input[key]}
      onChange={(value) => form.set(key, value)}
      error={errors[key]}
      isRequired={needed.includes(key)}
      {...(key === 'invoiceEmail' && { type: 'email' })}
      {...(key === 'phone' && { type: 'tel' })}
    />
  );
  return (
    <Sheet
      isOpen
      title={say(company ? 'editCompany' : 'addCompany')}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button variant="primary" type="submit" form="company-form" isPending={form.isPending}>
            {say('save')}
          </Button>
        </>
      }
    >
      <form
        id="company-form"
        noValidate
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          form.submit();
        }}
      >
        {form.current && (
          <Callout
            tone="warn"
            role="alert"
            title={say('stale')}
            actions={
              <Button size="sm" onPress={form.loadCurrent}>
                {say('loadCurrent')}
              </Button>
            }
          >
            {say('staleDetail')}
          </Callout>
        )}
        {form.failure && (
          <Callout tone="bad" role="alert">
            {form.failure.message}
          </Callout>
        )}
        {text('nameZh')}
        {text('nameEn')}
        {text('creditCode')}
        <SelectField
          label={say('companyClass')}
          options={classes.map((id) => ({ id, label: say(id) }))}
          value={classes.find((id) => id === input.classCode) ?? null}
          onChange={(id) => form.set('classCode', id ?? 'standard')}
        />
        <h3 className="mt-2 border-t border-line pt-3 font-semibold">{say('billing')}</h3>
        {forInvoices.map(text)}
      </form>
    </Sheet>
  );
}
