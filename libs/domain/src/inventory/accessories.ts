/** How many accessories of one instrument are ticked off one by one. */
const AT_MOST = 40;

/**
 * The accessories of an instrument, one by one, from the text of its record: parted by 、 ， , ； ; or a new line, in the
 * order written, each once, at most forty. Commas inside brackets part nothing: "色谱柱（C18，150 mm）" is one.
 */
export function accessoryList(text: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let name = '';
  const end = (): void => {
    if (name.trim() !== '') names.push(name.trim());
    name = '';
  };
  for (const character of text) {
    if ('（([【'.includes(character)) depth += 1;
    if ('）)]】'.includes(character)) depth = Math.max(0, depth - 1);
    const parts = character === '\n' || (depth === 0 && '、，,；;'.includes(character));
    if (character === '\n') depth = 0;
    if (parts) end();
    else name += character;
  }
  end();
  return [...new Set(names)].slice(0, AT_MOST);
}
