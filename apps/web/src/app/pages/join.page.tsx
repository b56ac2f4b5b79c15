import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { identityMessages } from '../../features/identity/identity.messages';
import { SignInFrame } from '../../features/identity/sign-in-frame';
import { sessionQuery } from '../../features/identity/session';
import { get, post } from '../../shared/api/client';
import { ProblemError } from '../../shared/api/problem';
import { useName } from '../../shared/i18n/messages';
import { Button, Callout, TextField } from '../../shared/ui';

interface Invitation {
  readonly companyNameZh: string | null;
  readonly companyNameEn: string | null;
  readonly email: string;
  readonly role: string;
}

/** Joining by invitation: says which company one joins. */
export default function JoinPage() {
  const say = identityMessages.useSay();
  const toName = useName();
  const { token } = useParams({ strict: false }) as { token: string };
  const { data, isError } = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => get<Invitation>(`/invitations/${token}`),
    retry: false,
  });
  if (isError) return <SignInFrame title={say('joinGone')} intro={say('joinGoneDetail')} />;
  if (!data) return null;
  const company = toName(data.companyNameZh ?? say('parkStaff'), data.companyNameEn);
  return (
    <SignInFrame title={say('joinTitle', { company })} intro={say('joinIntro', { email: data.email })}>
      <JoinForm token={token} />
    </SignInFrame>
  );
}

function JoinForm({ token }: { token: string }) {
  const say = identityMessages.useSay();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const accept = useMutation({
    mutationFn: () => post<void>(`/invitations/${token}/accept`, { name, password }),
    onSuccess: async () => {
      queries.clear();
      await queries.fetchQuery(sessionQuery);
      await navigate({ to: '/' });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    accept.mutate();
  };
  const errors = accept.error instanceof ProblemError ? accept.error.fieldErrors : {};
  return (
    <form onSubmit={submit} className="grid gap-4">
      {accept.error && (
        <Callout tone="bad" role="alert">
          {accept.error.message}
        </Callout>
      )}
      <TextField
        label={say('name')}
        autoComplete="name"
        isRequired
        value={name}
        onChange={setName}
        error={errors.name}
      />
      <TextField
        label={say('passwordNew')}
        type="password"
        autoComplete="new-password"
        isRequired
        value={password}
        onChange={setPassword}
        error={errors.password}
      />
      <Button type="submit" variant="primary" isPending={accept.isPending}>
        {say('join')}
      </Button>
    </form>
  );
}
