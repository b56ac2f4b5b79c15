import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { localDate, localParts } from '@parkbench/domain';
import { ParkSettings } from '../../platform/park-settings.js';
import { type CellValue, type SheetColumn, streamWorkbook } from '../../platform/spreadsheets/stream-workbook.js';
import type { EventFilter } from './audit.dto.js';
import { EventsQuery, type SealedEvent } from './events.query.js';

type Language = 'zh' | 'en';

/** What a sheet holds, less its headers. */
const rowsAtMost = 1_048_570;

const headers: Readonly<Record<Language, readonly string[]>> = {
  zh: [
    '封存号',
    '时间',
    '操作人',
    '企业',
    '操作',
    '对象',
    '编号',
    '名称',
    '原因',
    '内容',
    '上一哈希',
    '哈希',
    '封存原文',
  ],
  en: [
    'Seal no.',
    'Time',
    'Who',
    'Company',
    'Action',
    'Object',
    'No.',
    'Name',
    'Reason',
    'Content',
    'Previous hash',
    'Hash',
    'Sealed text',
  ],
};
const widths = [10, 20, 14, 24, 20, 14, 10, 28, 28, 50, 20, 20, 30];
const words = {
  zh: {
    sheet: '审计日志',
    system: '系统',
    how: '核对方法：哈希 = SHA-256（上一哈希的 32 字节 + 封存原文的 UTF-8 字节）；封存号连续，上一哈希等于前一号的哈希',
  },
  en: {
    sheet: 'Audit trail',
    system: 'System',
    how: 'To check: hash = SHA-256 (the 32 bytes of the previous hash + the UTF-8 bytes of the sealed text); seal numbers have no gap, and each previous hash is the hash before',
  },
} as const;

/** The trail as a sheet, oldest first, with all that is needed to reckon the chain again without us. */
@Injectable()
export class EventsWorkbook {
  constructor(
    private readonly events: EventsQuery,
    private readonly settings: ParkSettings,
  ) {}

  stream({ lang, ...filter }: EventFilter & { lang: Language }): Readable {
    const columns: SheetColumn[] = headers[lang].map((header, n) => ({ header, width: widths[n] ?? 20 }));
    return streamWorkbook([
      { name: words[lang].sheet, title: [words[lang].how], columns, rows: this.rows(filter, lang) },
    ]);
  }

  private async *rows(filter: EventFilter, lang: Language): AsyncGenerator<readonly CellValue[]> {
    const { timeZone } = await this.settings.get();
    let left = rowsAtMost;
    for await (const event of this.events.sealed(filter)) {
      if (left-- === 0) return;
      yield cellsOf(event, lang, timeZone);
    }
  }
}

function cellsOf(event: SealedEvent, lang: Language, timeZone: string): readonly CellValue[] {
  const said = (zh: string | null, en: string | null): string => (lang === 'zh' ? zh : en) ?? '';
  return [
    event.seq === null ? '' : String(event.seq),
    wallTime(event.at, timeZone),
    event.actorName ?? words[lang].system,
    said(event.companyZh, event.companyEn),
    said(event.actionZh, event.actionEn),
    said(event.entityZh, event.entityEn),
    String(event.entityId),
    said(event.subjectZh, event.subjectEn),
    event.reason ?? '',
    JSON.stringify(event.data),
    event.prevHash ?? '',
    event.hash ?? '',
    event.text,
  ];
}

/** In the park's zone, to the second. */
function wallTime(at: Date, timeZone: string): string {
  const { minutesOfDay } = localParts(at.getTime(), timeZone);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${localDate(at.getTime(), timeZone)} ${two(Math.floor(minutesOfDay / 60))}:${two(minutesOfDay % 60)}:${two(at.getUTCSeconds())}`;
}
