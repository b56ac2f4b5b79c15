import type { keysMessages } from './keys.messages';

type Label = Parameters<typeof keysMessages.say>[0];

export interface KeyLine {
  readonly keys: readonly string[];
  readonly does: Label;
}
const line = (keys: string, does: Label): KeyLine => ({ keys: keys.split(' '), does });

/** What a page listens to, by its path. */
const ofPage: Readonly<Record<string, readonly KeyLine[]>> = {
  '/': [line('/', 'toSearch'), line('↑ ↓', 'throughList'), line('Enter', 'open')],
  '/board': [
    line('← →', 'throughBlocks'),
    line('↑ ↓', 'throughInstruments'),
    line('Enter', 'open'),
    line('N', 'create'),
    line('M', 'move'),
    line('Enter Esc', 'moveDone'),
  ],
  '/requests': [line('J K', 'throughRequests'), line('A', 'approve'), line('R', 'reject')],
  '/payments/bank': [line('J K', 'throughLines'), line('A', 'confirm'), line('O', 'other'), line('I', 'ignore')],
};

/** What works on every page. */
export const everywhere: readonly KeyLine[] = [line('Ctrl K', 'palette'), line('?', 'help'), line('Esc', 'close')];

export const keysOf = (path: string): readonly KeyLine[] => ofPage[path] ?? [];
