import { Injectable } from '@nestjs/common';
import { resolveRules, type RulesLayer } from '@parkbench/domain';
import type { z } from 'zod';
import { Database, type Tx } from '../../platform/database/database.js';
import { constraintOf } from '../../platform/database/sql-state.js';
import type { Actor } from '../../platform/http/actor.js';
import { badRequest, conflict, notFound, stale } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { layersAbove, ParkSettings } from '../../platform/park-settings.js';
import { instrumentColumns, selectInstrument } from './instrument-columns.js';
import type { changeStatus, InstrumentInput, instrumentRecord, kindChange } from './inventory.dto.js';
import { figuresOf, hoursShown, ownLayer } from './rules.dto.js';
import { pinyinInitials } from './text-search.js';

type Versioned = { id: number; version: number };
type Stored = Record<string, unknown> & Versioned;

const columnNames = instrumentColumns.map((c) => c.column);
const parameter = (first: number) => columnNames.map((_, i) => `$${first + i}`);

/** Keeps instruments: each change is audited with what it was and what it became. */
@Injectable()
export class Instruments {
  constructor(
    private readonly db: Database,
    private readonly settings: ParkSettings,
  ) {}

  /** The record with its category and the hours that hold for it. */
  async find(id: number): Promise<z.infer<typeof instrumentRecord>> {
    const [row] = await this.db.query<z.infer<typeof instrumentRecord> & { ownRules: RulesLayer }>(
      `SELECT ${selectInstrument}, i.kind "kindEffective", i.rules "ownRules",
              (SELECT count(*)::int FROM instrument o WHERE o.kind = i.kind AND o.id <> i.id AND o.status = 'in_service') equivalents, jsonb_build_object('id', c.id, 'nameZh', c.name_zh, 'nameEn', c.name_en) category
       FROM instrument i JOIN category c ON c.id = i.category_id WHERE i.id = $1`,
      [id],
    );
    if (!row) throw notFound();
    const { ownRules, ...record } = row;
    const park = await this.settings.get();
    const rules = resolveRules(ownLayer(ownRules, record.openingHours), ...layersAbove(park, record.categoryId));
    return { ...record, openingHoursEffective: hoursShown(rules), ...figuresOf(rules) };
  }

  add(actor: Actor, input: InstrumentInput): Promise<Versioned> {
    return this.named(() =>
      this.db.transaction('all', async (tx) => {
        const [row] = await tx.query<Versioned>(
          `INSERT INTO instrument (${columnNames.join(', ')}, pinyin) VALUES (${parameter(1).join(', ')}, $${columnNames.length + 1})
           RETURNING id, version`,
          [...values(input), pinyinInitials(input.nameZh)],
        );
        if (!row) throw notFound();
        await this.audit(tx, actor, {
          action: 'instrument.added',
          id: row.id,
          data: { assetNo: input.assetNo, nameZh: input.nameZh },
        });
        return row;
      }),
    );
  }

  /** Changes what was read as `version`; a later version answers 412 with the present state. */
  change(actor: Actor, id: number, version: number, input: InstrumentInput): Promise<Versioned> {
    return this.named(() =>
      this.db.transaction('all', async (tx) => {
        const before = await lock(tx, id);
        if (before.version !== version) throw stale(before);
        const changes = differences(before, input);
        if (Object.keys(changes).length === 0) return { id, version };
        const [row] = await tx.query<Versioned>(
          `UPDATE instrument SET (${columnNames.join(', ')}, pinyin, version, updated_at) =
             ROW(${parameter(2).join(', ')}, $${columnNames.length + 2}, version + 1, clock_timestamp()) WHERE id = $1 RETURNING id, version`,
          [id, ...values(input), pinyinInitials(input.nameZh)],
        );
        if (!row) throw notFound();
        await this.audit(tx, actor, { action: 'instrument.changed', id, data: { changes } });
        return row;
      }),
    );
  }

  /** Puts an instrument in or out of service, or retires it; others hear of it. */
  setStatus(actor: Actor, id: number, { status, statusNote }: z.infer<typeof changeStatus>): Promise<Versioned> {
    return this.db.transaction('all', async (tx) => {
      const before = await lock(tx, id);
      if (before.status === status && before.statusNote === statusNote) return { id, version: before.version };
      const [row] = await tx.query<Versioned>(
        `UPDATE instrument SET status = $2, status_note = $3, version = version + 1, updated_at = clock_timestamp()
         WHERE id = $1 RETURNING id, version`,
        [id, status, statusNote],
      );
      if (!row) throw notFound();
      const data = { from: before.status, to: status, statusNote };
      await this.audit(tx, actor, { action: 'instrument.status_changed', id, data, event: true });
      return row;
    });
  }

  /** Says of several at once that they can stand in for each other; empty: each by its name again. All or none. */
  changeKind(actor: Actor, { ids, kind }: z.infer<typeof kindChange>): Promise<{ changed: number }> {
    return this.db.transaction('all', async (tx) => {
      const wanted = [...new Set(ids)];
      const before = await tx.query<{ id: number; kind: string }>(
        'SELECT id, own_kind kind FROM instrument WHERE id = ANY($1) ORDER BY id FOR UPDATE',
        [wanted],
      );
      if (before.length < wanted.length) throw notFound();
      const others = before.filter((one) => one.kind !== kind);
      await tx.query(
        'UPDATE instrument SET own_kind = $2, version = version + 1, updated_at = clock_timestamp() WHERE id = ANY($1)',
        [others.map(({ id }) => id), kind],
      );
      for (const { id, kind: was } of others) {
        await this.audit(tx, actor, { action: 'instrument.changed', id, data: { changes: { kind: [was, kind] } } });
      }
      return { changed: others.length };
    });
  }

  private audit(
    tx: Tx,
    actor: Actor,
    { id, ...entry }: { action: string; id: number; data: Record<string, unknown>; event?: boolean },
  ): Promise<void> {
    return record(tx, { ...entry, actorId: actor.memberId, companyId: null, entity: 'instrument', entityId: id });
  }

  private async named<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const constraint = constraintOf(error);
      if (constraint === 'instrument_asset_no_key') {
        throw conflict('asset_no_taken', { zh: '该资产编号已登记', en: 'This asset number is registered already' });
      }
      if (constraint === 'instrument_category_id_fkey') {
        throw badRequest('unknown_category', { zh: '仪器分类不存在', en: 'There is no such category' });
      }
      throw error;
    }
  }
}

async function lock(tx: Tx, id: number): Promise<Stored> {
  const [row] = await tx.query<Stored>(`SELECT ${selectInstrument} FROM instrument i WHERE i.id = $1 FOR UPDATE`, [id]);
  if (!row) throw notFound();
  return row;
}

function values(input: InstrumentInput): unknown[] {
  return instrumentColumns.map(({ key, type }) => {
    const value = input[key as keyof InstrumentInput];
    return type === 'jsonb' && value !== null ? JSON.stringify(value) : value;
  });
}

/** Field by field, what it was and what it becomes. Key order of JSON values does not count. */
function differences(before: Stored, input: InstrumentInput): Record<string, [unknown, unknown]> {
  const changed = instrumentColumns
    .map(({ key }) => [key, before[key], input[key as keyof InstrumentInput]] as const)
    .filter(([, was, is]) => canonical(was) !== canonical(is));
  return Object.fromEntries(changed.map(([key, was, is]) => [key, [was, is]]));
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
