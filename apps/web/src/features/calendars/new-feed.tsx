import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type Chosen, InstrumentField } from '../../shared/instrument-field';
import { Button, Callout, Card, Dialog, LinkButton, RadioGroup, TextField, toast } from '../../shared/ui';
import { calendarsMessages } from './calendars.messages';
import { addressFrom, type FeedAddress, feedsQuery, makeFeed, type Scope } from './calendars.queries';

export interface NewFeedProps {
  /** What this person may subscribe to, the likeliest first. */
  readonly scopes: readonly [Scope, ...Scope[]];
  readonly isStaff: boolean;
  /** The instrument whose page led here. */
  readonly instrument: Chosen | null;
}

/** Chooses what a new calendar holds, and makes its address. */
export function NewFeed({ scopes, isStaff, instrument: given }: NewFeedProps) {
  const say = calendarsMessages.useSay();
  const queries = useQueryClient();
  const [scope, setScope] = useState<Scope>(given ? 'instrument' : scopes[0]);
  const [instrument, setInstrument] = useState(given);
  const make = useMutation({
    mutationFn: () => makeFeed({ scope, instrumentId: scope === 'instrument' ? instrument?.id : undefined }),
    onSuccess: () => queries.invalidateQueries({ queryKey: feedsQuery.queryKey }),
  });
  const hints = { person: 'personHint', company: 'companyHint', instrument: 'instrumentHint' } as const;
  const hintOf = (id: Scope): string => say(isStaff && id === 'instrument' ? 'instrumentStaffHint' : hints[id]);
  return (
    <Card title={say('add')}>
      <div className="grid gap-3">
        {scopes.length > 1 ? (
          <RadioGroup
            label={say('of')}
            value={scope}
            onChange={setScope}
            options={scopes.map((id) => ({ id, label: say(id), description: hintOf(id) }))}
          />
        ) : (
          <p className="text-mut">{hintOf(scope)}</p>
        )}
        {scope === 'instrument' && <InstrumentField value={instrument} onChange={setInstrument} isRequired />}
        {make.error && (
          <Callout tone="bad" role="alert" title={say('notDone')}>
            {make.error.message}
          </Callout>
        )}
        <Button
          variant="primary"
          className="justify-self-start max-lg:justify-self-stretch"
          isDisabled={scope === 'instrument' && instrument === null}
          isPending={make.isPending}
          onPress={() => make.mutate()}
        >
          {say('make')}
        </Button>
      </div>
      {make.data && <Address made={make.data} onClose={make.reset} />}
    </Card>
  );
}

/** The address, this once; it can be copied or opened in the calendar program. */
function Address({ made, onClose }: { made: FeedAddress; onClose: () => void }) {
  const say = calendarsMessages.useSay();
  const field = useRef<HTMLInputElement>(null);
  const address = addressFrom(made);
  const copy = async (): Promise<void> => {
    field.current?.select();
    try {
      // Not there where the park is served without TLS inside its own network.
      await navigator.clipboard.writeText(address);
      toast({ title: say('copied'), tone: 'ok' });
    } catch {
      toast({ title: say('copyByHand'), tone: 'warn' });
    }
  };
  return (
    <Dialog
      isOpen
      title={say('madeTitle')}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={false}
      footer={
        <>
          <LinkButton icon="calendar" href={address.replace(/^https?:/, 'webcal:')}>
            {say('open')}
          </LinkButton>
          <Button variant="primary" icon="copy" onPress={() => void copy()}>
            {say('copy')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <Callout tone="warn">{say('once')}</Callout>
        <TextField
          ref={field}
          label={say('address')}
          value={address}
          isReadOnly
          onFocus={() => field.current?.select()}
        />
        <p className="text-sm text-mut">{say('how')}</p>
      </div>
    </Dialog>
  );
}
