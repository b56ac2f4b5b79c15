const compactOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');

/**
 * Finds invoice numbers in what people write on a transfer: full width, lower case, with spaces, dashes or dots between
 * ("ｐｂ 2026 - 000 123"), several in one text. A number that goes on with another digit is another number.
 */
export class NumberIndex {
  private readonly ids = new Map<string, number>();
  private readonly lengths: readonly number[];

  constructor(invoices: readonly { readonly invoiceId: number; readonly number: string }[]) {
    for (const { invoiceId, number } of invoices) this.ids.set(compactOf(number), invoiceId);
    this.lengths = [...new Set([...this.ids.keys()].map((key) => key.length))].sort((a, b) => b - a);
  }

  /** The invoices that a text names, each once, in the order of the text. */
  namedIn(text: string): number[] {
    const common = text.normalize('NFKC').toUpperCase();
    const places = [...common.matchAll(/[A-Z0-9]/g)].map((match) => match.index);
    const compact = places.map((at) => common[at]).join('');
    const named = places.flatMap((_, start) => this.at({ common, places, compact }, start) ?? []);
    return [...new Set(named)];
  }

  /** The number that begins at the `start`th letter or digit, the longest first. */
  private at({ common, places, compact }: Written, start: number): number | undefined {
    const before = common[(places[start] ?? 0) - 1] ?? '';
    if (/[A-Z0-9]/.test(before)) return undefined;
    for (const length of this.lengths) {
      const id = this.ids.get(compact.slice(start, start + length));
      const last = places[start + length - 1];
      if (id === undefined || last === undefined) continue;
      if (isTogether(places.slice(start, start + length)) && !/\d/.test(common[last + 1] ?? '')) return id;
    }
    return undefined;
  }
}

/** A text with the places of its letters and digits, and those alone. */
interface Written {
  readonly common: string;
  readonly places: readonly number[];
  readonly compact: string;
}

/** Whether the characters of a number stand together: at most three separators between two of them. */
const isTogether = (places: readonly number[]): boolean =>
  places.every((at, i) => i === 0 || at - (places[i - 1] ?? at) <= 4);
