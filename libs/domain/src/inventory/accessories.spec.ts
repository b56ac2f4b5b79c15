import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accessoryList } from './accessories.js';

describe('the accessories of an instrument', () => {
  it.each([
    ['', []],
    ['电源线、说明书', ['电源线', '说明书']],
    ['电源线，说明书;扳手；备用灯', ['电源线', '说明书', '扳手', '备用灯']],
    ['power cord, manual\n\n wrench ', ['power cord', 'manual', 'wrench']],
    ['色谱柱（C18，150 mm）、进样针', ['色谱柱（C18，150 mm）', '进样针']],
    ['适配器(1,5 ml)，转子', ['适配器(1,5 ml)', '转子']],
    ['电源线、电源线', ['电源线']],
    ['（没有合上\n说明书', ['（没有合上', '说明书']],
  ])('of %j are %j', (text, expected) => {
    expect(accessoryList(text)).toEqual(expected);
  });

  it('are forty at most, each once and none empty', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const list = accessoryList(text);
        expect(list.length).toBeLessThanOrEqual(40);
        expect(new Set(list).size).toBe(list.length);
        for (const one of list) expect(one).toBe(one.trim());
        expect(list).not.toContain('');
      }),
    );
  });
});
