import { catalogueMessages } from './catalogue.messages';

const step = 9;
const bars = {
  '0': { height: 18, className: 'fill-ok/30 stroke-ok' },
  '2': { height: 12, className: 'fill-warn/30 stroke-warn' },
  '1': { height: 5, className: 'fill-off/30 stroke-line2' },
} as const;
type Sign = keyof typeof bars;
const signs: readonly Sign[] = ['0', '2', '1'];

const outline = (strip: string, sign: Sign): string =>
  Array.from(strip, (one, day) => {
    const { height } = bars[sign];
    return one === sign ? `M${day * step + 0.5} ${19.5 - height}h${step - 2}v${height}h-${step - 2}z` : '';
  }).join('');

/** Fourteen days as bars: tall and green is free, half partly taken, low and grey taken. */
export function DayStrip({ strip }: { strip: string }) {
  const say = catalogueMessages.useSay();
  const count = (sign: Sign): number => Array.from(strip).filter((one) => one === sign).length;
  return (
    <svg
      role="img"
      aria-label={say('stripLabel', { free: count('0'), partly: count('2'), taken: count('1') })}
      width={strip.length * step}
      height={20}
      className="shrink-0"
    >
      {signs.map((sign) => (
        <path key={sign} d={outline(strip, sign)} strokeWidth={1} className={bars[sign].className} />
      ))}
    </svg>
  );
}

/** What the bars mean. */
export function StripLegend() {
  const say = catalogueMessages.useSay();
  const words: Record<Sign, string> = { '0': say('legendFree'), '2': say('legendPartly'), '1': say('legendTaken') };
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3 text-xs text-mut">
      {signs.map((sign) => (
        <span key={sign} className="inline-flex items-center gap-1">
          <svg width={step} height={20} aria-hidden="true">
            <path d={outline(sign, sign)} strokeWidth={1} className={bars[sign].className} />
          </svg>
          {words[sign]}
        </span>
      ))}
    </span>
  );
}
