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
    onSuccess: () =>
      signIn.mutate({ email: input.email, password: input.password }, { onSuccess: () => void navigate({ to: '/' }) }),
  });
  const errors = setUp.error instanceof ProblemError ? setUp.error.fieldErrors : {};
  const field = (key: keyof typeof empty) => ({
    value: input[key],
    error: errors[key],
    onChange: (value: string) => setInput({ ...input, [key]: value }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setUp.mutate();
  };
  return (
    <SignInFrame title={say('setupTitle')} intro={say('setupIntro')}>
      <form onSubmit={submit} className="grid gap-4">
        {setUp.error && (
          <Callout tone="bad" role="alert">
            {setUp.error.message}
          </Callout>
        )}
        <TextField label={say('parkNameZh')} isRequired {...field('parkNameZh')} />
        <TextField label={say('parkNameEn')} isRequired {...field('parkNameEn')} />
        <TextField label={say('name')} isRequired autoComplete="name" {...field('name')} />
        <TextField label={say('email')} isRequired type="email" autoComplete="username" {...field('email')} />
        <TextField
          label={say('passwordNew')}
          isRequired
          type="password"
          autoComplete="new-password"
          {...field('password')}
        />
        <TextField label={say('setupToken')} autoComplete="off" {...field('setupToken')} />
        <Button type="submit" variant="primary" isPending={setUp.isPending || signIn.isPending}>
          {say('create')}
        </Button>
      </form>
    </SignInFrame>
  );
}
