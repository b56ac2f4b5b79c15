import { parsed, unparsed, type Parsed } from '../../core/parsed.js';
import type { InstrumentStatus, OpenModes } from '../instrument.js';
import { cellText, EMPTY_CELL, isBlankCell, type Cell } from './normalize.js';

const YES = new Set(['是', '有', '需', '需要', '对', '√', '✓', '✔', 'y', 'yes', 'true', 't', '1', 'on', 'x', '●']);
const NO = new Set([
  '否',
  '无',
  '不',
  '不需',
  '不需要',
  '无需',
  '没有',
  '×',
  '✗',
  '✘',
  'n',
  'no',
  'false',
  'f',
  '0',
  'off',
  '○',
]);

/** Reads yes or no: 是/否, 有/无, √/×, Y/N, true/false, 1/0, 需要/不需要. */
export function parseBooleanCell(cell: Cell): Parsed<boolean> {
  const text = cellText(cell).toLowerCase();
  if (YES.has(text)) return parsed(true);
  if (NO.has(text)) return parsed(false);
  if (isBlankCell(cell)) return unparsed('empty', EMPTY_CELL);
  return unparsed('not_yes_or_no', {
    zh: `“${cellText(cell)}”不是“是/否”`,
    en: `"${cellText(cell)}" is neither yes nor no`,
  });
}

const MODES: readonly (readonly [keyof OpenModes, RegExp])[] = [
  ['rental', /^(长租|月租|按月|租赁|租用|整租|包月|rental|rent|monthly|month|by month)/i],
  ['session', /^(机时|按时|时租|小时|按小时|预约|session|hourly|hour|by hour|by the hour)/i],
  ['run', /^(按次|单次|按样|送样|测样|次|样品|run|per run|by run|by the run|sample|per sample|by sample)/i],
];

/** Reads in which ways an instrument is open: 长租, 机时, 按次, in any order, parted by ； ; 、 ， , / +. One word that is not known refuses the cell. */
export function parseOpenModes(cell: Cell): Parsed<OpenModes> {
  if (isBlankCell(cell)) return unparsed('empty', EMPTY_CELL);
  const words = cellText(cell)
    .split(/[;、,/+&|]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const modes = { rental: false, session: false, run: false };
  for (const word of words) {
    const mode = MODES.find(([, pattern]) => pattern.test(word))?.[0];
    if (!mode) return unparsed('unknown_mode', { zh: `不认识的开放方式“${word}”`, en: `unknown mode "${word}"` });
    modes[mode] = true;
  }
  return parsed(modes);
}

const STATUSES: readonly (readonly [InstrumentStatus, RegExp])[] = [
  ['retired', /报废|退役|已处置|注销|淘汰|retired|scrapped|disposed|decommissioned/i],
  [
    'out_of_service',
    /停用|停机|维修|维护|故障|检修|封存|送修|待修|损坏|异常|不可用|out.of.service|repair|maintenance|broken|faulty|down|inactive/i,
  ],
  [
    'in_service',
    /在用|正常|可用|良好|完好|启用|运行|使用中|闲置|在库|in.service|in.use|active|available|normal|ok|good|running|idle/i,
  ],
];

/** Reads whether an instrument is in service (在用, 正常, 闲置), out of service (停用, 维修, 故障) or retired (报废). */
export function parseStatus(cell: Cell): Parsed<InstrumentStatus> {
  if (isBlankCell(cell)) return unparsed('empty', EMPTY_CELL);
  const text = cellText(cell);
  const status = STATUSES.find(([, pattern]) => pattern.test(text))?.[0];
  if (status) return parsed(status);
  return unparsed('unknown_status', { zh: `不认识的状态“${text}”`, en: `unknown status "${text}"` });
}
