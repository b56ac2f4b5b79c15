import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../../shared/api/problem';
import { money } from '../../../shared/format/format';
import { LoadFailed } from '../../../shared/load-failed';
import { useName } from '../../../shared/i18n/messages';
import { Button, Callout, NumberField, Sheet, Skeleton } from '../../../shared/ui';
import { periodText } from '../booking/period-words';
import { useDebounced } from '../use-debounced';
import { ViolationList } from '../violation-list';
import { bundleMessages } from './bundle.messages';
import { type Bundle, type BundleMove, type BundleMoveBy, bundleMoveQuery } from './bundle.queries';
import { useBundleAct } from './use-bundle-act';

interface MoveBundleProps {
  readonly bundle: Bundle;
  readonly onClose: () => void;
}

/** By how much, where each would be then, and the move itself. What the last try found counts more than the preview before it. */
function useMove({ bundle, onClose }: MoveBundleProps) {
  const say = bundleMessages.useSay();
  const [by, setBy] = useState<BundleMoveBy>({ days: 7, minutes: 0 });
  const settled = useDebounced(by);
  const isSomewhere = by.days !== 0 || by.minutes !== 0;
  const preview = useQuery(bundleMoveQuery(bundle.id, isSomewhere ? settled : null));
  const act = useBundleAct({ bundleId: bundle.id, act: 'move', done: say('moved'), onDone: onClose });
  const answer = act.error instanceof ProblemError ? (act.error.extra.preview as BundleMove | undefined) : undefined;
  const isStale = preview.isPlaceholderData || JSON.stringify(settled) !== JSON.stringify(by);
  const shown = isSomewhere ? (answer ?? preview.data) : undefined;
  return {
    by,
    isSomewhere,
    preview,
    isStale,
    shown,
    failure: answer ? null : act.error,
    isPending: act.isPending,
    canMove: shown !== undefined && !isStale && isOpen(shown),
    change: (next: Partial<BundleMoveBy>): void => {
      act.reset();
      setBy({ ...by, ...next });
    },
    send: () => act.mutate(by),
  };
}
type Move = ReturnType<typeof useMove>;

/** Moves all by the same time; where each would be and what stands against it is shown first. */
export default function MoveBundleSheet(props: MoveBundleProps) {
  const say = bundleMessages.useSay();
  const move = useMove(props);
  const { shown, failure } = move;
  return (
    <Sheet
      title={say('moveTitle')}
      isOpen
      onOpenChange={(open) => !open && props.onClose()}
      footer={
        <Button variant="primary" size="lg" isDisabled={!move.canMove} isPending={move.isPending} onPress={move.send}>
          {say('confirmMove')}
        </Button>
      }
    >
      <div className="grid gap-3">
        <p className="text-mut">{say('moveHint')}</p>
        <ByHowMuch move={move} hasRental={props.bundle.reservations.some((one) => one.kind === 'rental')} />
        {!move.isSomewhere && <p className="text-mut">{say('byNothing')}</p>}
        {move.isSomewhere && !shown && <Waiting move={move} />}
        {shown && <Places move={shown} isStale={move.isStale} />}
        {failure && (
          <Callout tone="bad" role="alert" title={say('actFailed')}>
            {failure.message}
          </Callout>
        )}
      </div>
    </Sheet>
  );
}

/** Days for all; minutes only where nothing is rented by the month. */
function ByHowMuch({ move: { by, change }, hasRental }: { move: Move; hasRental: boolean }) {
  const say = bundleMessages.useSay();
  return (
    <div className="flex flex-wrap gap-3">
      <NumberField
        label={say('days')}
        description={say('daysHint')}
        className="w-[180px]"
        unit={say('daysUnit')}
        min={-730}
        max={730}
        value={by.days}
        onChange={(days) => change({ days: days ?? 0 })}
      />
      {!hasRental && (
        <NumberField
          label={say('minutes')}
          className="w-[180px]"
          unit={say('minutesUnit')}
          min={-1440}
          max={1440}
          step={15}
          value={by.minutes}
          onChange={(minutes) => change({ minutes: minutes ?? 0 })}
        />
      )}
    </div>
  );
}

function Waiting({ move: { preview } }: { move: Move }) {
  const say = bundleMessages.useSay();
  if (!preview.error) return <Skeleton lines={4} />;
  return (
    <LoadFailed
      title={say('previewFailed')}
      error={preview.error}
      onRetry={() => void preview.refetch()}
      isRetrying={preview.isFetching}
    />
  );
}

const isOpen = (move: BundleMove): boolean =>
  move.free && !move.reservations.some((one) => one.violations.some((v) => v.severity === 'refuse'));

function Places({ move, isStale }: { move: BundleMove; isStale: boolean }) {
  const say = bundleMessages.useSay();
  const name = useName();
  const { beforeFen, totalFen } = move;
  return (
    <section aria-label={say('after')} aria-busy={isStale} className={isStale ? 'opacity-60' : undefined}>
      <h3 className="font-semibold">{say('after')}</h3>
      <ul>
        {move.reservations.map((one) => (
          <li key={one.id} className="grid gap-1 border-t border-line py-2 first:border-t-0">
            <span className="font-medium">{name(one.instrumentZh, one.instrumentEn)}</span>
            <span className="num text-sm">{periodText(one)}</span>
            {!one.free && (
              <Callout tone="bad" role="alert">
                {say('taken')}
              </Callout>
            )}
            <ViolationList violations={one.violations} refusedTitle={say('violations')} noticeTitle={say('notices')} />
          </li>
        ))}
      </ul>
      <p className="num border-t border-line pt-2 font-semibold">
        {beforeFen === totalFen
          ? say('totalSame', { money: money(totalFen) })
          : say('total', { before: money(beforeFen), after: money(totalFen) })}
      </p>
    </section>
  );
}
