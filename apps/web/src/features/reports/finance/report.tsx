import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LoadFailed } from '../../../shared/load-failed';
import { cx, Skeleton } from '../../../shared/ui';
import { financeMessages } from './finance.messages';

export interface ReportProps<Data> {
  readonly query: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
}

/** A report while it comes, when it does not, and when it is there. */
export function Report<Data>({ query, children }: ReportProps<Data>) {
  const say = financeMessages.useSay();
  const { data, error } = query;
  if (data === undefined) {
    if (!error) return <Skeleton lines={10} lineHeight={24} />;
    const retry = (): void => void query.refetch();
    return <LoadFailed title={say('failed')} error={error} onRetry={retry} isRetrying={query.isRefetching} />;
  }
  const isStale = query.isPlaceholderData;
  return (
    <div aria-busy={isStale} className={cx('transition-opacity', isStale && 'opacity-60')}>
      {children(data)}
    </div>
  );
}
