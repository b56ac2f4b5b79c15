import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { identityMessages } from '../../features/identity/identity.messages';
import { SignInFrame } from '../../features/identity/sign-in-frame';
import { useSignIn } from '../../features/identity/session';
import { Button, Callout, TextField } from '../../shared/ui';

/** Only paths of this application are followed after signing in. */
const within = (to: string | undefined): string => (to && /^\/(?![/\\])/.test(to) ? to : '/');

export default function LoginPage() {
  const say = identityMessages.useSay();
  const signIn = useSignIn();
  const navigate = useNavigate();
  const { to } = useSearch({ strict: false }) as { to?: string };
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate({ email, password }, { onSuccess: () => void navigate({ href: within(to) }) });
  };
  return (
    <SignInFrame title={say('signInTitle')}>
      <form onSubmit={submit} className="grid gap-4">
        {signIn.error && (
          <Callout tone="bad" role="alert">
            {signIn.error.message}
          </Callout>
        )}
        <TextField
          label={say('email')}
          type="email"
          autoComplete="username"
          isRequired
          value={email}
          onChange={setEmail}
          autoFocus
        />
        <TextField
          label={say('password')}
          type="password"
          autoComplete="current-password"
          isRequired
          value={password}
          onChange={setPassword}
        />
        <Button type="submit" variant="primary" isPending={signIn.isPending}>
          {say('signIn')}
        </Button>
      </form>
    </SignInFrame>
  );
}
