import type { BandWindow } from '@parkbench/domain';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../shared/api/problem';
import { LoadFailed } from '../../shared/load-failed';
import { Button, Callout, Sheet, Skeleton, toast } from '../../shared/ui';
import { batchMessages } from './batch.messages';
import { BandWeek } from './band-week';
import { BandWindowsField } from './band-windows-field';
import { priceBandsQuery, useSaveBands } from './pricing.queries';

function useParkBands(onDone: () => void) {
  const say = batchMessages.useSay();
  const bands = useQuery({ ...priceBandsQuery, staleTime: 0 });
  const [windows, setWindows] = useState<readonly BandWindow[] | null>(null);
  const [isTried, setTried] = useState(false);
  const save = useSaveBands();
  const shown = windows ?? bands.data?.windows ?? [];
  const isWrong = shown.some((one) => one.weekdays.length === 0 || one.fromMinute >= one.toMinute);
  const isStale = save.error instanceof ProblemError && save.error.status === 412;
  return {
    bands,
    shown,
    isChanged: windows !== null,
    isSaving: save.isPending,
    fault: isTried && isWrong ? say('bandsWrong') : undefined,
    problem: save.error && (isStale ? say('stale') : save.error.message),
    change: (changed: BandWindow[]) => setWindows(changed),
    save: async (): Promise<void> => {
      setTried(true);
      if (isWrong || !bands.data) return;
      try {
        await save.mutateAsync({ windows: shown, version: bands.data.version });
      } catch {
        return;
      }
      toast({ title: say('bandsSaved'), tone: 'ok' });
      onDone();
    },
  };
}

/** The bands of every plan that has none of its own. */
export function ParkBandsSheet({ onClose }: { onClose: () => void }) {
  const say = batchMessages.useSay();
  const form = useParkBands(onClose);
  return (
    <Sheet
      isOpen
      size="lg"
      title={say('parkBands')}
      isDismissable={!form.isChanged}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button
            variant="primary"
            isPending={form.isSaving}
            isDisabled={!form.isChanged}
            onPress={() => void form.save()}
          >
            {say('save')}
          </Button>
        </>
      }
    >
      <Bands form={form} />
    </Sheet>
  );
}

function Bands({ form }: { form: ReturnType<typeof useParkBands> }) {
  const say = batchMessages.useSay();
  const { bands } = form;
  if (bands.error) {
    return <LoadFailed title={say('parkBands')} error={bands.error} onRetry={() => void bands.refetch()} />;
  }
  if (!bands.data) return <Skeleton lines={8} />;
  return (
    <div className="grid grid-cols-1 gap-4">
      <p className="text-mut">{say('bandsDetail')}</p>
      {form.problem && (
        <Callout tone="bad" role="alert">
          {form.problem}
        </Callout>
      )}
      <BandWeek windows={form.shown} />
      <BandWindowsField windows={form.shown} onChange={form.change} error={form.fault} />
    </div>
  );
}
