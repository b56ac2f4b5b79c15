import {
  type BandWindow,
  cellText,
  formatYuan,
  isBlankCell,
  type Parsed,
  parseBooleanCell,
  parsed,
  parseIntegerCell,
  parseMoneyCell,
  parsePercentCell,
  percentText,
  type PlanExtra,
  type TermTier,
  UNIT_NAMES,
  type Unit,
  unparsed,
} from '@parkbench/domain';

type Cell = string | number | boolean | null;

/** How a value stands in a cell of the sheet of prices, and how it is read back: reading what was written gives the same. */
export interface CellKind {
  /** An empty cell: the value, or nothing said where this is left out. */
  readonly blank?: unknown;
  write(value: never): string;
  read(cell: Cell): Parsed<unknown>;
}

const wrong = (text: string, zh: string, en: string): Parsed<never> =>
  unparsed('not_understood', { zh: `“${text}”：${zh}`, en: `"${text}": ${en}` });
const plain = (cell: Cell): string =>
  String(cell ?? '')
    .replace(/^\t/, '')
    .trim();

export const money: CellKind = {
  blank: null,
  write: (fen: number | null) => (fen === null ? '' : formatYuan(fen).replaceAll(',', '')),
  read: (cell) => parseMoneyCell(cell),
};
export const moneyOrZero: CellKind = { ...money, blank: 0 };
export const whole: CellKind = { write: (value: number) => String(value), read: parseIntegerCell };
export const percent: CellKind = { write: (bps: number) => `${percentText(bps)}%`, read: parsePercentCell };
export const percentOrNull: CellKind = {
  blank: null,
  write: (bps: number | null) => (bps === null ? '' : `${percentText(bps)}%`),
  read: parsePercentCell,
};
export const words: CellKind = { blank: '', write: (text: string) => text, read: (cell) => parsed(plain(cell)) };
export const wordsOrNull: CellKind = { ...words, blank: null, write: (text: string | null) => text ?? '' };
export const yesNo: CellKind = { write: (value: boolean) => (value ? '是' : '否'), read: parseBooleanCell };

const basisNames = { longer: '取较长', booked: '按预约', used: '按实际' } as const;
export const basis: CellKind = {
  write: (value: keyof typeof basisNames) => basisNames[value],
  read: (cell) => {
    const found = Object.entries(basisNames).find(([key, name]) => name === cellText(cell) || key === cellText(cell));
    return found
      ? parsed(found[0])
      : wrong(plain(cell), '应为 按预约、按实际 或 取较长', 'one of booked, used, longer');
  },
};

/** Each line, or what stands between semicolons. */
const parts = (cell: Cell): string[] =>
  plain(cell)
    .split(/[\n;；]/)
    .map((part) => part.trim())
    .filter(Boolean);

/** Reads every part, or says of the first that is wrong what is. */
function each<T>(cell: Cell, read: (part: string) => T | null, zh: string, en: string): Parsed<T[]> {
  const values: T[] = [];
  for (const part of parts(cell)) {
    const value = read(part);
    if (value === null) return wrong(part, zh, en);
    values.push(value);
  }
  return parsed(values);
}

/** "满3个月 3%；满6个月 5%" */
export const tiers: CellKind = {
  blank: [],
  write: (list: readonly TermTier[]) => list.map(({ months, bps }) => `${months}个月 ${percentText(bps)}%`).join('；'),
  read: (cell) => each(cell, readTier, '应写作“3个月 3%”', 'write "3个月 3%"'),
};
function readTier(part: string): TermTier | null {
  const match = /^满?(\d{1,3})\s*(?:个月|months?)?\s*[:：]?\s*([\d.]+)\s*%$/.exec(part);
  const bps = match ? parsePercentCell(`${match[2]}%`) : null;
  return match && bps?.ok ? { months: Number(match[1]), bps: bps.value } : null;
}

const bandNames = { weekday: '工作日', evening: '晚间', weekend: '周末', holiday: '节假日' } as const;
const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** "晚间 12345 18:00-24:00", days of the week from Monday 1; empty: the park's. */
export const windows: CellKind = {
  blank: null,
  write: (list: readonly BandWindow[] | null) =>
    list === null
      ? ''
      : list.length === 0
        ? '不分时段'
        : list
            .map((w) => `${bandNames[w.band]} ${w.weekdays.join('')} ${clock(w.fromMinute)}-${clock(w.toMinute)}`)
            .join('；'),
  read: (cell) =>
    plain(cell) === '不分时段'
      ? parsed([])
      : each(cell, readWindow, '应写作“晚间 12345 18:00-24:00”', 'write "晚间 12345 18:00-24:00"'),
};
function readWindow(part: string): BandWindow | null {
  const match = /^(\S+)\s+([1-7]{1,7})\s+(\d{1,2}):(\d{2})\s*[-–~]\s*(\d{1,2}):(\d{2})$/.exec(part);
  const band = Object.entries(bandNames).find(([key, name]) => match && (name === match[1] || key === match[1]))?.[0];
  if (!match || !band) return null;
  const at = (hour: string | undefined, minute: string | undefined): number => Number(hour) * 60 + Number(minute);
  return {
    band: band as BandWindow['band'],
    weekdays: Array.from(match[2] ?? '', Number),
    fromMinute: at(match[3], match[4]),
    toMinute: at(match[5], match[6]),
  };
}

const extraKinds = { assistance: '人员协助', consumable: '耗材' } as const;

/** "code|人员协助|技术员操作|Technician|小时|200.00", behind it, where it has a tax of its own, "|6%|code|item". */
export const extras: CellKind = {
  blank: [],
  write: (list: readonly PlanExtra[]) =>
    list
      .map((x) =>
        [
          x.code,
          extraKinds[x.component],
          x.nameZh,
          x.nameEn,
          x.unit,
          formatYuan(x.unitFen).replaceAll(',', ''),
          ...(x.tax ? [`${percentText(x.tax.rateBps)}%`, x.tax.code, x.tax.itemName] : []),
        ].join('|'),
      )
      .join('\n'),
  read: (cell) => {
    const lines = plain(cell)
      .split('\n')
      .filter((line) => line.trim() !== '');
    const found = lines.map(readExtra);
    const bad = lines[found.indexOf(null)];
    return bad === undefined
      ? parsed(found)
      : wrong(bad, '应写作“代码|人员协助|名称|英文名|hour|200.00”', 'write "code|人员协助|name|English|hour|200.00"');
  },
};
function readExtra(line: string): PlanExtra | null {
  const cells = line.split('|').map((part) => part.trim());
  const at = (place: number): string => cells[place] ?? '';
  const component = Object.entries(extraKinds).find(([key, name]) => key === at(1) || name === at(1))?.[0];
  const unitFen = parseMoneyCell(at(5));
  const tax = cells.length > 6 ? readTax(cells.slice(6)) : null;
  if (!component || !unitFen.ok || !(at(4) in UNIT_NAMES) || (cells.length > 6 && tax === null)) return null;
  return {
    code: at(0),
    component: component as PlanExtra['component'],
    nameZh: at(2),
    nameEn: at(3),
    unit: at(4) as Unit,
    unitFen: unitFen.value,
    tax,
  };
}

function readTax([rate = '', code = '', itemName = '']: readonly string[]): PlanExtra['tax'] {
  const bps = parsePercentCell(rate);
  return bps.ok ? { rateBps: bps.value, code, itemName } : null;
}

export const isBlank = (cell: Cell): boolean => isBlankCell(cell) || plain(cell) === '';
