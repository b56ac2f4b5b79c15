import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { money, parkDayName, parkTime } from '../../../shared/format/format';
import { Callout, ConfirmDialog, TextField, toast } from '../../../shared/ui';
import { CancelDialog } from '../record/cancel-dialog';
import { PreviewGate } from '../record/change-frame';
import type { SeriesSheetProps } from './move-series-sheet';
import { reservationsKey } from '../reservations.queries';
import { ScopeControl } from './scope-control';
import { seriesMessages } from './series.messages';
import { cancelSeries, seriesCancelPreviewQuery } from './series.queries';
import type { Scope, SeriesCancelPreview } from './series.types';

/** Which sessions, then what it costs, then the question. */
export default function CancelSeriesDialog(props: SeriesSheetProps) {
  const [scope, setScope] = useState<Scope>('this');
  const control = <ScopeControl value={scope} onChange={setScope} />;
  if (scope === 'this') return <CancelDialog {...props} scope={control} />;
  return <CancelSeveral {...props} which={scope} control={control} />;
}

type SeveralProps = SeriesSheetProps & { readonly which: Scope; readonly control: ReactNode };

function CancelSeveral({ seriesId, date, which, control, onClose }: SeveralProps) {
  const say = seriesMessages.useSay();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const preview = useQuery(seriesCancelPreviewQuery(seriesId, { scope: which, date }));
  const feeFen = preview.data?.feeFen ?? 0;
  const count = preview.data?.occurrences.length ?? 0;
  const { mutateAsync, isPending, error } = useMutation({
    mutationFn: () => cancelSeries(seriesId, { scope: which, date, reason, feeFen }),
    onSuccess: (done) => {
      onClose();
      toast({ title: say('cancelled', { count: done.cancelled }), tone: 'ok' });
      void queries.invalidateQueries({ queryKey: reservationsKey });
    },
    onError: () => void preview.refetch(),
  });
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={say('cancelTitle')}
      consequence={
        <div className="grid gap-3">
          {control}
          <PreviewGate preview={preview}>{preview.data && <Fees preview={preview.data} />}</PreviewGate>
        </div>
      }
      cancelLabel={say('cancelKeep')}
      confirmLabel={say(feeFen > 0 ? 'cancelConfirm' : 'cancelConfirmFree', { count, money: money(feeFen) })}
      isConfirmDisabled={count === 0}
      isPending={isPending}
      onConfirm={() => mutateAsync()}
    >
      <TextField
        label={say('cancelReason')}
        description={say('cancelReasonHint')}
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
      {error && (
        <Callout tone="bad" role="alert" className="mt-3">
          {error.message}
        </Callout>
      )}
    </ConfirmDialog>
  );
}

/** The fee of all, and of each that costs something. */
function Fees({ preview: { feeFen, untouched, occurrences } }: { preview: SeriesCancelPreview }) {
  const say = seriesMessages.useSay();
  if (occurrences.length === 0) return <p>{say('cancelNone')}</p>;
  const dear = occurrences.filter((one) => one.feeFen > 0);
  return (
    <div className="grid gap-1">
      <p className="text-lg font-semibold">
        {feeFen > 0 ? say('cancelFee', { money: money(feeFen) }) : say('cancelFree')}
      </p>
      <p className="text-mut">{say('cancelCounts', { count: occurrences.length, untouched })}</p>
      <ul>
        {dear.map((one) => (
          <li key={one.reservationId} className="num flex justify-between gap-3 text-sm">
            <span>
              {parkDayName(one.startsAt)} {parkTime(one.startsAt)}
            </span>
            <span>{say('feeOf', { money: money(one.feeFen) })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
