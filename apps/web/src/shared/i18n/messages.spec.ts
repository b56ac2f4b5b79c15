import { compileMessage as compileByLingui } from '@lingui/message-utils/compileMessage';
import { compileMessage } from './compile-message';
import { setLanguage } from './language';
import { defineMessages } from './messages';

const { say } = defineMessages(
  {
    save: '保存',
    joined: '加入{company}',
    days: '共 {count} 天，{fen, number} 分',
    left: '还剩 {count, plural, =0 {0 台} other {# 台}}',
  },
  {
    save: 'Save',
    joined: 'Join {company}',
    days: '{count} days, {fen, number} fen',
    left: '{count, plural, =0 {none left} one {# left, {company}} other {# left}}',
  },
);

describe('messages', () => {
  it.each([
    ['zh', '保存', '加入启明生物', '共 3 天，1,234,567 分', '还剩 0 台', '还剩 1,200 台'],
    ['en', 'Save', 'Join 启明生物', '3 days, 1,234,567 fen', 'none left', '1,200 left'],
  ] as const)('speaks %s with arguments, numbers and plurals', (language, save, joined, days, none, many) => {
    setLanguage(language);
    expect(say('save')).toBe(save);
    expect(say('joined', { company: '启明生物' })).toBe(joined);
    expect(say('days', { count: 3, fen: 1_234_567 })).toBe(days);
    expect(say('left', { count: 0 })).toBe(none);
    expect(say('left', { count: 1200 })).toBe(many);
  });

  it('uses the English singular', () => {
    setLanguage('en');
    expect(say('left', { count: 1, company: 'Qiming' })).toBe('1 left, Qiming');
  });

  it.each([
    '保存',
    '{a}',
    'a {b} c',
    '{n, number}',
    '{n, number, percent}',
    '{n, plural, =0 {none} one {# of {m}} other {# days}} left',
    '{kind, select, rental {by the month} other {by the hour}}',
    'the park’s own',
  ])('reads %s as Lingui does', (message) => {
    expect(compileMessage(message)).toEqual(JSON.parse(JSON.stringify(compileByLingui(message))));
  });

  it('does not run on for ever in a message whose brace is never closed', () => {
    expect(compileMessage('{n, plural, other {#')).toEqual([['n', 'plural', { other: ['#'] }]]);
    expect(compileMessage('{n')).toEqual([['n']]);
  });
});
