import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { localDate } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Actor } from '../../platform/http/actor.js';
import type { UploadedFile } from '../../platform/http/uploaded-file.js';
import { conflict } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { categoryPaths } from './export-rates.js';
import { type Judged, judgeRow, type KnownSubject } from './judge-rates.js';
import { openPlans } from './open-plans.js';
import { lockSubjects } from './plan-batch.js';
import type { RatePlanView } from './pricing.dto.js';
import { selectPlan } from './rate-plan-columns.js';
import type { rateImport } from './rate-files.dto.js';
import { type ReadRate, readRates, type ReadSheet } from './read-rates.js';

type View = z.infer<typeof rateImport>;
type Ready = Judged & { readonly subject: KnownSubject; readonly input: NonNullable<Judged['input']> };
interface Subjects {
  readonly instruments: ReadonlyMap<string, KnownSubject>;
  readonly categories: ReadonlyMap<string, KnownSubject>;
}

const rowsShown = 500;
const pathKey = (path: string): string =>
  path
    .split(/[>＞]/)
    .map((part) => part.trim())
    .join('>');

/** A sheet of prices: looked at cell by cell first, then taken over whole or not at all. */
@Injectable()
export class ImportRates {
  constructor(
    private readonly db: Database,
    private readonly park: ParkSettings,
    private readonly clock: Clock,
  ) {}

  async preview(file: UploadedFile): Promise<View> {
    const sheet = await readRates(file.content);
    const today = await this.today();
    return this.db.read('all', async (tx) => viewOf(file.name, sheet, await judged(tx, sheet, today)));
  }

  /** Takes over what was shown under the token. */
  async apply(actor: Actor, file: UploadedFile, token: string): Promise<{ plans: number }> {
    const sheet = await readRates(file.content);
    const today = await this.today();
    return this.db.transaction('all', async (tx) => {
      await lockAll(tx, await judged(tx, sheet, today));
      const rows = await judged(tx, sheet, today);
      const view = viewOf(file.name, sheet, rows);
      if (view.token !== token) throw changedMeanwhile();
      if (view.counts.invalid > 0) throw notAllRight(view);
      const ready = rows.filter((one): one is Ready => one.row.verdict !== 'same' && one.input !== null);
      await write(tx, ready);
      const data = { fileName: file.name, counts: view.counts };
      const entry = { companyId: null, action: 'rate_plan.imported', entity: 'rate_plan', entityId: 0, data };
      await record(tx, { ...entry, actorId: actor.memberId });
      return { plans: ready.length };
    });
  }

  private async today(): Promise<string> {
    const { timeZone } = await this.park.get();
    return localDate(this.clock.now().getTime(), timeZone);
  }
}

/** Plans of one subject in their order, one of each at a time; then the ends that were said. */
async function write(tx: Tx, ready: readonly Ready[]): Promise<void> {
  const idsOf = ({ subject }: Ready) => ({
    instrumentId: subject.of === 'instrument' ? subject.id : null,
    categoryId: subject.of === 'category' ? subject.id : null,
  });
  let left = [...ready].filter((one) => one.repriced).sort((a, b) => (a.row.validFrom < b.row.validFrom ? -1 : 1));
  while (left.length > 0) {
    const taken = new Set<string>();
    const isFirst = ({ subject: { of, id } }: Ready): boolean =>
      !taken.has(`${of}${id}`) && Boolean(taken.add(`${of}${id}`));
    const wave = left.filter(isFirst);
    await openPlans(
      tx,
      wave.map((one) => ({ ...one.input, ...idsOf(one) })),
    );
    left = left.filter((one) => !wave.includes(one));
  }
  for (const { subject, row, endsOn } of ready.filter((one) => one.endsOn !== null)) {
    await tx.query(
      `UPDATE rate_plan SET valid_until = $3, version = version + 1
       WHERE ${subject.of}_id = $1 AND valid_from = $2 AND (valid_until IS NULL OR valid_until > $3)`,
      [subject.id, row.validFrom, endsOn],
    );
  }
}

async function lockAll(tx: Tx, rows: readonly Judged[]): Promise<void> {
  for (const kind of ['category', 'instrument'] as const) {
    const ids = rows.flatMap(({ subject }) => (subject?.of === kind ? [subject.id] : []));
    if (ids.length > 0) await lockSubjects(tx, kind, [...new Set(ids)]);
  }
}

async function judged(tx: Tx, { rows }: ReadSheet, today: string): Promise<Judged[]> {
  const subjects = await subjectsOf(tx, rows);
  const seen = new Map<string, number>();
  return rows.map((read) => {
    const subject = read.assetNo
      ? subjects.instruments.get(read.assetNo)
      : subjects.categories.get(pathKey(read.category));
    const one = judgeRow(read, subject ?? null, today);
    const key = `${read.assetNo || pathKey(read.category)}|${read.validFrom}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, read.rowNo);
    return first === undefined ? one : repeated(one, read, first);
  });
}

function repeated(one: Judged, read: ReadRate, first: number): Judged {
  const message = { zh: `与第 ${first} 行重复`, en: `the same as row ${first}` };
  const problems = [...one.row.problems, { ...read.cellOf('validFrom'), message }];
  return { ...one, input: null, row: { ...one.row, verdict: 'invalid', problems } };
}

/** Instruments and categories that the rows name, with all plans of theirs. */
async function subjectsOf(tx: Tx, rows: readonly ReadRate[]): Promise<Subjects> {
  const plansOf = (column: string): string =>
    `(SELECT coalesce(jsonb_agg(to_jsonb(x) ORDER BY x."validFrom"), '[]') FROM (SELECT ${selectPlan} FROM rate_plan p WHERE p.${column} = s.id) x) plans`;
  const assetNos = [...new Set(rows.map((row) => row.assetNo).filter(Boolean))];
  const instruments = await tx.query<{ id: number; assetNo: string; name: string; plans: RatePlanView[] }>(
    `SELECT s.id, s.asset_no "assetNo", s.name_zh name, ${plansOf('instrument_id')} FROM instrument s WHERE s.asset_no = ANY($1)`,
    [assetNos],
  );
  const categories = await tx.query<{ id: number; path: string; plans: RatePlanView[] }>(
    `${categoryPaths} SELECT s.id, s.path, ${plansOf('category_id')} FROM paths s`,
  );
  return {
    instruments: new Map(
      instruments.map(({ id, assetNo, name, plans }) => [
        assetNo,
        { of: 'instrument', id, label: assetNo, name, plans },
      ]),
    ),
    categories: new Map(
      categories.map(({ id, path, plans }) => [pathKey(path), { of: 'category', id, label: path, name: path, plans }]),
    ),
  };
}

function viewOf(fileName: string, { ignored }: ReadSheet, rows: readonly Judged[]): View {
  const of = (verdict: Judged['row']['verdict']): Judged[] => rows.filter((one) => one.row.verdict === verdict);
  const [invalid, fresh, changed] = [of('invalid'), of('new'), of('changed')];
  const content = rows.map(({ row, subject }) => [subject?.of, subject?.id, row.validFrom, row.verdict, row.changes]);
  return {
    fileName,
    token: createHash('sha256').update(JSON.stringify(content)).digest('hex'),
    counts: { invalid: invalid.length, new: fresh.length, changed: changed.length, same: of('same').length },
    ignored: [...ignored],
    rows: [...invalid, ...changed, ...fresh].slice(0, rowsShown).map(({ row }) => row),
  };
}

const changedMeanwhile = (): Error =>
  conflict('prices_changed', {
    zh: '预览之后价格或文件已变化，请重新上传预览',
    en: 'Prices or the file have changed since the preview; upload it again',
  });
const notAllRight = (preview: View): Error =>
  conflict(
    'not_all_possible',
    { zh: '表中有错误，全部未导入', en: 'Something is wrong in it; nothing was imported' },
    { preview },
  );
