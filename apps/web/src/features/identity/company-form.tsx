import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../shared/api/problem';
import { Button, Callout, SelectField, Sheet, TextField, toast } from '../../shared/ui';
import { identityMessages } from './identity.messages';
import { type Company, type CompanyInput, saveCompany } from './people.queries';

const empty: CompanyInput = {
  nameZh: '',
  nameEn: '',
  creditCode: '',
  classCode: 'standard',
  address: '',
  phone: '',
  bankName: '',
  bankAccount: '',
  invoiceEmail: '',
};
const texts = [
  'nameZh',
  'nameEn',
  'creditCode',
  'invoiceEmail',
  'phone',
  'address',
  'bankName',
  'bankAccount',
] as const;
const needed: readonly string[] = ['nameZh', 'creditCode'];

/** A company's data as its invoices will carry them; what is wrong is said beside its field. */
export function CompanyForm({ company, onClose }: { company: Company | null; onClose: () => void }) {
  const say = identityMessages.useSay();
  const queries = useQueryClient();
  const [input, setInput] = useState<CompanyInput>(() => (company ? inputOf(company) : empty));
  const save = useMutation({
    mutationFn: () => saveCompany(company, input),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['identity'] });
      toast({ title: say('saved'), tone: 'ok' });
      onClose();
    },
  });
  const problem = save.error instanceof ProblemError ? save.error : undefined;
  const errors: Record<string, string> = {
    ...problem?.fieldErrors,
    ...(problem?.code === 'credit_code_taken' ? { creditCode: problem.title } : {}),
  };
  return (
    <Sheet
      isOpen
      title={say(company ? 'editCompany' : 'addCompany')}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button variant="primary" isPending={save.isPending} onPress={() => save.mutate()}>
            {say('save')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {save.error && Object.keys(errors).length === 0 && (
          <Callout tone="bad" role="alert">
            {save.error.message}
          </Callout>
        )}
        {texts.map((key) => (
          <TextField
            key={key}
            label={say(key)}
            value={input[key]}
            onChange={(value) => setInput({ ...input, [key]: value })}
            error={errors[key]}
            isRequired={needed.includes(key)}
          />
        ))}
        <SelectField
          label={say('companyClass')}
          options={(['standard', 'incubating'] as const).map((id) => ({ id, label: say(id) }))}
          value={input.classCode}
          onChange={(id) => setInput({ ...input, classCode: String(id ?? 'standard') })}
        />
      </div>
    </Sheet>
  );
}

function inputOf({
  nameZh,
  nameEn,
  creditCode,
  classCode,
  address,
  phone,
  bankName,
  bankAccount,
  invoiceEmail,
}: Company): CompanyInput {
  return { nameZh, nameEn, creditCode, classCode, address, phone, bankName, bankAccount, invoiceEmail };
}
