import { isCreditCode } from '@parkbench/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../shared/api/problem';
import { toast } from '../../shared/ui';
import { peopleMessages } from './people.messages';
import { type Company, type CompanyInput, type Edited, isEmail, peopleKey, saveCompany } from './people.queries';

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

function inputOf(company: Company): CompanyInput {
  const entries = Object.keys(empty).map((key) => [key, company[key as keyof CompanyInput]]);
  return Object.fromEntries(entries) as unknown as CompanyInput;
}

type Errors = Partial<Record<keyof CompanyInput, string>>;

/** What can be said without asking. */
function wrongIn(input: CompanyInput): Errors {
  const { say } = peopleMessages;
  return {
    ...(input.nameZh.trim() === '' && { nameZh: say('needed') }),
    ...(input.creditCode.trim() === '' && { creditCode: say('needed') }),
    ...(input.creditCode.trim() !== '' &&
      !isCreditCode(input.creditCode.trim().toUpperCase()) && { creditCode: say('creditCodeWrong') }),
    ...(input.invoiceEmail.trim() !== '' && !isEmail(input.invoiceEmail) && { invoiceEmail: say('emailWrong') }),
  };
}

/** What the API said, beside the field it is about. */
function answeredTo(problem: ProblemError | undefined): Errors {
  if (problem?.code === 'credit_code_taken') return { creditCode: problem.title };
  if (problem?.code === 'name_taken') return { nameZh: problem.title };
  return problem?.fieldErrors ?? {};
}

/** A company's data while it is edited; a version that someone else made is offered, never overwritten. */
export function useCompanyForm(company: Company | null, onDone: () => void) {
  const say = peopleMessages.useSay();
  const queries = useQueryClient();
  const [edited, setEdited] = useState<Edited>(company);
  const [input, setInput] = useState<CompanyInput>(() => (company ? inputOf(company) : empty));
  const [isTried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () => saveCompany(edited, input),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: peopleKey });
      toast({ title: say('saved'), tone: 'ok' });
      onDone();
    },
  });
  const problem = save.error instanceof ProblemError ? save.error : undefined;
  const errors: Errors = { ...(isTried ? wrongIn(input) : {}), ...answeredTo(problem) };
  const current = problem?.code === 'stale' ? (problem.extra.current as Company) : undefined;
  return {
    input,
    errors,
    current,
    failure: save.error && !current && Object.keys(answeredTo(problem)).length === 0 ? save.error : null,
    isPending: save.isPending,
    set: (key: keyof CompanyInput, value: string) => {
      setInput({ ...input, [key]: value });
      if (save.error) save.reset();
    },
    loadCurrent: () => {
      if (!current) return;
      setEdited(current);
      setInput(inputOf(current));
      save.reset();
    },
    submit: () => {
      setTried(true);
      if (Object.keys(wrongIn(input)).length === 0) save.mutate();
    },
  };
}
