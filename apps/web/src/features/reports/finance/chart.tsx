import { lazy, Suspense } from 'react';
import { Skeleton } from '../../../shared/ui';
import type { BarChartProps } from './bar-chart';

const BarChart = lazy(() => import('./bar-chart'));

/** A picture of amounts; its library is loaded where a chart is shown. */
export function Chart(props: BarChartProps) {
  return (
    <div className="mb-4 rounded-md border border-line bg-surface p-3">
      <Suspense fallback={<Skeleton lines={5} lineHeight={32} />}>
        <BarChart {...props} />
      </Suspense>
    </div>
  );
}
