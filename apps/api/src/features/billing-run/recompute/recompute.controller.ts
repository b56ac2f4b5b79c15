import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Database } from '../../../platform/database/database.js';
import { Allow } from '../../../platform/http/actor.js';
import { RecomputeIssued } from './recompute-issued.js';

const alarm = z.object({
  kind: z.enum(['line', 'source', 'document']),
  companyId: z.int(),
  companyZh: z.string(),
  companyEn: z.string(),
  invoiceId: z.int().nullable(),
  invoiceNo: z.string().nullable(),
  lineNo: z.int().nullable(),
  sourceKind: z.string().nullable(),
  sourceId: z.int().nullable(),
  component: z.string().nullable(),
  month: z.string().nullable(),
  expectedFen: z.int().nullable(),
  foundFen: z.int().nullable(),
});
const recomputeReport = z
  .object({
    day: z.string(),
    endedAt: z.iso.datetime(),
    month: z.string().nullable(),
    lines: z.int(),
    pending: z.int(),
    alarms: z.int(),
    items: z.array(alarm),
  })
  .meta({ id: 'RecomputeReport' });
const latest = z.object({ report: recomputeReport.nullable() });
type Report = z.infer<typeof recomputeReport>;

const reportSql = `
  SELECT to_char(r.day, 'YYYY-MM-DD') AS day, r.ended_at "endedAt", to_char(r.month, 'YYYY-MM') AS month, r.lines, r.pending, r.alarms,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', a.kind, 'companyId', a.company_id, 'companyZh', c.name_zh, 'companyEn', coalesce(nullif(c.name_en, ''), c.name_zh),
       'invoiceId', a.invoice_id, 'invoiceNo', i.number, 'lineNo', a.line_no, 'sourceKind', a.source_kind, 'sourceId', a.source_id, 'component', a.component,
       'month', to_char(a.month, 'YYYY-MM'), 'expectedFen', a.expected_fen, 'foundFen', a.found_fen) ORDER BY a.id), '[]')
     FROM recompute_alarm a JOIN company c ON c.id = a.company_id LEFT JOIN invoice i ON i.id = a.invoice_id WHERE a.run_id = r.id) items
  FROM recompute_run r WHERE r.ended_at IS NOT NULL ORDER BY r.day DESC LIMIT 1`;

/** The nightly recomputation of what was issued: its last report, and one at once. */
@ApiTags('months')
@Controller('recompute')
@Allow('finance')
export class RecomputeController {
  constructor(
    private readonly db: Database,
    private readonly recompute: RecomputeIssued,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: latest })
  async latest(): Promise<z.infer<typeof latest>> {
    const [row] = await this.db.read('all', (tx) => tx.query<Omit<Report, 'endedAt'> & { endedAt: Date }>(reportSql));
    return { report: row ? { ...row, endedAt: row.endedAt.toISOString() } : null };
  }

  /** Reckons everything again now; the day's report is made anew. */
  @Post()
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: latest })
  async now(): Promise<z.infer<typeof latest>> {
    await this.recompute.now();
    return this.latest();
  }
}
