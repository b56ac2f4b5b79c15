import { PassThrough, type Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import exceljs from 'exceljs';
import { Database } from '../../platform/database/database.js';
import { textCell } from '../../platform/spreadsheets/text-cell.js';

interface Row {
  readonly id: number;
  readonly asset_no: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly category: string;
  readonly original_value_fen: number;
  readonly country: string;
  readonly manufacturer: string;
  readonly purchased_on: string | null;
  readonly in_use_since: string | null;
  readonly model: string;
  readonly serial_no: string;
  readonly specifications: string;
  readonly functions: string;
  readonly sharing_rules: string;
  readonly accessories: string;
  readonly status: string;
  readonly location: string;
  readonly keeper: string;
  readonly keeper_phone: string;
  readonly opens_session: boolean;
  readonly opens_run: boolean;
  readonly opens_rental: boolean;
  readonly seller: { readonly nameZh?: string; readonly address?: string };
  readonly price: {
    readonly monthly?: number | null;
    readonly hourly?: number | null;
    readonly run?: number | null;
  } | null;
}

const statusZh: Record<string, string> = { in_service: '正常', out_of_service: '停用', retired: '报废' };
const yuan = (fen: number): string => (fen / 100).toFixed(2);

/** 参考收费标准 in words, from today's rate plan. */
function priceNote({ price }: Row): string {
  const parts = [
    price?.monthly != null && `月租 ${yuan(price.monthly)} 元`,
    price?.hourly != null && `机时 ${yuan(price.hourly)} 元/小时`,
    price?.run != null && `单次 ${yuan(price.run)} 元`,
  ];
  return parts.filter(Boolean).join('；');
}

const clip = (text: string, characters: number): string => Array.from(text).slice(0, characters).join('');
const blank = (): string => '';

/** The headers of the national import sheet in their order (china.md 1.5 b), and what we know for each. */
const national: readonly (readonly [header: string, value: (row: Row) => string | number])[] = [
  ['仪器编号(新增留空)', blank],
  ['所在单位仪器编号', (r) => r.asset_no],
  ['所属单位', (r) => r.seller.nameZh ?? ''],
  ['仪器设备名称', (r) => r.name_zh],
  ['英文名称', (r) => r.name_en],
  ['所属仪器类型', (r) => r.category],
  ['所属仪器内部编号', (r) => r.serial_no],
  ['仪器分类编码', blank],
  ['设备仪器来源', () => '购置'],
  ['海关监管情况(是/否)', () => '否'],
  ['原值(万元,2位小数)', (r) => Math.round(r.original_value_fen / 10_000) / 100],
  ['产地国别', (r) => r.country],
  ['生产制造商', (r) => r.manufacturer],
  ['建账日期', (r) => r.purchased_on ?? r.in_use_since ?? ''],
  ['仪器设备类别(通用/专用)', () => '通用'],
  ['规格型号', (r) => r.model],
  ['主要技术指标(<=500字)', (r) => clip(r.specifications, 500)],
  ['主要功能(<=300字)', (r) => clip(r.functions, 300)],
  ['主要学科领域(<=4)', blank],
  ['服务内容(<=200字)', blank],
  ['服务典型成果(<=500字)', blank],
  ['图片(jpg<=1MB)', blank],
  ['运行状态', (r) => statusZh[r.status] ?? ''],
  ['对外开放共享规定(<=500字)', (r) => clip(r.sharing_rules, 500)],
  ['参考收费标准(<=500字)', priceNote],
  ['预约服务网址', blank],
  ['安放地址-省', blank],
  ['安放地址-市', blank],
  ['安放地址-区县', blank],
  ['安放地址-街道', (r) => r.location],
  ['共享模式', (r) => (r.opens_rental || r.opens_session || r.opens_run ? '外部共享' : '不共享')],
  ['联系人', (r) => r.keeper],
  ['电话', (r) => r.keeper_phone],
  ['电子邮箱', blank],
  ['通讯地址', (r) => r.seller.address ?? ''],
  ['邮政编码', blank],
  ['征免税证明编号(12位)', blank],
  ['征免税证明序号', blank],
  ['进口报关单编号(18位)', blank],
  ['合同号', blank],
  ['进口口岸', blank],
  ['主管海关', blank],
  ['进口日期', blank],
  ['申报共享标志(是/否)', (r) => (r.opens_rental || r.opens_session || r.opens_run ? '是' : '否')],
  ['收费标准已评议标志(是/否)', () => '否'],
  ['HS编码', blank],
  ['后续管理记录(<=200字)', blank],
];

const batch = 500;

/** The inventory as the workbook that the national platform takes in: streamed, so that its size costs no memory. */
@Injectable()
export class ExportInstruments {
  private readonly log = new Logger('ExportInstruments');

  constructor(private readonly db: Database) {}

  /** The bytes of the workbook as they are made; prices are those of `today`. */
  stream(today: string): Readable {
    const out = new PassThrough();
    this.write(out, today).catch((error: unknown) => {
      this.log.error({ error });
      out.destroy(error instanceof Error ? error : new Error(String(error)));
    });
    return out;
  }

  private async write(out: PassThrough, today: string): Promise<void> {
    const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true });
    const sheet = workbook.addWorksheet('科研仪器', { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = national.map(([header]) => ({ header, width: Math.min(30, 6 + header.length * 1.6) }));
    sheet.getRow(1).font = { bold: true };
    for (let last = 0; ;) {
      const rows = await this.page(today, last);
      for (const row of rows) sheet.addRow(national.map(([, value]) => cell(value(row)))).commit();
      const end = rows.at(-1);
      if (!end || rows.length < batch) break;
      last = end.id;
    }
    sheet.commit();
    await workbook.commit();
  }

  private page(today: string, last: number): Promise<Row[]> {
    return this.db.query<Row>(
      `SELECT i.*, c.name_zh category, coalesce((SELECT seller FROM park), '{}') seller,
              CASE WHEN p.id IS NOT NULL THEN jsonb_build_object('monthly', p.monthly_fen, 'hourly', p.hourly -> 0 -> 'hourlyFen', 'run', p.run_fen) END price
       FROM instrument i JOIN category c ON c.id = i.category_id LEFT JOIN rate_plan p ON p.id = rate_plan_on(i.id, $1)
       WHERE i.id > $2 AND i.status <> 'retired' ORDER BY i.id LIMIT ${batch}`,
      [today, last],
    );
  }
}

const cell = (value: string | number): string | number => (typeof value === 'string' ? textCell(value) : value);
