import { useQuery } from '@tanstack/react-query';
import { useName } from '../../shared/i18n/messages';
import { Button, Callout, SelectField, Sheet, TextField, TextLink } from '../../shared/ui';
import { CompanyTerms } from './company-terms';
import { peopleMessages } from './people.messages';
import { type Company, companyClassesQuery, type CompanyInput } from './people.queries';
import { useClassName } from './use-class-name';
import { useCompanyForm } from './use-company-form';

type Form = ReturnType<typeof useCompanyForm>;
type TextKey = Exclude<keyof CompanyInput, 'classCode'>;

const needed: readonly TextKey[] = ['nameZh', 'creditCode'];
const named: readonly TextKey[] = ['nameZh', 'nameEn', 'creditCode'];
const forInvoices: readonly TextKey[] = ['invoiceEmail', 'phone', 'address', 'bankName', 'bankAccount'];
const kinds: Partial<Record<TextKey, 'email' | 'tel'>> = { invoiceEmail: 'email', phone: 'tel' };

/** A company's data as its invoices will carry them; what is wrong is said beside its field. */
export function CompanyForm({ company, onClose }: { company: Company | null; onClose: () => void }) {
  const say = peopleMessages.useSay();
  const form = useCompanyForm(company, onClose);
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
        <Refused form={form} />
        <Texts form={form} keys={named} />
        {company ? <PresentClass company={company} /> : <FirstClass form={form} />}
        <h3 className="mt-2 border-t border-line pt-3 font-semibold">{say('billing')}</h3>
        <Texts form={form} keys={forInvoices} />
      </form>
      {company && <CompanyTerms company={company} onDone={onClose} />}
    </Sheet>
  );
}

/** The class of a new company; later it changes on a day. */
function FirstClass({ form }: { form: Form }) {
  const say = peopleMessages.useSay();
  const name = useName();
  const { data: classes = [] } = useQuery(companyClassesQuery);
  return (
    <SelectField
      label={say('companyClass')}
      options={classes.map((one) => ({ id: one.code, label: name(one.nameZh, one.nameEn) }))}
      value={form.input.classCode}
      onChange={(id) => form.set('classCode', id ?? 'standard')}
    />
  );
}

function PresentClass({ company }: { company: Company }) {
  const say = peopleMessages.useSay();
  const named = useClassName();
  return (
    <p className="flex flex-wrap items-center gap-x-3">
      <span className="text-sm text-mut">{say('companyClass')}</span>
      <span>{named(company.classCode)}</span>
      <TextLink href="/rates/classes">{say('classByDate')}</TextLink>
    </p>
  );
}

function Texts({ form, keys }: { form: Form; keys: readonly TextKey[] }) {
  const say = peopleMessages.useSay();
  return keys.map((key) => (
    <TextField
      key={key}
      label={say(key)}
      type={kinds[key] ?? 'text'}
      value={form.input[key]}
      onChange={(value) => form.set(key, value)}
      error={form.errors[key]}
      isRequired={needed.includes(key)}
    />
  ));
}

/** What is about no single field: someone else was first, or it could not be saved at all. */
function Refused({ form }: { form: Form }) {
  const say = peopleMessages.useSay();
  if (form.current) {
    const load = (
      <Button size="sm" onPress={form.loadCurrent}>
        {say('loadCurrent')}
      </Button>
    );
    return (
      <Callout tone="warn" role="alert" title={say('stale')} actions={load}>
        {say('staleDetail')}
      </Callout>
    );
  }
  if (!form.failure) return null;
  return (
    <Callout tone="bad" role="alert">
      {form.failure.message}
    </Callout>
  );
}
