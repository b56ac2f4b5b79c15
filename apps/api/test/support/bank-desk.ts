import type { Person } from './builders.js';
import type { Answer, TestApp } from './test-app.js';

/** Each line of a statement, as the API shows it. */
export interface LineBody {
  readonly id: number;
  readonly amountFen: number;
  readonly text: string;
  readonly status: string;
  readonly match: {
    readonly state: string;
    readonly suggestions: {
      readonly companyId: number;
      readonly allocations: { readonly invoiceId: number; readonly amountFen: number }[];
      readonly refundId: number | null;
      readonly paymentId: number | null;
      readonly deposit: { readonly depositId: number; readonly reservationId: number } | null;
      readonly split: { readonly companyId: number; readonly amountFen: number }[];
      readonly reasons: { readonly zh: string }[];
    }[];
  } | null;
  readonly decision: {
    readonly reason: string | null;
    readonly parts: {
      readonly companyId: number;
      readonly amountFen: number;
      readonly paymentId: number | null;
      readonly deposit: { readonly depositId: number } | null;
    }[];
  } | null;
  readonly undone: number;
}

/** A clerk of finance at the statements. */
export class BankDesk {
  private keys = 0;

  constructor(
    private readonly t: TestApp,
    private readonly clerk: Person,
  ) {}

  async upload(content: Buffer, name = 'statement.csv'): Promise<Answer<{ id: number; code?: string }>> {
    const boundary = 'parkbench-test';
    const body = Buffer.concat([
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
      ),
      content,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    return this.t.call(this.clerk, 'POST', '/bank-statements', {
      body,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    });
  }

  /** Uploads and takes over at once. */
  async imported(content: Buffer, name?: string): Promise<{ added: number; known: number }> {
    const { body } = await this.upload(content, name);
    return (await this.post<{ added: number; known: number }>(`/bank-statements/${body.id}/import`)).body;
  }

  post<T = Record<string, unknown>>(
    path: string,
    body: unknown = {},
    key = `bank-desk-${++this.keys}`,
  ): Promise<Answer<T>> {
    return this.t.call<T>(this.clerk, 'POST', path, { body, key });
  }

  async lines(query = ''): Promise<LineBody[]> {
    return (await this.t.call<{ items: LineBody[] }>(this.clerk, 'GET', `/bank-lines${query}`)).body.items;
  }

  /** The open line whose text holds the words. */
  async line(words: string): Promise<LineBody> {
    const found = (await this.lines()).find((line) => line.text.includes(words));
    if (!found) throw new Error(`no open line says ${words}`);
    return found;
  }
}

const quoted = (cell: unknown): string => {
  const text = typeof cell === 'string' || typeof cell === 'number' ? String(cell) : '';
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A CSV of rows, as text. */
export const csvOf = (rows: readonly (readonly unknown[])[]): string =>
  rows.map((row) => row.map(quoted).join(',')).join('\r\n');

let gbBytes: Map<string, Buffer> | undefined;

/** Text in GB18030 as a bank's server writes it; Node only reads it, so the two-byte codes are read the other way round. */
export function gb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030');
  if (!gbBytes) {
    gbBytes = new Map();
    for (let lead = 0x81; lead <= 0xfe; lead++)
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        const bytes = Buffer.from([lead, trail]);
        if (trail !== 0x7f) gbBytes.set(decoder.decode(bytes), bytes);
      }
  }
  return Buffer.concat(Array.from(text, (character) => gbBytes?.get(character) ?? Buffer.from(character, 'latin1')));
}
