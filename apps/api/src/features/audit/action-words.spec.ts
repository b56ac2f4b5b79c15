import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { actionWords } from './action-words.js';

const features = new URL('../', import.meta.url);

/** The names that the sources give to what they record: what stands after `action:`, up to the end of the line. */
function recordedActions(): string[] {
  const sources = readdirSync(features, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!\.spec)\.ts$/.test(file),
  );
  const said = sources.flatMap((file) => readFileSync(new URL(file, features), 'utf8').match(/\baction: .*/g) ?? []);
  return [...new Set(said.flatMap((line) => line.match(/(?<=')[a-z_-]+\.[a-z_.-]+(?=')/g) ?? []))];
}

describe('the words of the audit trail', () => {
  it('know every act that is recorded', () => {
    const actions = recordedActions();
    expect(actions.length).toBeGreaterThan(80);
    expect(actions.filter((action) => actionWords(action)[0] === action)).toEqual([]);
  });
});
