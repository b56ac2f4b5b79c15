import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { identityMessages } from '../../features/identity/identity.messages';
import { SignInFrame } from '../../features/identity/sign-in-frame';
import { useSignIn } from '../../features/identity/session';
import { post } from '../../shared/api/client';
import { ProblemError } from '../../shared/api/problem';
import { Button, Callout, TextField } from '../../shared/ui';

const empty = { parkNameZh: '', parkNameEn: '', name: '', email: '', password: '', setupToken: '' };

/** The first start: names the park and its first administrator. */
export default function SetupPage() {
  const say = identityMessages.useSay();
  const navigate = useNavigate();
  const signIn = useSignIn();
  const [input, setInput] = useState(empty);
  const setUp = useMutation({
    mutationFn: () => post<void>('/setup', { ...input, setupToken: input.setupToken || undefined }),
    onSuccess: () => signIn.mutate({ email: input.email, password: input.password }, { onSuccess: () => void navigate({ to: '/' }) }),
  });
  const errors = setUp.error instanceof ProblemError ? setUp.error.fieldErrors : {};
  const text = (key: keyof typeof empty, type = 'text', isRequired = true, autoComplete?: string) => (
    <TextField
      label={say(key === 'password' ? 'passwordNew' : key)}
      type={type as 'text'}
      isRequired={isRequired}
      autoComplete={autoComplete}
      value={input[key]}
      error={errors[key]}
      onChange={(value) => setInput({ ...input, [key]: value })}
    />
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setUp.mutate();
  };
  return (
    <SignInFrame title={say('setupTitle')} intro={say('setupIntro')}>
      <form onSubmit={submit} className="grid gap-4">
        {setUp.error && <Callout tone="bad">{setUp.error.message}</Callout>}
        {text('parkNameZh')}
        {text('parkNameEn')}
        {text('name', 'text', true, 'name')}
        {text('email', 'email', true, 'username')}
        {text('password', 'password', true, 'new-password')}
        {text('setupToken', 'text', false, 'off')}
        <Button type="submit" variant="primary" isPending={setUp.isPending || signIn.isPending}>
          {say('create')}
        </Button>
      </form>
    </SignInFrame>
  );
}
