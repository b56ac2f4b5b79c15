import type { Parsed } from '@parkbench/domain';
import type { Prices } from './pricing.dto.js';
import * as kinds from './rate-cells.js';

/** A column of the sheet of prices: its header, and where its value stands in a plan. */
export interface RateColumn {
  readonly header: string;
  readonly path: string;
  readonly kind: kinds.CellKind;
}

const bands = ['weekday', 'evening', 'weekend', 'holiday'] as const;
const taxKeys = ['rentalTax', 'sessionTax', 'runTax', 'sampleTax'] as const;
const bandHeaders = ['工作日', '晚间', '周末', '节假日'];
const taxHeaders = ['长租', '机时', '按次', '按样'];

const column = (header: string, path: string, kind: kinds.CellKind): RateColumn => ({ header, path, kind });
const taxColumns = taxKeys.flatMap((key, i) => {
  const optional = key === 'runTax' || key === 'sampleTax';
  return [
    column(`${taxHeaders[i]}税率`, `${key}.rateBps`, optional ? kinds.percentOrNull : kinds.percent),
    column(`${taxHeaders[i]}税收分类编码`, `${key}.code`, optional ? kinds.wordsOrNull : kinds.words),
    column(`${taxHeaders[i]}开票项目名称`, `${key}.itemName`, optional ? kinds.wordsOrNull : kinds.words),
  ];
});

/** The headers that say whose plan a row is and when it holds; the name is for people and is not read. */
export const subjectHeaders = ['资产编号', '分类', '名称', '生效日期', '截止日期（含）'] as const;

/** What a plan says, in the order of the sheet. */
export const rateColumns: readonly RateColumn[] = [
  column('月租（元）', 'monthlyFen', kinds.money),
  column('最短租期（月）', 'minMonths', kinds.whole),
  column('租期优惠', 'termTiers', kinds.tiers),
  column('押金（元，空：一个月租金）', 'depositFen', kinds.money),
  ...bands.map((band, i) => column(`${bandHeaders[i]}机时（元/小时）`, `hourly.${band}`, kinds.money)),
  column('日价（元/天）', 'dayFen', kinds.money),
  column('时段划分（空：园区统一）', 'bandWindows', kinds.windows),
  column('计费步长（分钟）', 'incrementMinutes', kinds.whole),
  column('最低消费（元）', 'minimumChargeFen', kinds.moneyOrZero),
  column('计费时长', 'billBasis', kinds.basis),
  column('每次（元）', 'runFen', kinds.money),
  column('每样（元）', 'sampleFen', kinds.money),
  column('次样代替机时', 'countsInsteadOfHours', kinds.yesNo),
  column('协助与耗材', 'extras', kinds.extras),
  ...taxColumns,
  column('免费取消（小时前）', 'freeCancelHours', kinds.whole),
  column('逾时取消收取', 'lateCancelBps', kinds.percent),
  column('爽约收取', 'noShowBps', kinds.percent),
  column('备注', 'note', kinds.words),
];

/** A plan as one value a column. */
export type FlatPrices = Record<string, unknown>;

export function flatOf(prices: Prices): FlatPrices {
  const flat: FlatPrices = { ...prices };
  for (const band of bands)
    flat[`hourly.${band}`] = prices.hourly.find((rate) => rate.band === band)?.hourlyFen ?? null;
  for (const key of taxKeys) {
    for (const part of ['rateBps', 'code', 'itemName'] as const) flat[`${key}.${part}`] = prices[key]?.[part] ?? null;
  }
  return flat;
}

/** The plan that one value a column says; its schema still has to agree. */
export function pricesOf(flat: FlatPrices): Record<string, unknown> {
  const simple = Object.fromEntries(
    rateColumns.filter(({ path }) => !path.includes('.')).map(({ path }) => [path, flat[path]]),
  );
  const hourly = bands.flatMap((band) => {
    const hourlyFen = flat[`hourly.${band}`] ?? null;
    return hourlyFen === null ? [] : [{ band, hourlyFen }];
  });
  const tax = (key: (typeof taxKeys)[number]): unknown => {
    const [rateBps, code, itemName] = [flat[`${key}.rateBps`], flat[`${key}.code`], flat[`${key}.itemName`]];
    return (rateBps ?? null) === null && !code && !itemName
      ? null
      : { rateBps, code: code ?? '', itemName: itemName ?? '' };
  };
  return { ...simple, hourly, ...Object.fromEntries(taxKeys.map((key) => [key, tax(key)])) };
}

/** What stands in the cell of a column. */
export const written = ({ path, kind }: RateColumn, flat: FlatPrices): string => kind.write(flat[path] as never);

/** Reads a cell; an empty one is the column's empty value, or says nothing. */
export function readCell({ kind }: RateColumn, cell: string | number | boolean | null): Parsed<unknown> | null {
  if (!kinds.isBlank(cell)) return kind.read(cell);
  return 'blank' in kind ? { ok: true, value: kind.blank } : null;
}

/** Headers are compared without what stands in brackets, spaces or width. */
export const headerKey = (header: string): string =>
  header
    .normalize('NFKC')
    .replace(/[(（].*?[)）]/g, '')
    .replace(/\s/g, '');
