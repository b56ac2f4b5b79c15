import { useChargeKind } from '../../shared/charge-kinds';
import { Card, Money, TextLink } from '../../shared/ui';
import type { Cockpit } from './billing-run.queries';
import { Change } from './change';
import { cockpitMessages } from './cockpit.messages';

/** What is billed by kind and beside the month before; what is not and why. */
export function Composition({ cockpit }: { cockpit: Cockpit }) {
  return (
    <div className="mb-4 grid items-start gap-3 lg:grid-cols-[3fr_2fr]">
      <Kinds cockpit={cockpit} />
      <Unbilled cockpit={cockpit} />
    </div>
  );
}

const head = 'border-b border-line2 px-2 py-1 text-sm font-normal text-mut';

function KindName({ component }: { component: string }) {
  return useChargeKind()(component);
}

function Kinds({ cockpit: { kinds, totals, last } }: { cockpit: Cockpit }) {
  const say = cockpitMessages.useSay();
  return (
    <Card title={say('composition')}>
      {kinds.length === 0 ? (
        <p className="text-mut">{say('noKinds')}</p>
      ) : (
        <table className="w-full">
          <caption className="sr-only">{say('composition')}</caption>
          <thead>
            <tr>
              <th scope="col" className={`${head} text-left`}>
                {say('kind')}
              </th>
              <th scope="col" className={`${head} text-right`}>
                {say('thisMonth')}
              </th>
              <th scope="col" className={`${head} text-right`}>
                {say('lastMonth')}
              </th>
              <th scope="col" className={`${head} text-right max-lg:hidden`}>
                {say('change')}
              </th>
            </tr>
          </thead>
          <tbody>
            {kinds.map((kind) => (
              <tr key={kind.component}>
                <th scope="row" className="px-2 py-1 text-left font-normal">
                  <KindName component={kind.component} /> <span className="num text-sm text-mut">× {kind.lines}</span>
                </th>
                <td className="px-2">
                  <Money fen={kind.grossFen} />
                </td>
                <td className="px-2 text-mut">
                  <Money fen={kind.lastGrossFen} />
                </td>
                <td className="px-2 text-right whitespace-nowrap max-lg:hidden">
                  <Change now={kind.grossFen} before={kind.lastGrossFen} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot className="font-semibold">
            <tr>
              <td className="border-t border-line2 px-2 py-1">{say('sum')}</td>
              <td className="border-t border-line2 px-2">
                <Money fen={totals.grossFen} />
              </td>
              <td className="border-t border-line2 px-2">{last && <Money fen={last.grossFen} />}</td>
              <td className="border-t border-line2 px-2 text-right whitespace-nowrap max-lg:hidden">
                {last && <Change now={totals.grossFen} before={last.grossFen} />}
              </td>
            </tr>
          </tfoot>
        </table>
      )}
    </Card>
  );
}

function Unbilled({ cockpit: { month, unbilled, run } }: { cockpit: Cockpit }) {
  const say = cockpitMessages.useSay();
  const { openUse, disputed, waiting, failed, nothing } = unbilled;
  const isRun = run !== null && run.status !== 'cancelled';
  const all: (Reason | false)[] = [
    {
      label: say('openUse'),
      count: openUse,
      said: say('countUses', { count: openUse }),
      href: `/reservations?status=open&month=${month}`,
    },
    {
      label: say('disputed'),
      count: disputed.count,
      said: say('countLines', { count: disputed.count }),
      fen: disputed.grossFen,
      href: '/disputes?status=open',
    },
    isRun && {
      label: say('waiting'),
      count: waiting.count,
      said: say('countLines', { count: waiting.count }),
      fen: waiting.grossFen,
    },
    {
      label: say('failedOnes'),
      count: failed,
      said: say('countCompanies', { count: failed }),
      href: `/months/${month}?status=failed`,
    },
    {
      label: say('nothingOwed'),
      count: nothing,
      said: say('countCompanies', { count: nothing }),
      href: `/months/${month}?status=nothing`,
    },
  ];
  const reasons = all.filter((reason): reason is Reason => reason !== false && reason.count > 0);
  return (
    <Card title={say('unbilled')}>
      {reasons.length === 0 && <p className="text-mut">{say('unbilledNone')}</p>}
      <ul className="divide-y divide-line">
        {reasons.map((reason) => (
          <UnbilledReason key={reason.label} reason={reason} />
        ))}
      </ul>
    </Card>
  );
}

interface Reason {
  readonly label: string;
  readonly count: number;
  readonly said: string;
  readonly fen?: number;
  readonly href?: string;
}

function UnbilledReason({ reason: { label, said, fen, href } }: { reason: Reason }) {
  return (
    <li className="flex items-baseline justify-between gap-3 py-1.5">
      <span>
        {label}{' '}
        <span className="num text-sm">
          {href ? (
            <TextLink href={href} className="underline! max-lg:inline-flex max-lg:min-h-11 max-lg:items-center">
              {said}
            </TextLink>
          ) : (
            <span className="text-mut">{said}</span>
          )}
        </span>
      </span>
      {fen !== undefined && <Money fen={fen} align="inline" />}
    </li>
  );
}
