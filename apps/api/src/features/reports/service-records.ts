import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { addDays, localDate, startOfDay } from '@parkbench/domain';
import { Database } from '../../platform/database/database.js';
import { badRequest } from '../../platform/http/problem.js';
import { ParkSettings } from '../../platform/park-settings.js';
import {
  type CellValue,
  type SheetColumn,
  type SheetToWrite,
  streamWorkbook,
} from '../../platform/spreadsheets/stream-workbook.js';

interface Use {
  readonly id: number;
  readonly assetNo: string;
  readonly nameZh: string;
  readonly kind: 'rental' | 'session';
  readonly minutes: number;
  readonly startsAt: Date;
  readonly purpose: string;
  readonly project: string;
  readonly member: string;
  readonly phone: string;
  readonly email: string;
  readonly companyZh: string;
  readonly amountFen: number;
  readonly days: number;
}

const text = (header: string, width = 16): SheetColumn => ({ header, width });
const number = (header: string): SheetColumn => ({ header, width: 14, format: '0.00' });

/** National type 6 "服务记录" (china.md §1.6). The public samples do not say which amount is which, so the headers do. */
const national: readonly (readonly [SheetColumn, (use: Use, day: string) => CellValue])[] = [
  [text('仪器内部编号(innerId)'), (use) => use.assetNo],
  [text('仪器名称', 24), (use) => use.nameZh],
  [number('服务收入(元)(amounts)'), (use) => ({ yuan: use.amountFen })],
  [number('服务机时(serviceTime)'), (use) => hours(use)],
  [text('服务内容(serviceContent)', 28), (use) => use.purpose],
  [text('服务方式(serviceWay)'), (use) => (use.kind === 'rental' ? '租赁' : '占用共享')],
  [number('服务量(serviceAmount)'), (use) => (use.kind === 'rental' ? use.days : hours(use))],
  [text('课题名称(subjectName)', 22), (use) => use.project],
  [text('课题来源(subjectIncome)'), () => ''],
  [text('课题领域(subjectArea)'), () => ''],
  [text('课题内容(subjectContent)', 22), (use) => use.purpose],
  [text('申请人(applicant)'), (use) => use.member],
  [text('申请人电话(applicantPhone)'), (use) => use.phone],
  [text('申请人邮箱(applicantEmail)', 24), (use) => use.email],
  [text('申请单位(applicantUnit)', 28), (use) => use.companyZh],
  [text('评价(comment)'), () => ''],
  [text('审核状态(auditStatus)'), () => ''],
];

/** The newer provincial push, as Zhejiang has it. */
const zhejiang: readonly (readonly [SheetColumn, (use: Use, day: string) => CellValue])[] = [
  [text('orderCode'), (use) => `R${use.id}`],
  [text('assetCode'), (use) => use.assetNo],
  [text('gs1Code'), () => ''],
  [number('serviceDate'), (use) => hours(use)],
  [number('serviceCost'), (use) => ({ yuan: use.amountFen })],
  [text('serviceContent', 28), (use) => use.purpose],
  [text('servicingTime'), (_, day) => day],
  [text('serviceUser'), (use) => use.member],
  [text('servicingRole'), () => '1'],
  [text('serviceEnterprise', 28), (use) => use.companyZh],
  [text('servicingSource'), () => '2'],
  [text('servicingEnterpriseProperty'), () => ''],
  [text('servicingEnterpriseType'), () => ''],
  [text('servicePerson'), () => ''],
];

const hours = ({ minutes }: Use): number => Math.round((minutes / 60) * 100) / 100;
const pageRows = 1000;
const longestDays = 800;

/**
 * Uses that were over in a period, one row each; no-shows are none. The hours are those within the period, the income what
 * was invoiced for it before tax is taken off, less what credit notes took back. $1 and $2 bound the period, $3 is the last reservation read.
 */
const sql = `
  SELECT r.id, i.asset_no "assetNo", i.name_zh "nameZh", r.kind, r.purpose, r.project, m.name member, m.phone, m.email, c.name_zh "companyZh",
    greatest(coalesce(r.handed_over_at, r.starts_at), $1::timestamptz) "startsAt",
    (extract(epoch FROM least(coalesce(r.returned_at, r.ends_at), $2) - greatest(coalesce(r.handed_over_at, r.starts_at), $1)) / 60)::int minutes,
    ceil(extract(epoch FROM least(coalesce(r.returned_at, r.ends_at), $2) - greatest(coalesce(r.handed_over_at, r.starts_at), $1)) / 86400)::int days,
    coalesce((SELECT sum(ch.amount_fen - coalesce((SELECT sum(l.amount_fen) FROM credit_note_line l JOIN credit_note n ON n.id = l.credit_note_id AND n.status = 'issued'
        WHERE l.charge_id = ch.id), 0)) FROM charge ch JOIN invoice v ON v.id = ch.invoice_id AND v.number IS NOT NULL
      WHERE ch.source_kind = 'reservation' AND ch.source_id = r.id AND ch.month >= date_trunc('month', ($4::date)::timestamp) AND ch.month < $5::date), 0)::bigint "amountFen"
  FROM reservation r JOIN instrument i ON i.id = r.instrument_id JOIN member m ON m.id = r.member_id JOIN company c ON c.id = r.company_id
  WHERE r.status IN ('active', 'overdue', 'completed') AND coalesce(r.handed_over_at, r.starts_at) < $2
    AND coalesce(r.returned_at, r.ends_at) > $1 AND r.id > $3 ORDER BY r.id LIMIT ${pageRows}`;

/** What a park files of its services: every use with hours and income, under the national and a provincial set of headers. */
@Injectable()
export class ServiceRecords {
  constructor(
    private readonly db: Database,
    private readonly settings: ParkSettings,
  ) {}

  /** `to` is the first day not asked for. */
  async stream(from: string, to: string): Promise<Readable> {
    const { timeZone } = await this.settings.get();
    if (to <= from || to > addDays(from, longestDays))
      throw badRequest('bad_range', {
        zh: `日期范围应为 1 至 ${longestDays} 天`,
        en: `Ask for 1 to ${longestDays} days`,
      });
    const span = { from, to, timeZone };
    return streamWorkbook([
      this.sheet('服务记录(国家平台)', national, span),
      this.sheet('服务记录(浙江)', zhejiang, span),
    ]);
  }

  private sheet(name: string, of: typeof national, span: { from: string; to: string; timeZone: string }): SheetToWrite {
    return { name, columns: of.map(([column]) => column), rows: this.rows(of, span) };
  }

  private async *rows(
    of: typeof national,
    { from, to, timeZone }: { from: string; to: string; timeZone: string },
  ): AsyncGenerator<readonly CellValue[]> {
    const bounds = [from, to].map((day) => new Date(startOfDay(day, timeZone)));
    for (let last = 0; ;) {
      const page = await this.db.rows<Use>('all', sql, [...bounds, last, from, to]);
      for (const use of page) {
        const day = localDate(use.startsAt.getTime(), timeZone);
        yield of.map(([, value]) => value(use, day));
      }
      const end = page.at(-1);
      if (!end || page.length < pageRows) return;
      last = end.id;
    }
  }
}
