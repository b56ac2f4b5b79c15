import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { streamWorkbook } from '../../platform/spreadsheets/stream-workbook.js';

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
  readonly custom_fields: Readonly<Record<string, unknown>> | null;
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

/** A field of the keeper's own (custom fields), by any of the names people give it; empty when there is none. */
function own(row: Row, ...names: readonly string[]): string {
  const found = Object.entries(row.custom_fields ?? {}).find(([key]) => names.includes(key.trim()));
  return typeof found?.[1] === 'string' || typeof found?.[1] === 'number' ? String(found[1]) : '';
}

/** What the limit in the header allows: as many characters as `<=500字` says. A longer text would be refused with its row. */
const within =
  (characters: number, text: (row: Row) => string) =>
  (row: Row): string =>
    clip(text(row), characters);
const yesNo = (text: string): string => (/^(是|y|yes|true|1)$/i.test(text) ? '是' : '否');
const share = (r: Row): boolean => r.opens_rental || r.opens_session || r.opens_run;
const opens = (r: Row): string =>
  [r.opens_rental && '长租', r.opens_session && '按时使用', r.opens_run && '按次测试'].filter(Boolean).join('、');

/** The headers of the national import sheet in their order (china.md 1.5 b), and what we know for each. */
const national: readonly (readonly [header: string, value: (row: Row) => string | number])[] = [
  ['仪器编号(新增留空)', blank],
  ['所在单位仪器编号', (r) => r.asset_no],
  ['所属单位', (r) => r.seller.nameZh ?? ''],
  ['仪器设备名称', (r) => r.name_zh],
  ['英文名称', (r) => r.name_en],
  ['所属仪器类型', (r) => r.category],
  ['所属仪器内部编号', (r) => r.serial_no],
  ['仪器分类编码', (r) => own(r, '仪器分类编码', '分类编码')],
  ['设备仪器来源', (r) => own(r, '设备仪器来源', '来源') || '购置'],
  ['海关监管情况(是/否)', (r) => yesNo(own(r, '海关监管', '海关监管情况', '是否海关监管'))],
  ['原值(万元,2位小数)', (r) => Math.round(r.original_value_fen / 10_000) / 100],
  ['产地国别', (r) => r.country],
  ['生产制造商', (r) => r.manufacturer],
  ['建账日期', (r) => r.purchased_on ?? r.in_use_since ?? ''],
  ['仪器设备类别(通用/专用)', (r) => (own(r, '仪器设备类别', '设备类别') === '专用' ? '专用' : '通用')],
  ['规格型号', (r) => r.model],
  ['主要技术指标(<=500字)', within(500, (r) => r.specifications)],
  ['主要功能(<=300字)', within(300, (r) => r.functions)],
  [
    '主要学科领域(<=4)',
    (r) =>
      own(r, '主要学科领域', '学科领域')
        .split(/[,，、;；]/)
        .slice(0, 4)
        .join(','),
  ],
  ['服务内容(<=200字)', within(200, (r) => own(r, '服务内容') || opens(r))],
  ['服务典型成果(<=500字)', within(500, (r) => own(r, '服务典型成果', '典型成果'))],
  ['图片(jpg<=1MB)', blank],
  ['运行状态', (r) => statusZh[r.status] ?? ''],
  ['对外开放共享规定(<=500字)', within(500, (r) => r.sharing_rules)],
  ['参考收费标准(<=500字)', within(500, priceNote)],
  ['预约服务网址', (r) => own(r, '预约服务网址')],
  ['安放地址-省', (r) => own(r, '省', '安放地址-省')],
  ['安放地址-市', (r) => own(r, '市', '安放地址-市')],
  ['安放地址-区县', (r) => own(r, '区县', '安放地址-区县')],
  ['安放地址-街道', (r) => r.location],
  ['共享模式', (r) => (share(r) ? '外部共享' : '不共享')],
  ['联系人', (r) => r.keeper],
  ['电话', (r) => r.keeper_phone],
  ['电子邮箱', (r) => own(r, '电子邮箱', '邮箱')],
  ['通讯地址', (r) => r.seller.address ?? ''],
  ['邮政编码', (r) => own(r, '邮政编码', '邮编')],
  ['征免税证明编号(12位)', (r) => own(r, '征免税证明编号')],
  ['征免税证明序号', (r) => own(r, '征免税证明序号')],
  ['进口报关单编号(18位)', (r) => own(r, '进口报关单编号')],
  ['合同号', (r) => own(r, '合同号')],
  ['进口口岸', (r) => own(r, '进口口岸')],
  ['主管海关', (r) => own(r, '主管海关')],
  ['进口日期', (r) => own(r, '进口日期')],
  ['申报共享标志(是/否)', (r) => (share(r) ? '是' : '否')],
  ['收费标准已评议标志(是/否)', (r) => yesNo(own(r, '收费标准已评议标志', '收费标准已评议'))],
  ['HS编码', (r) => own(r, 'HS编码')],
  ['后续管理记录(<=200字)', within(200, (r) => own(r, '后续管理记录'))],
];

const batch = 500;

/** The inventory as the workbook that the national platform takes in: streamed, so that its size costs no memory. */
@Injectable()
export class ExportInstruments {
  constructor(private readonly db: Database) {}

  /** The bytes of the workbook as they are made; prices are those of `today`. */
  stream(today: string): Readable {
    const columns = national.map(([header]) => ({
      header,
      width: Math.min(30, 6 + header.length * 1.6),
      ...(header.startsWith('原值') ? { format: '0.00' as const } : {}),
    }));
    return streamWorkbook([{ name: '科研仪器', columns, rows: this.rows(today) }]);
  }

  private async *rows(today: string): AsyncGenerator<readonly (string | number)[]> {
    for (let last = 0; ;) {
      const rows = await this.page(today, last);
      for (const row of rows) yield national.map(([, value]) => value(row));
      const end = rows.at(-1);
      if (!end || rows.length < batch) return;
      last = end.id;
    }
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
