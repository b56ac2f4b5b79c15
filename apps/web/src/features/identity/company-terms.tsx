import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Callout, MoneyField, Switch, TextField, toast } from '../../shared/ui';
import { peopleMessages } from './people.messages';
import { type Company, peopleKey, setAffiliation, setCredit, setSuspended } from './people.queries';

interface TermsProps {
  readonly company: Company;
  readonly onDone: () => void;
}

/** What a company may owe, and whether it may reserve; each is done at once, with a reason where it stops somebody. */
export function CompanyTerms(props: TermsProps) {
  const say = peopleMessages.useSay();
  return (
    <section className="mt-4 grid gap-3 border-t border-line pt-3">
      <h3 className="m-0 font-semibold">{say('terms')}</h3>
      <Credit {...props} />
      <Affiliation {...props} />
      <Suspension {...props} />
    </section>
  );
}

function useDone(onDone: () => void): () => Promise<void> {
  const say = peopleMessages.useSay();
  const queries = useQueryClient();
  return async () => {
    await queries.invalidateQueries({ queryKey: peopleKey });
    toast({ title: say('saved'), tone: 'ok' });
    onDone();
  };
}

function Failure({ error }: { error: Error | null }) {
  return (
    error && (
      <Callout tone="bad" role="alert">
        {error.message}
      </Callout>
    )
  );
}

function Credit({ company, onDone }: TermsProps) {
  const say = peopleMessages.useSay();
  const agreed = company.creditLimitFen ?? null;
  const [limit, setLimit] = useState(agreed);
  const save = useMutation({ mutationFn: () => setCredit(company, limit), onSuccess: useDone(onDone) });
  return (
    <>
      <Failure error={save.error} />
      <MoneyField label={say('creditLimit')} description={say('creditLimitHint')} value={limit} onChange={setLimit} />
      <div>
        <Button isDisabled={limit === agreed} isPending={save.isPending} onPress={() => save.mutate()}>
          {say('saveCredit')}
        </Button>
      </div>
    </>
  );
}

/** Whether the company is one of the park's own; said at once, since vouchers are refused by it. */
function Affiliation({ company, onDone }: TermsProps) {
  const say = peopleMessages.useSay();
  const save = useMutation({ mutationFn: (is: boolean) => setAffiliation(company, is), onSuccess: useDone(onDone) });
  return (
    <div>
      <Failure error={save.error} />
      <Switch
        isSelected={save.variables ?? company.isAffiliated}
        isDisabled={save.isPending}
        onChange={(is) => save.mutate(is)}
      >
        {say('affiliatedWith')}
      </Switch>
      <p className="text-sm text-mut">{say('affiliatedHint')}</p>
    </div>
  );
}

function Suspension({ company, onDone }: TermsProps) {
  const say = peopleMessages.useSay();
  const [reason, setReason] = useState('');
  const act = useMutation({ mutationFn: () => setSuspended(company, reason.trim()), onSuccess: useDone(onDone) });
  const { suspended } = company;
  return (
    <>
      <Failure error={act.error} />
      {suspended && (
        <Callout tone="warn" title={say('suspendedNow')}>
          {company.suspendedReason}
        </Callout>
      )}
      <TextField
        label={say(suspended ? 'unsuspendReason' : 'suspendReason')}
        description={say(suspended ? 'unsuspendHint' : 'suspendHint')}
        value={reason}
        onChange={setReason}
        maxLength={200}
      />
      <div>
        <Button
          variant={suspended ? 'secondary' : 'danger'}
          isDisabled={reason.trim().length < 2}
          isPending={act.isPending}
          onPress={() => act.mutate()}
        >
          {say(suspended ? 'unsuspend' : 'suspend')}
        </Button>
      </div>
    </>
  );
}
