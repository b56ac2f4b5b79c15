import { useRouterState } from '@tanstack/react-router';
import { setSingleKeys, useSingleKeys } from '../shared/single-keys';
import { Dialog, Switch } from '../shared/ui';
import { keysMessages } from './keys.messages';
import { everywhere, type KeyLine, keysOf } from './page-keys';

/** The keys of this page and of all pages, and the switch that turns single ones off. */
export default function KeysDialog({ onClose }: { onClose: () => void }) {
  const say = keysMessages.useSay();
  const path = useRouterState({ select: (s) => s.location.pathname });
  const here = keysOf(path);
  const isOn = useSingleKeys();
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={say('title')}>
      <div className="grid gap-4">
        {here.length > 0 && <Keys title={say('here')} lines={here} />}
        <Keys title={say('everywhere')} lines={everywhere} />
        <div>
          <Switch isSelected={isOn} onChange={setSingleKeys}>
            {say('single')}
          </Switch>
          <p className="mt-1 text-xs text-mut">{say('singleHint')}</p>
        </div>
      </div>
    </Dialog>
  );
}

function Keys({ title, lines }: { title: string; lines: readonly KeyLine[] }) {
  const say = keysMessages.useSay();
  return (
    <section>
      <h3 className="mb-1 text-sm text-mut">{title}</h3>
      <dl className="m-0 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        {lines.map(({ keys, does }) => (
          <div key={does} className="contents">
            <dt className="flex gap-1">
              {keys.map((key) => (
                <kbd key={key} className="num min-w-6 rounded border border-line2 bg-sunken px-1.5 text-center text-sm">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd className="m-0">{say(does)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
