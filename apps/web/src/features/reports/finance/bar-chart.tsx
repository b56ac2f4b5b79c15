import 'chartist/dist/index.css';
import './charts.css';
import { BarChart as ChartistBars } from 'chartist';
import { useEffect, useRef } from 'react';

export interface BarChartProps {
  /** Says what the picture shows; the figures stand in the table below it. */
  readonly label: string;
  readonly labels: readonly string[];
  readonly fen: readonly number[];
}

const axisYuan = (yuan: number): string =>
  new Intl.NumberFormat(document.documentElement.lang || 'zh-CN', {
    notation: 'compact',
    maximumFractionDigits: 1,
  }).format(yuan);

/** Amounts as bars, one a label, in yuan. */
export default function BarChart({ label, labels, fen }: BarChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const drawn = JSON.stringify([labels, fen]);
  useEffect(() => {
    if (!place.current) return;
    const [names, amounts] = JSON.parse(drawn) as [string[], number[]];
    const chart = new ChartistBars(
      place.current,
      { labels: names, series: [amounts.map((amount) => amount / 100)] },
      {
        chartPadding: { top: 12, right: 8, bottom: 0, left: 8 },
        // Two lines of a label, as on a phone.
        axisX: { showGrid: false, offset: 40 },
        axisY: { labelInterpolationFnc: (value) => axisYuan(Number(value)), offset: 48, scaleMinSpace: 28 },
      },
    );
    return () => void chart.detach();
  }, [drawn]);
  return <div ref={place} role="img" aria-label={label} className="finance-chart h-[200px] w-full" />;
}
