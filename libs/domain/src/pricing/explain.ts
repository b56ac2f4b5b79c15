import { assertNever } from '../core/assert.js';
import { joinLocalized, type Localized } from '../core/localized.js';
import { formatYuan } from '../money/yuan-text.js';
import { addDays } from '../time/calendar-date.js';
import type { Explanation, Formula } from './explanation.js';
import type { PriceBand } from './rate-plan.js';
import { quantityText } from './unit.js';

/** The name of a price band as it stands on a quote. */
const BAND_NAMES: Readonly<Record<PriceBand, Localized>> = {
  weekday: { zh: '工作日', en: 'weekday' },
  evening: { zh: '晚间', en: 'evening' },
  weekend: { zh: '周末', en: 'weekend' },
  holiday: { zh: '法定节假日', en: 'statutory holiday' },
};

/** Basis points as people say them, without needless zeros: 300 is "3", 1250 is "12.5". */
export function percentText(bps: number): string {
  return formatYuan(bps).replace(/\.?0+$/, '');
}

function yuan(fen: number): string {
  return `¥${formatYuan(fen)}`.replace('¥-', '-¥');
}

function dayText(date: string): string {
  return `${Number(date.slice(5, 7))}/${Number(date.slice(8, 10))}`;
}

/** Days as people name them: the last day included, a single day alone. */
function daysText(from: string, to: string): string {
  const last = addDays(to, -1);
  return from === last ? dayText(from) : `${dayText(from)}–${dayText(last)}`;
}

type Of<K extends Formula['kind']> = Extract<Formula, { kind: K }>;

function daysSentence(f: Of<'days_of_month'>): Localized {
  const days = `${f.days}/${f.daysInMonth}`;
  const range = daysText(f.from, f.to);
  const limit = f.limitFen === undefined ? null : yuan(f.limitFen);
  return {
    zh: `${range}，${days} 天 × ${yuan(f.monthlyFen)}${limit ? `，零头天数合计不超过一个月租金，余 ${limit}` : ''}`,
    en: `${range}, ${days} days × ${yuan(f.monthlyFen)}${limit ? `, odd days together at most a month: ${limit} left` : ''}`,
  };
}

function remainderSentence(f: Of<'remainder'>): Localized {
  const range = daysText(f.from, f.to);
  const sum = `${yuan(f.monthlyFen)} − ${yuan(f.firstPartFen)}`;
  return { zh: `${range}，余额 ${sum}`, en: `${range}, what is left: ${sum}` };
}

function overdueSentence(f: Of<'overdue'>): Localized {
  const range = daysText(f.from, f.to);
  const factor = percentText(f.factorBps);
  return {
    zh: `逾期 ${range}，${f.days} 天 × ${yuan(f.dailyFen)}/天（日租的 ${factor}%）`,
    en: `overdue ${range}, ${f.days === 1 ? '1 day' : `${f.days} days`} × ${yuan(f.dailyFen)} a day (${factor}% of the daily rent)`,
  };
}

function abatementSentence(f: Of<'abatement'>): Localized {
  const cases = [...new Set(f.stretches.map((one) => one.caseNo))].map((caseNo) => ({
    caseNo,
    ranges: f.stretches.filter((one) => one.caseNo === caseNo).map((one) => daysText(one.from, one.to)),
  }));
  const zh = cases.map(({ caseNo, ranges }) => `${caseNo}：${ranges.join('、')}`).join('；');
  const en = cases.map(({ caseNo, ranges }) => `${caseNo}: ${ranges.join(', ')}`).join('; ');
  const sum = yuan(f.monthlyFen);
  const days = `${f.days}/${f.daysInMonth}`;
  const limit = f.limitFen === null ? null : yuan(f.limitFen);
  return {
    zh: `停机减免（${zh}），${days} 天 × ${sum}${limit ? `，不超过当月租金 ${limit}` : ''}`,
    en: `outage, rent abated (${en}), ${days} days × ${sum}${limit ? `, at most the month's rent of ${limit}` : ''}`,
  };
}

function idleCreditSentence(f: Of<'idle_credit'>): Localized {
  const sum = `${percentText(f.bps)}% × ${yuan(f.netFen)}`;
  const limit = f.limitFen === null ? null : yuan(f.limitFen);
  const uses = f.sessions === 1 ? '1 session' : `${f.sessions} sessions`;
  return {
    zh: `开放闲置时段分成（${f.sessions} 次使用，不含税收入的 ${sum}）${limit ? `，不超过当月租金 ${limit}` : ''}`,
    en: `released hours (${uses}): ${sum} net${limit ? `, at most the month's rent of ${limit}` : ''}`,
  };
}

function shareSentence(f: Of<'share'>): Localized {
  const sum = `${percentText(f.bps)}% × ${yuan(f.baseFen)}`;
  return f.reason === 'cancellation'
    ? { zh: `取消费 ${sum}`, en: `cancellation ${sum}` }
    : { zh: `爽约费 ${sum}`, en: `no-show ${sum}` };
}

function rebookedSentence(f: Of<'rebooked'>): Localized {
  const whole = sentence(f.whole);
  const result = f.whole.kind === 'stated' ? '' : ` = ${yuan(f.feeFen)}`;
  const booked = quantityText(f.rebookedMinutes, 'hour');
  const freed = quantityText(f.freedMinutes, 'hour');
  return {
    zh: `${whole.zh}${result}；释放的 ${freed.zh}中有 ${booked.zh}已被重新预约，按比例减免`,
    en: `${whole.en}${result}; ${booked.en} of the ${freed.en} set free were booked again, so that part is dropped`,
  };
}

/** Said whole: the saving is the result. With one tax rate the part is the saving, and nothing is said of parts. */
function bestOfSentence(f: Of<'best_of'>): Localized {
  const uses = f.sessions === 1 ? '1 session' : `${f.sessions} sessions`;
  const [hours, cap, saving, part] = [f.hoursFen, f.capFen, f.savingFen, f.partFen].map(yuan);
  const rate = percentText(f.taxRateBps);
  const isWhole = f.partFen === f.savingFen;
  const zh = `${f.sessions} 次共 ${hours}，超过月租 ${cap}，减免 ${saving}`;
  const en = `${uses} come to ${hours}, more than the month's rent of ${cap}: ${saving} off`;
  if (isWhole) return { zh, en };
  return { zh: `${zh}，其中税率 ${rate}% 部分 ${part}`, en: `${en}, of which ${part} at ${rate} % tax` };
}

function hoursSentence(f: Of<'hours'>): Localized {
  const length = quantityText(f.minutes, 'hour');
  const name = BAND_NAMES[f.band];
  return {
    zh: `${name.zh} ${length.zh} × ${yuan(f.hourlyFen)}/小时`,
    en: `${name.en} ${length.en} × ${yuan(f.hourlyFen)} an hour`,
  };
}

/** "3 次 × ¥200.00（预约 4 次）"; an hour says "/小时" behind its price, an extra its name before it all. */
function countSentence(f: Of<'count'>): Localized {
  const unit = f.unit ?? 'time';
  const [count, booked] = [quantityText(f.count, unit), quantityText(f.bookedCount ?? f.count, unit)];
  const per = unit === 'hour' ? { zh: '/小时', en: ' an hour' } : { zh: '', en: '' };
  const isOther = booked.zh !== count.zh;
  return {
    zh: `${f.name ? `${f.name.zh} ` : ''}${count.zh} × ${yuan(f.unitFen)}${per.zh}${isOther ? `（预约 ${booked.zh}）` : ''}`,
    en: `${f.name ? `${f.name.en}: ` : ''}${f.unit ? count.en : f.count} × ${yuan(f.unitFen)}${per.en}${isOther ? ` (booked: ${booked.en})` : ''}`,
  };
}

function dayPriceSentence(f: Of<'day_price'>): Localized {
  const dates = f.dates.map(dayText);
  const count = f.dates.length;
  const hours = f.hoursFen === null ? null : yuan(f.hoursFen);
  return {
    zh: `按天计费 ${dates.join('、')}${hours ? `（按小时计为 ${hours}，以日价封顶）` : ''}，${count} 天 × ${yuan(f.dayFen)}`,
    en: `by the day ${dates.join(', ')}${hours ? ` (${hours} by the hour, capped)` : ''}, ${count} ${count === 1 ? 'day' : 'days'} × ${yuan(f.dayFen)}`,
  };
}

function sentence(formula: Formula): Localized {
  switch (formula.kind) {
    case 'whole_month':
      return { zh: `整月 ${yuan(formula.monthlyFen)}`, en: `whole month ${yuan(formula.monthlyFen)}` };
    case 'days_of_month':
      return daysSentence(formula);
    case 'remainder':
      return remainderSentence(formula);
    case 'sum':
      return joinLocalized(formula.parts.map(sentence));
    case 'overdue':
      return overdueSentence(formula);
    case 'abatement':
      return abatementSentence(formula);
    case 'idle_credit':
      return idleCreditSentence(formula);
    case 'hours':
      return hoursSentence(formula);
    case 'day_price':
      return dayPriceSentence(formula);
    case 'minimum_charge': {
      const sum = `${yuan(formula.minimumFen)} − ${yuan(formula.pricedFen)}`;
      return { zh: `补足最低收费 ${sum}`, en: `up to the minimum charge ${sum}` };
    }
    case 'count':
      return countSentence(formula);
    case 'share':
      return shareSentence(formula);
    case 'rebooked':
      return rebookedSentence(formula);
    case 'best_of':
      return bestOfSentence(formula);
    case 'correction': {
      const sum = `${yuan(formula.targetFen)} − ${yuan(formula.recordedFen)}`;
      return { zh: `更正：应收减已记 ${sum}`, en: `correction: owed less already charged ${sum}` };
    }
    case 'stated':
      return { zh: `金额 ${yuan(formula.amountFen)}`, en: `amount ${yuan(formula.amountFen)}` };
    case 'reason': {
      const sum = yuan(formula.amountFen);
      return { zh: `${formula.reason}：${sum}`, en: `${formula.reason}: ${sum}` };
    }
    default:
      return assertNever(formula);
  }
}

/**
 * Says how an amount was reckoned, in both languages, with the result at the end:
 * "3/15–3/31，17/31 天 × ¥4,500.00 = ¥2,467.74". The last day named is the last day paid.
 */
export function explain(formula: Formula, resultFen: number): Explanation {
  const said = sentence(formula);
  const plain = ['whole_month', 'stated', 'reason', 'best_of'].includes(formula.kind);
  const result = plain ? '' : ` = ${yuan(resultFen)}`;
  return { formula, text: { zh: said.zh + result, en: said.en + result } };
}
