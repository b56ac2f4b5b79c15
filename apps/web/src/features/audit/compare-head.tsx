import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button, Callout, TextField } from '../../shared/ui';
import { auditMessages } from './audit.messages';
import { compareHead } from './audit.queries';

/** The number and the 64 digits of the line that was copied, in either language or none. */
const line = /(\d+)\D+?\b([0-9a-f]{64})\b/i;

/** A head that was written down earlier, compared with the chain as it is now. */
export function CompareHead() {
  const say = auditMessages.useSay();
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  const compare = useMutation({ mutationFn: compareHead });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const [, seq, hash] = line.exec(text) ?? [];
    setWrong(!seq || !hash);
    compare.reset();
    if (seq && hash) compare.mutate({ seq, hash });
  };
  const { data, variables, error } = compare;
  const seq = variables?.seq ?? '';
  return (
    <details>
      <summary className="w-fit cursor-pointer text-brand-strong max-lg:py-2">{say('compareLabel')}</summary>
      <form onSubmit={submit} className="mt-2 grid gap-2">
        <div className="flex flex-wrap items-start gap-2">
          <TextField
            label={say('compareLabel')}
            hideLabel
            value={text}
            onChange={setText}
            description={say('compareHelp')}
            error={isWrong ? say('compareWrong') : undefined}
            className="w-full lg:w-[640px]"
          />
          <Button type="submit" isPending={compare.isPending}>
            {say('compare')}
          </Button>
        </div>
        {data && (
          <Callout
            tone={data.matches ? 'ok' : 'bad'}
            role="status"
            title={say(data.matches ? 'matches' : 'differs', { seq })}
          >
            {!data.matches && <p>{say('leaveIt')}</p>}
          </Callout>
        )}
        {error && (
          <Callout tone="bad" role="alert" title={say('compareFailed')}>
            {error.message}
          </Callout>
        )}
      </form>
    </details>
  );
}
