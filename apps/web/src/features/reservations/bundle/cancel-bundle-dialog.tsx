import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { money } from '../../../shared/format/format';
import { LoadFailed } from '../../../shared/load-failed';
import { useName } from '../../../shared/i18n/messages';
import { Callout, ConfirmDialog, Skeleton, TextField } from '../../../shared/ui';
import { ViolationList } from '../violation-list';
import { bundleMessages } from './bundle.messages';
import { type BundleCancellation, bundleCancellationQuery } from './bundle.queries';
import { useBundleAct } from './use-bundle-act';

/** The fee of all, one by one and together, then the question. */
export default function CancelBundleDialog({ bundleId, onClose }: { bundleId: number; onClose: () => void }) {
  const say = bundleMessages.useSay();
  const [reason, setReason] = useState('');
  const preview = useQuery(bundleCancellationQuery(bundleId));
  const act = useBundleAct({ bundleId, act: 'cancel', done: say('cancelled'), onDone: onClose });
  const fee = preview.data?.feeFen ?? 0;
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={say('cancelTitle')}
      consequence={
        preview.error ? (
          <LoadFailed
            title={say('previewFailed')}
            error={preview.error}
            onRetry={() => void preview.refetch()}
            isRetrying={preview.isFetching}
          />
        ) : preview.data ? (
          <Terms terms={preview.data} />
        ) : (
          <Skeleton lines={4} />
        )
      }
      cancelLabel={say('keep')}
      confirmLabel={fee > 0 ? say('confirmFee', { money: money(fee) }) : say('confirmFree')}
      isConfirmDisabled={!preview.data || preview.data.reservations.some(mustStay)}
      isPending={act.isPending}
      // The dialog stays until it is done: a refusal is shown in it.
      onConfirm={() => {
        act.mutate({ reason, feeFen: fee });
        return Promise.reject(new Error('pending'));
      }}
    >
      <TextField
        label={say('reason')}
        description={say('reasonHint')}
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
      {act.error && (
        <Callout tone="bad" role="alert" title={say('actFailed')} className="mt-3">
          {act.error.message}
        </Callout>
      )}
    </ConfirmDialog>
  );
}

/** Rules keep one of it, and so all of it. */
const mustStay = ({ violations }: BundleCancellation['reservations'][number]): boolean =>
  violations.some((one) => one.severity === 'refuse');

function Terms({ terms: { feeFen, reservations, kept } }: { terms: BundleCancellation }) {
  const say = bundleMessages.useSay();
  const name = useName();
  return (
    <>
      <p className="text-lg font-semibold">
        {feeFen > 0 ? say('cancelFee', { money: money(feeFen) }) : say('cancelFree')}
      </p>
      <ul className="my-1">
        {reservations.map((one) => (
          <li key={one.id} className="border-t border-line py-1.5 first:border-t-0">
            <span className="flex justify-between gap-3">
              <span className="min-w-0">{name(one.instrumentZh, one.instrumentEn)}</span>
              <span className="num">{one.feeFen > 0 ? money(one.feeFen) : say('free')}</span>
            </span>
            <span className="block text-xs text-mut">{name(one.explanation.zh, one.explanation.en)}</span>
            <ViolationList violations={one.violations} refusedTitle={say('mustStay')} noticeTitle={say('notices')} />
          </li>
        ))}
      </ul>
      {kept > 0 && <p className="text-mut">{say('cancelKept', { count: kept })}</p>}
      <p className="text-mut">{say('cancelDeposit')}</p>
    </>
  );
}
