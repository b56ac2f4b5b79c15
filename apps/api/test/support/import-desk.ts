import type { Person } from './builders.js';
import type { TestApp } from './test-app.js';

export interface ImportBody {
  readonly id: number;
  readonly status: string;
  readonly headers: string[];
  readonly mapping: (string | null)[];
  readonly totalRows: number;
  readonly summary: Record<string, number> & { newCategories?: string[]; missing?: string[] };
  readonly error: { code: string; message: { zh: string } } | null;
}
export interface RowBody {
  readonly rowNo: number;
  readonly verdict: string;
  readonly record: Record<string, unknown> | null;
  readonly problems: { cell: string; code: string; severity: string; message: { zh: string } }[];
  readonly changes: Record<string, [unknown, unknown]>;
}

/** A keeper at the import page, and the worker behind it. */
export class ImportDesk {
  constructor(
    private readonly t: TestApp,
    private readonly keeper: Person,
  ) {}

  async upload(file: Buffer, name = '清单.xlsx'): Promise<{ status: number; body: Record<string, unknown> }> {
    const boundary = '----parkbench';
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
    const answer = await this.t.app.inject({
      method: 'POST',
      url: '/api/v1/imports',
      payload: Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]),
      headers: {
        cookie: `sid=${this.keeper.token}`,
        'x-parkbench': '1',
        'content-type': `multipart/form-data; boundary=${boundary}`,
      },
    });
    return { status: answer.statusCode, body: JSON.parse(answer.body) as Record<string, unknown> };
  }

  /** Does what a worker does when it is told of an import. */
  async work(id: number): Promise<void> {
    const { ImportJobs } = await import('../../src/features/inventory/import/import-jobs.js');
    await this.t.app.get(ImportJobs).work(id);
  }

  /** Uploads, lets the worker read, and looks. */
  async preview(file: Buffer): Promise<ImportBody> {
    const { status, body } = await this.upload(file);
    if (status !== 201) throw new Error(`the upload was answered ${status} ${String(body.code)}`);
    await this.work(body.id as number);
    return this.show(body.id as number);
  }

  async show(id: number): Promise<ImportBody> {
    return (await this.t.call<ImportBody>(this.keeper, 'GET', `/imports/${id}`)).body;
  }

  async rows(id: number, query = ''): Promise<RowBody[]> {
    return (await this.t.call<{ items: RowBody[] }>(this.keeper, 'GET', `/imports/${id}/rows?limit=100${query}`)).body
      .items;
  }

  async confirm(id: number): Promise<ImportBody> {
    const answer = await this.t.call(this.keeper, 'POST', `/imports/${id}/confirm`);
    if (answer.status !== 202)
      throw new Error(`the confirmation was answered ${answer.status} ${String(answer.body.code)}`);
    await this.work(id);
    return this.show(id);
  }
}
