import { afterEach, beforeEach, jest } from '@jest/globals';
import { cleanup } from '@testing-library/react';
import { setLanguage } from '../src/shared/i18n/language';

/** What goes on while the date stands still: whoever waits for something needs timers. */
const real = [
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'clearImmediate',
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'queueMicrotask',
  'nextTick',
  'performance',
  'hrtime',
] as const;

/** Each test of a page begins at this instant, in Chinese, on an empty page; only the date stands still. */
export function standStill(now: number): void {
  beforeEach(() => {
    jest.useFakeTimers({ now, doNotFake: [...real] });
    setLanguage('zh');
  });
  afterEach(() => {
    cleanup();
    jest.useRealTimers();
  });
}
