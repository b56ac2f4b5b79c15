import { useLanguage } from '../../shared/i18n/language';
import { Badge, Button, Callout, Card, TextLink, toast } from '../../shared/ui';
import { billingRunMessages } from './billing-run.messages';
import { useSendAgain, type Blocker, type Cockpit } from './billing-run.queries';
import { cockpitMessages } from './cockpit.messages';

/** What the steps themselves say needs no second mention. */
const saidElsewhere: ReadonlySet<Blocker['code']> = new Set([
  'month_not_over',
  'run_missing',
  'run_unfinished',
  'in_review',
]);

/** Everything to be done or looked at before the month is closed, each with the way there. */
export function Checklist({ cockpit }: { cockpit: Cockpit }) {
  const say = cockpitMessages.useSay();
  const lang = useLanguage();
  const { state, blockers } = cockpit;
  if (state === 'closed' || state === 'running') return null;
  const open = blockers.filter((blocker) => !saidElsewhere.has(blocker.code));
  if (open.length === 0 && state !== 'invoiced') return null;
  return (
    <Card title={say('checklist')} className="mb-3">
      {open.length === 0 && <p className="text-ok">{say('checklistDone')}</p>}
      <ul className="divide-y divide-line">
        {open.map((blocker) => (
          <li key={blocker.code} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
            <Badge tone={blocker.blocks ? 'bad' : 'warn'} icon={blocker.blocks ? 'alert' : 'help'}>
              {say(blocker.blocks ? 'mustDo' : 'shouldSee')}
            </Badge>
            <span className="min-w-0 flex-1 basis-60">{blocker.message[lang]}</span>
            {blocker.code === 'unsent' && <SendAgain month={cockpit.month} />}
            <TextLink href={blocker.link} className="inline-flex items-center underline! max-lg:min-h-11">
              {say('open')}
            </TextLink>
          </li>
        ))}
      </ul>
      {state === 'invoiced' && <Delivery cockpit={cockpit} />}
    </Card>
  );
}

function Delivery({ cockpit: { delivery } }: { cockpit: Cockpit }) {
  const say = cockpitMessages.useSay();
  return (
    <p className="num mt-2 border-t border-line pt-2 text-sm text-mut">
      {say('delivery')}: {say('deliveryDetail', { ...delivery })}
    </p>
  );
}

function SendAgain({ month }: { month: string }) {
  const say = cockpitMessages.useSay();
  const sayMonth = billingRunMessages.useSay();
  const send = useSendAgain(month);
  const press = async (): Promise<void> => {
    const { mails } = await send.mutateAsync();
    toast({ title: say('sentAgain', { mails }) });
  };
  return (
    <>
      <Button size="sm" icon="refresh" isPending={send.isPending} onPress={() => void press().catch(() => undefined)}>
        {say('sendAgain')}
      </Button>
      {send.error && (
        <Callout tone="bad" role="alert" title={sayMonth('actRefused')}>
          {send.error.message}
        </Callout>
      )}
    </>
  );
}
