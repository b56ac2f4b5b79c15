import type { Formula } from '@parkbench/domain';
import { marchLine } from '../../../test/finance-park';
import { setLanguage } from '../../shared/i18n/language';
import { explainLine } from './explain-line';
import { explainMessages } from './explain.messages';

const say = (formula: Formula | null): string =>
  explainLine({ ...marchLine, explanation: { zh: '', en: '', data: formula } }, explainMessages.say)
    .map((point) => point.text)
    .join(' ');

const rent = { from: '2026-05-01', to: '2026-05-15', monthlyFen: 450_000 };

beforeEach(() => setLanguage('zh'));

describe('why an amount is what it is', () => {
  it.each<[string, Formula, string]>([
    ['a whole month', { kind: 'whole_month', monthlyFen: 450_000 }, '租期覆盖2026 年 3 月全月'],
    ['the last part', { kind: 'remainder', ...rent, firstPartFen: 246_774 }, '减去首段已收的 ¥2,467.74'],
    [
      'overdue days',
      { kind: 'overdue', from: '2026-05-15', to: '2026-05-17', days: 2, dailyFen: 21_774, factorBps: 15_000 },
      '2026-05-15 至 2026-05-16 逾期未还，共 2 天',
    ],
    [
      'days out of service',
      {
        kind: 'abatement',
        stretches: [{ caseNo: 'OC-2026-0007', from: '2026-03-03', to: '2026-03-07' }],
        days: 4,
        daysInMonth: 31,
        monthlyFen: 450_000,
        limitFen: 12_300,
      },
      '停机单 OC-2026-0007：2026-03-03 至 2026-03-06。 停机期间不收租金：2026 年 3 月有 31 天，其中 4 天',
    ],
    [
      'released hours',
      { kind: 'idle_credit', bps: 5000, netFen: 11_321, sessions: 1, limitFen: null },
      '当月有 1 次使用，对应不含税收入 ¥113.21，按 50% 分成',
    ],
    ['hours', { kind: 'hours', band: 'evening', minutes: 150, hourlyFen: 9_000 }, '晚间时段 2 小时 30 分钟'],
    ['whole hours', { kind: 'hours', band: 'weekday', minutes: 120, hourlyFen: 9_000 }, '工作日时段 2 小时，'],
    ['a minimum', { kind: 'minimum_charge', minimumFen: 10_000, pricedFen: 4_000 }, '最低收费 ¥100.00'],
    ['a count', { kind: 'count', count: 3, unitFen: 5_000 }, '单价 ¥50.00/次，共 3 次'],
    ['another count', { kind: 'count', count: 3, unitFen: 5_000, unit: 'run', bookedCount: 4 }, '预约 4 次'],
    [
      'an extra',
      { kind: 'count', count: 90, unitFen: 9_000, unit: 'hour', name: { zh: '协助', en: 'Help' } },
      '共 1 小时 30 分钟',
    ],
    ['a fee', { kind: 'share', reason: 'no_show', baseFen: 10_000, bps: 5_000 }, '¥100.00 的 50%'],
    ['a correction', { kind: 'correction', targetFen: 100, recordedFen: 300 }, '应收 ¥1.00，之前已记 ¥3.00'],
    ['an agreed amount', { kind: 'stated', amountFen: 100 }, '按约定金额 ¥1.00'],
  ])('is said for %s', (_, formula, expected) => {
    expect(say(formula)).toContain(expected);
  });

  it('goes through every part of a sum', () => {
    const said = say({
      kind: 'sum',
      parts: [
        { kind: 'remainder', ...rent, firstPartFen: 1 },
        { kind: 'whole_month', monthlyFen: 1 },
      ],
    });
    expect(said).toContain('最后不足整月');
    expect(said).toContain('按整月计费');
  });

  it('claims no reckoning of the tax that does not give it', () => {
    const joined = { ...marchLine, netFen: 218_400, taxFen: 28_374 };
    const text = explainLine(joined, explainMessages.say).at(-1)?.text;
    expect(text).toBe('税率 13%：不含税 ¥2,184.00 + 税额 ¥283.74 = 含税 ¥2,467.74。');
  });

  it('says the tax even of a formula it does not know', () => {
    expect(say(null)).toContain('税率 13%');
  });

  it('speaks English too', () => {
    setLanguage('en');
    expect(say({ kind: 'hours', band: 'holiday', minutes: 90, hourlyFen: 9_000 })).toContain(
      '1 h 30 min in the statutory holiday band',
    );
  });
});
