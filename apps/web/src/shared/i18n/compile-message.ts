/** A message as Lingui's runtime reads it: text, [argument], or [argument, kind, cases]. */
export type Token = string | [name: string, kind?: string, detail?: string | Record<string, Token[]>];

interface Reader {
  readonly message: string;
  at: number;
}

/**
 * Reads ICU text: {name}, {n, number}, {n, plural, one {# day} other {# days}}, {kind, select, …}.
 * Lingui's own compiler does the same and more, at 6 kB of every first visit.
 */
export function compileMessage(message: string): Token[] {
  return readText({ message, at: 0 }, '{}');
}

function readText(reader: Reader, signs: string): Token[] {
  const tokens: Token[] = [];
  for (;;) {
    const text = readUntil(reader, signs);
    if (text) tokens.push(text);
    const sign = reader.message[reader.at];
    if (sign === undefined || sign === '}') return tokens;
    reader.at += 1;
    tokens.push(sign === '#' ? '#' : readArgument(reader));
  }
}

function readArgument(reader: Reader): Token {
  const name = readUntil(reader, ',}').trim();
  if (next(reader) !== ',') return [name];
  const kind = readUntil(reader, ',}').trim();
  if (next(reader) !== ',') return [name, kind];
  if (kind === 'plural' || kind === 'select') return [name, kind, readCases(reader, kind === 'plural' ? '{}#' : '{}')];
  const format = readUntil(reader, '}').trim();
  reader.at += 1;
  return [name, kind, format];
}

function readCases(reader: Reader, signs: string): Record<string, Token[]> {
  const cases: Record<string, Token[]> = {};
  for (;;) {
    const key = readUntil(reader, '{}').trim().replace(/^=/, '');
    if (next(reader) !== '{') return cases;
    cases[key] = readText(reader, signs);
    reader.at += 1;
  }
}

function readUntil(reader: Reader, signs: string): string {
  const from = reader.at;
  while (reader.at < reader.message.length && !signs.includes(reader.message.charAt(reader.at))) reader.at += 1;
  return reader.message.slice(from, reader.at);
}

function next(reader: Reader): string | undefined {
  const sign = reader.message[reader.at];
  reader.at += 1;
  return sign;
}
