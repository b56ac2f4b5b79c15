import type { Localized } from '../core/localized.js';

/** What is counted, one by one; only an hour is booked and used by the minute. The first two are the instrument's own. */
export const UNITS = [
  'run',
  'sample',
  'hour',
  'time',
  'piece',
  'set',
  'box',
  'bottle',
  'bag',
  'tube',
  'plate',
  'gram',
  'millilitre',
  'litre',
  'metre',
] as const;
/** The name of a unit. */
export type Unit = (typeof UNITS)[number];

/** A unit as it stands after a number and after a price: "3 次", "¥200.00/次". */
export const UNIT_NAMES: Readonly<Record<Unit, Localized>> = {
  run: { zh: '次', en: 'run' },
  sample: { zh: '样', en: 'sample' },
  hour: { zh: '小时', en: 'h' },
  time: { zh: '次', en: 'time' },
  piece: { zh: '个', en: 'pc' },
  set: { zh: '套', en: 'set' },
  box: { zh: '盒', en: 'box' },
  bottle: { zh: '瓶', en: 'bottle' },
  bag: { zh: '袋', en: 'bag' },
  tube: { zh: '支', en: 'tube' },
  plate: { zh: '板', en: 'plate' },
  gram: { zh: '克', en: 'g' },
  millilitre: { zh: '毫升', en: 'ml' },
  litre: { zh: '升', en: 'l' },
  metre: { zh: '米', en: 'm' },
};

const UNCHANGED: ReadonlySet<Unit> = new Set(['hour', 'gram', 'millilitre', 'litre', 'metre', 'piece']);

function lengthText(minutes: number): Localized {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const zh = [hours > 0 ? `${hours} 小时` : '', rest > 0 || hours === 0 ? `${rest} 分钟` : ''];
  const en = [hours > 0 ? `${hours} h` : '', rest > 0 || hours === 0 ? `${rest} min` : ''];
  return { zh: zh.filter(Boolean).join(' '), en: en.filter(Boolean).join(' ') };
}

/** How much of something, in words: 3 of a run is "3 次", 90 of an hour "1 小时 30 分钟". */
export function quantityText(count: number, unit: Unit): Localized {
  if (unit === 'hour') return lengthText(count);
  const { zh, en } = UNIT_NAMES[unit];
  if (UNCHANGED.has(unit)) return { zh: `${count} ${zh}`, en: `${count} ${en}` };
  const plural = unit === 'box' ? 'boxes' : `${en}s`;
  return { zh: `${count} ${zh}`, en: `${count} ${count === 1 ? en : plural}` };
}
