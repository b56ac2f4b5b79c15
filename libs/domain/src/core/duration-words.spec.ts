import { describe, it, expect } from '@jest/globals';
import { durationWords } from './duration-words.js';

describe('the words of a duration', () => {
  it.each([
    [0, '0 分钟', '0 minutes'],
    [1, '1 分钟', '1 minute'],
    [90, '1 小时 30 分钟', '1 hour 30 minutes'],
    [1440, '1 天', '1 day'],
    [2 * 1440 + 120, '2 天 2 小时', '2 days 2 hours'],
  ])('%i minutes', (minutes, zh, en) => {
    expect(durationWords(minutes)).toEqual({ zh, en });
  });
});
