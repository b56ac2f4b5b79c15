import { Injectable } from '@nestjs/common';
import { BATCH_LIMITS, type BatchRow, localDate, splitBatch, sumFen } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import type { Tx } from '../../../platform/database/database.js';
import { constraintOf } from '../../../platform/database/sql-state.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { conflict, notFound, Problem } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { fallbackWorkbook } from './fallback-workbook.js';
import { openTemplate } from './official-template.js';
import { checked, type Facts, factsOf } from './taxable-statements.js';
import type { batchMade, newBatch } from './tax-invoices.dto.js';

interface Ready extends Facts {
  readonly invoice: BatchRow;
  readonly details: readonly BatchRow[];
}

interface MadeFile {
  readonly name: string;
  readonly ready: readonly Ready[];
  readonly details: number;
  readonly content: Buffer;
}

type Fill = (invoices: readonly BatchRow[], details: readonly BatchRow[]) => Promise<Buffer>;

const alreadyExported = (): Problem =>
  conflict('already_exported', {
    zh: '所选结算单中有的已导出或已有发票号码，请刷新后重选；需要重新导出的，先释放',
    en: 'Some of these are in a file already or have a number; reload, and release first what must be exported again',
  });

/** Makes the tax bureau's file of statements: all checks first, nothing exported when one fails, each statement once unless released. */
@Injectable()
export class ExportBatch {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  async execute(context: CommandContext, input: z.infer<typeof newBatch>): Promise<z.infer<typeof batchMade>> {
    const { seller, timeZone } = await this.settings.get();
    const now = this.clock.now();
    try {
      return await this.commands.run(context, async (tx) => {
        const ids = [...new Set(input.invoiceIds)];
        const facts = await factsOf(tx, ids, seller);
        if (facts.length < ids.length) throw notFound();
        await refuseExported(tx, ids);
        const ready = readyOf(facts);
        const template = await templateFor(tx, input.withoutTemplate);
        const files = await filesOf(ready, template.fill, localDate(now.getTime(), timeZone));
        return store(tx, { files, templateId: template.id, actorId: context.actor.memberId, now });
      });
    } catch (error) {
      if (constraintOf(error) === 'tax_exported_once') throw alreadyExported();
      throw error;
    }
  }
}

async function refuseExported(tx: Tx, ids: readonly number[]): Promise<void> {
  const [taken] = await tx.query<{ id: number }>(
    `SELECT invoice_id id FROM tax_batch_invoice WHERE invoice_id = ANY($1) AND released_at IS NULL
     UNION ALL SELECT invoice_id FROM tax_invoice WHERE invoice_id = ANY($1) LIMIT 1`,
    [ids],
  );
  if (taken) throw alreadyExported();
}

function readyOf(facts: readonly Facts[]): Ready[] {
  const findings = checked(facts);
  const errors = findings.flatMap(({ problems }) => problems.filter((one) => one.severity === 'error'));
  if (errors.length > 0) {
    throw new Problem({
      status: 422,
      code: 'tax_checks_failed',
      title: {
        zh: `有 ${errors.length} 处不符合税务局模板要求，未导出任何内容`,
        en: `${errors.length} findings against the bureau’s rules; nothing was exported`,
      },
      extra: { problems: errors.slice(0, 200) },
    });
  }
  return facts.map((one, i) => ({
    ...one,
    invoice: findings[i]!.rows.invoice,
    details: findings[i]!.rows.details.map(({ row }) => row),
  }));
}

async function templateFor(tx: Tx, without: boolean): Promise<{ id: number | null; fill: Fill }> {
  if (without) return { id: null, fill: fallbackWorkbook };
  const [template] = await tx.query<{ id: number; content: Buffer }>(
    'SELECT id, content FROM tax_template ORDER BY id DESC LIMIT 1',
  );
  if (!template) {
    throw conflict('no_template', {
      zh: '尚未上传税务局的批量开票模板。请先上传，或选择不使用模板生成',
      en: 'The bureau’s template was not uploaded yet; upload it, or export without it',
    });
  }
  const opened = await openTemplate(template.content);
  return { id: template.id, fill: (invoices, details) => opened.fill(invoices, details) };
}

async function filesOf(ready: readonly Ready[], fill: Fill, today: string): Promise<MadeFile[]> {
  const parts = splitBatch(
    ready.map((one) => one.details.length),
    BATCH_LIMITS,
  );
  const files: MadeFile[] = [];
  for (const [i, part] of parts.entries()) {
    const own = part.invoices.map((place) => ready[place]!);
    const content = await fill(
      own.map((one) => one.invoice),
      own.flatMap((one) => one.details),
    );
    const suffix = parts.length > 1 ? `-${i + 1}` : '';
    files.push({ name: `批量开票-${today}${suffix}.xlsx`, ready: own, details: part.details, content });
  }
  return files;
}

interface Made {
  readonly files: readonly MadeFile[];
  readonly templateId: number | null;
  readonly actorId: number;
  readonly now: Date;
}

async function store(tx: Tx, { files, templateId, actorId, now }: Made): Promise<z.infer<typeof batchMade>> {
  const all = files.flatMap((file) => file.ready);
  const details = files.reduce((sum, file) => sum + file.details, 0);
  const grossFen = sumFen(all.map((one) => one.statement.grossFen));
  const [batch] = await tx.query<{ id: number }>(
    `INSERT INTO tax_batch (template_id, invoices, details, gross_fen, exported_by, exported_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [templateId, all.length, details, grossFen, actorId, now],
  );
  const id = batch?.id ?? 0;
  for (const [i, file] of files.entries()) {
    await tx.query(
      'INSERT INTO tax_batch_file (batch_id, file_no, name, invoices, details, content) VALUES ($1, $2, $3, $4, $5, $6)',
      [id, i + 1, file.name, file.ready.length, file.details, file.content],
    );
    await tx.query(
      `INSERT INTO tax_batch_invoice (batch_id, file_no, company_id, invoice_id, kind, gross_fen)
       SELECT $1, $2, * FROM unnest($3::bigint[], $4::bigint[], $5::text[], $6::bigint[])`,
      [
        id,
        i + 1,
        file.ready.map((one) => one.companyId),
        file.ready.map((one) => one.invoiceId),
        file.ready.map((one) => one.statement.kind),
        file.ready.map((one) => one.statement.grossFen),
      ],
    );
  }
  await record(tx, {
    actorId,
    companyId: null,
    action: 'tax_batch.exported',
    entity: 'tax_batch',
    entityId: id,
    data: { invoices: all.length, details, grossFen },
  });
  return { id, files: files.length, invoices: all.length, details };
}
