import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '../../../shared/ui';
import { reservationsKey } from '../reservations.queries';
import { actOnBundle, type BundleAction } from './bundle.queries';

export interface BundleAct {
  readonly bundleId: number;
  readonly act: BundleAction;
  /** What is said when it is done. */
  readonly done: string;
  readonly onDone: () => void;
}

/** Does something with all of a bundle; a refusal stays where it was asked. */
export function useBundleAct({ bundleId, act, done, onDone }: BundleAct) {
  const queries = useQueryClient();
  return useMutation<unknown, Error, object>({
    mutationFn: (body) => actOnBundle(bundleId, act, body),
    onSuccess: () => {
      onDone();
      toast({ title: done, tone: 'ok' });
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: reservationsKey }),
  });
}
