import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button as PressArea } from 'react-aria-components';
import { parkDateTime } from '../../shared/format/format';
import { Badge, Callout, Card, Dialog, type Tone } from '../../shared/ui';
import { type Condition, type Direction, type Handover, handoversQuery, photoUrl, signatureUrl } from './usage.queries';
import { usageMessages } from './usage.messages';

const tones: Record<Condition, Tone> = { good: 'ok', worn: 'warn', damaged: 'bad' };

/** What was noted when the instrument went out and when it came back, side by side. */
export function HandoverRecord({ id }: { id: number }) {
  const say = usageMessages.useSay();
  const { data } = useQuery(handoversQuery(id));
  if (!data || data.items.length === 0) return null;
  const of = (direction: Direction): Handover | undefined => data.items.find((one) => one.direction === direction);
  const [out, back] = [of('out'), of('back')];
  return (
    <Card title={say('record')}>
      <Worse out={out} back={back} />
      <div className="grid gap-4 md:grid-cols-2">
        <Side id={id} title={say('recordOut')} handover={out} />
        <Side id={id} title={say('recordBack')} handover={back} />
      </div>
    </Card>
  );
}

const order: readonly Condition[] = ['good', 'worn', 'damaged'];

/** What is worth talking about: it came back worse, or without something. */
function Worse({ out, back }: { out: Handover | undefined; back: Handover | undefined }) {
  const say = usageMessages.useSay();
  if (!back) return null;
  const missing = back.accessories.filter((one) => one.state === 'missing').map((one) => one.name);
  const isWorse = order.indexOf(back.condition) > order.indexOf(out?.condition ?? 'good');
  if (!isWorse && missing.length === 0) return null;
  return (
    <Callout tone="warn" className="mb-3">
      {isWorse && <p>{say('cameBackWorse', { condition: say(back.condition) })}</p>}
      {missing.length > 0 && <p>{say('cameBackWithout', { names: missing.join('、') })}</p>}
    </Callout>
  );
}

function Side({ id, title, handover }: { id: number; title: string; handover: Handover | undefined }) {
  const say = usageMessages.useSay();
  return (
    <section aria-label={title} className="min-w-0">
      <h3 className="mb-1 font-semibold">{title}</h3>
      {handover ? <Noted id={id} handover={handover} /> : <p className="text-mut">{say('notYet')}</p>}
    </section>
  );
}

function Noted({ id, handover }: { id: number; handover: Handover }) {
  const say = usageMessages.useSay();
  const { at, byName, condition, note, accessories, signedBy, isSigned, direction } = handover;
  return (
    <div className="grid gap-2">
      <p className="num text-mut">
        {parkDateTime(at)} · {say('notedBy', { name: byName })}
      </p>
      <p>
        <Badge tone={tones[condition]}>{say(condition)}</Badge>
        {note && <span className="ml-2 whitespace-pre-line">{note}</span>}
      </p>
      {accessories.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {accessories.map(({ name, state }) => (
            <li key={name}>
              <Badge tone={state === 'missing' ? 'bad' : 'plain'} icon={state === 'missing' ? 'x' : 'check'}>
                {name} · {say(state)}
              </Badge>
            </li>
          ))}
        </ul>
      )}
      <Photos id={id} handover={handover} />
      {(signedBy || isSigned) && (
        <div>
          <p className="text-sm text-mut">{say(direction === 'out' ? 'takenBy' : 'broughtBy')}</p>
          {signedBy && <p>{signedBy}</p>}
          {isSigned && (
            <img
              src={signatureUrl(id, direction)}
              alt={say('signatureOf', { name: signedBy || say('unnamed') })}
              loading="lazy"
              className="mt-1 h-[56px] rounded border border-line bg-white"
            />
          )}
        </div>
      )}
    </div>
  );
}

/** Small pictures that open large. */
function Photos({ id, handover: { photos, direction } }: { id: number; handover: Handover }): ReactNode {
  const say = usageMessages.useSay();
  const [open, setOpen] = useState<number | null>(null);
  const shown = photos.find((one) => one.id === open);
  const altOf = (index: number): string => {
    const time = parkDateTime(photos[index]?.at ?? 0);
    return say('photoAlt', { number: index + 1, time });
  };
  if (photos.length === 0) return null;
  return (
    <>
      <ul className="flex flex-wrap gap-2">
        {photos.map((photo, index) => (
          <li key={photo.id}>
            <PressArea
              aria-label={say('enlarge', { photo: altOf(index) })}
              onPress={() => setOpen(photo.id)}
              className="block rounded outline-offset-2 outline-brand data-focus-visible:outline-2"
            >
              <img
                src={photoUrl(id, photo.id)}
                alt=""
                loading="lazy"
                className="size-[88px] rounded border border-line object-cover"
              />
            </PressArea>
          </li>
        ))}
      </ul>
      {shown && (
        <Dialog
          isOpen
          size="lg"
          title={say(direction === 'out' ? 'recordOut' : 'recordBack')}
          onOpenChange={(isOpen) => !isOpen && setOpen(null)}
        >
          <img
            src={photoUrl(id, shown.id)}
            alt={altOf(photos.indexOf(shown))}
            width={shown.width}
            height={shown.height}
            className="mx-auto h-auto max-h-[70dvh] w-auto max-w-full rounded"
          />
          <p className="num mt-2 text-center text-sm text-mut">
            {parkDateTime(shown.at)} · {shown.byName}
          </p>
        </Dialog>
      )}
    </>
  );
}
