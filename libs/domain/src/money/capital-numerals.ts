import { toFen } from './fen.js';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];

function wholeYuan(digits: string): string {
  let text = '';
  let zeroPending = false;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[index]);
    const place = digits.length - 1 - index;
    if (digit === 0) zeroPending = true;
    else {
      text += (zeroPending && text !== '' ? '零' : '') + DIGITS[digit] + PLACES[place % 4];
      zeroPending = false;
    }
    if (place % 4 === 0) text += groupUnit(digits, place / 4);
  }
  return text;
}

/** 万 closes a group that is not empty; 亿 closes everything above it, so 1,0000,0000,0000 is 壹万亿. */
function groupUnit(digits: string, group: number): string {
  if (group === 0) return '';
  const above = group === 2 ? digits.slice(0, digits.length - 8) : digits.slice(0, digits.length - group * 4).slice(-4);
  if (Number(above) === 0) return '';
  return group === 2 ? '亿' : '万';
}

/**
 * An amount as it is written out on a bill, so that no digit can be altered: 壹贰叁 with 元角分,
 * 整 unless it ends in fen, one 零 for a run of zeros inside, none between 元 and 角 (rules §5).
 * 107,000.53 is 壹拾万零柒仟元伍角叁分; below zero begins with (负数). The prefix 人民币 is the document's.
 */
export function capitalNumerals(fen: number): string {
  const amount = toFen(fen);
  const padded = String(Math.abs(amount)).padStart(3, '0');
  const yuan = padded.slice(0, -2).replace(/^0+/, '');
  const jiao = Number(padded.at(-2));
  const cents = Number(padded.at(-1));
  const sign = amount < 0 ? '(负数)' : '';
  const whole = yuan === '' ? '' : `${wholeYuan(yuan)}元`;
  if (jiao === 0 && cents === 0) return `${sign}${whole === '' ? '零元' : whole}整`;
  const jiaoText = jiao > 0 ? `${DIGITS[jiao]}角` : whole === '' ? '' : '零';
  return `${sign}${whole}${jiaoText}${cents > 0 ? `${DIGITS[cents]}分` : '整'}`;
}
