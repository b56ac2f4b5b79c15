import { Injectable } from '@nestjs/common';
import { layerOf, type OpeningHours, resolveRules, RULE_KEYS, type RulesLayer } from '@parkbench/domain';
import type { z } from 'zod';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Actor } from '../../platform/http/actor.js';
import { notFound, stale } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { ownLayer, rulesShown, statedRules } from '../inventory/inventory.api.js';
import type { overridesView, rulesView } from './settings.dto.js';

type View = z.infer<typeof rulesView>;
type Source = View['sources'][string];

/** Whose rules: the park's, a category's, an instrument's. */
export interface Owner {
  readonly kind: 'park' | 'category' | 'instrument';
  readonly id: number;
}

/** What one of them sets, with what lies above it, nearest first. */
interface Stack {
  readonly version: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly own: RulesLayer;
  readonly above: readonly { readonly layer: RulesLayer; readonly source: Source }[];
}

const categoriesAbove = `
  WITH RECURSIVE up AS (
    SELECT id, parent_id, name_zh, name_en, rules, 1 place FROM category WHERE id = $1
    UNION ALL SELECT c.id, c.parent_id, c.name_zh, c.name_en, c.rules, up.place + 1 FROM category c JOIN up ON c.id = up.parent_id)
  SELECT id, parent_id "parentId", name_zh "nameZh", name_en "nameEn", rules FROM up ORDER BY place`;

interface CategoryRow {
  readonly id: number;
  readonly parentId: number | null;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly rules: RulesLayer;
}

/** Sets the rules of the park, of a category or of an instrument, and says of each figure where it comes from. */
@Injectable()
export class Rules {
  constructor(
    private readonly db: Database,
    private readonly settings: ParkSettings,
  ) {}

  async show(owner: Owner): Promise<View> {
    return viewOf(await this.db.read('all', (tx) => stackOf(tx, owner)));
  }

  /** Replaces what it sets itself; a key that is left out is inherited again. */
  async change(actor: Actor, owner: Owner, version: number, input: RulesLayer): Promise<View> {
    const stack = await this.db.transaction('all', async (tx) => {
      const before = await stackOf(tx, owner, true);
      if (before.version !== version) throw stale(viewOf(before));
      const own = statedRules(input);
      await save(tx, owner, own);
      await record(tx, {
        actorId: actor.memberId,
        companyId: null,
        action: `${owner.kind}.rules_changed`,
        entity: owner.kind,
        entityId: owner.id,
        data: { from: before.own, to: own },
      });
      return stackOf(tx, owner);
    });
    this.settings.forget();
    return viewOf(stack);
  }

  /** Where rules are set below the park. */
  async overrides(): Promise<z.infer<typeof overridesView>> {
    const count = '(SELECT count(*)::int FROM jsonb_object_keys(rules))';
    const [categories, instruments] = await Promise.all([
      this.db.query<z.infer<typeof overridesView>['categories'][number]>(
        `SELECT id, parent_id "parentId", name_zh "nameZh", name_en "nameEn", ${count} "set" FROM category
         ORDER BY parent_id NULLS FIRST, name_zh`,
      ),
      this.db.query<z.infer<typeof overridesView>['instruments'][number]>(
        `SELECT id, asset_no "assetNo", name_zh "nameZh", name_en "nameEn", category_id "categoryId",
                ${count} + (opening_hours IS NOT NULL)::int "set" FROM instrument
         WHERE (rules <> '{}' OR opening_hours IS NOT NULL) AND status <> 'retired' ORDER BY asset_no LIMIT 500`,
      ),
    ]);
    return { categories, instruments };
  }
}

async function stackOf(tx: Tx, { kind, id }: Owner, isLocked = false): Promise<Stack> {
  const lock = isLocked ? 'FOR UPDATE' : '';
  const [park] = await tx.query<{ version: number; nameZh: string; nameEn: string; rules: RulesLayer; hours: unknown }>(
    `SELECT version, name_zh "nameZh", name_en "nameEn", rules, opening_hours hours FROM park ${kind === 'park' ? lock : ''}`,
  );
  if (!park) throw notFound();
  const parkLayer = ownLayer(park.rules, park.hours);
  if (kind === 'park') return { ...park, own: parkLayer, above: [] };
  const named = { from: 'park', nameZh: null, nameEn: null } as const;
  const base = { layer: parkLayer, source: named };
  if (kind === 'instrument') {
    const [row] = await tx.query<
      CategoryRow & { version: number; categoryId: number; hours: unknown; nameZh: string; nameEn: string }
    >(
      `SELECT id, version, name_zh "nameZh", name_en "nameEn", rules, opening_hours hours, category_id "categoryId"
       FROM instrument WHERE id = $1 ${lock}`,
      [id],
    );
    if (!row) throw notFound();
    const above = await categoryLayers(tx, row.categoryId);
    return { ...row, own: ownLayer(row.rules, row.hours), above: [...above, base] };
  }
  const [row] = await tx.query<CategoryRow & { version: number }>(
    `SELECT id, parent_id "parentId", version, name_zh "nameZh", name_en "nameEn", rules FROM category WHERE id = $1 ${lock}`,
    [id],
  );
  if (!row) throw notFound();
  const above = row.parentId === null ? [] : await categoryLayers(tx, row.parentId);
  return { ...row, own: row.rules, above: [...above, base] };
}

async function categoryLayers(tx: Tx, id: number): Promise<Stack['above'][number][]> {
  const rows = await tx.query<CategoryRow>(categoriesAbove, [id]);
  return rows.map(({ rules, nameZh, nameEn }) => ({ layer: rules, source: { from: 'category', nameZh, nameEn } }));
}

/** Opening hours of the park and of an instrument stand in a column of their own. */
async function save(tx: Tx, { kind, id }: Owner, { openingHours, ...rules }: RulesLayer): Promise<void> {
  if (kind === 'category') {
    const layer = openingHours === undefined ? rules : { ...rules, openingHours };
    await tx.execute('UPDATE category SET rules = $2, version = version + 1 WHERE id = $1', [
      id,
      JSON.stringify(layer),
    ]);
    return;
  }
  const table = kind === 'park' ? 'park' : 'instrument';
  const column = hoursColumn(kind, openingHours);
  await tx.execute(`UPDATE ${table} SET rules = $2, opening_hours = $3, version = version + 1 WHERE id = $1`, [
    id,
    JSON.stringify(rules),
    column && JSON.stringify(column),
  ]);
}

const allDay = [{ fromMinute: 0, toMinute: 1440 }];
const aroundTheClock: OpeningHours = { 1: allDay, 2: allDay, 3: allDay, 4: allDay, 5: allDay, 6: allDay, 7: allDay };

/** An instrument without hours of its own has none; around the clock is written out, and the park must say when it is open. */
function hoursColumn(kind: 'park' | 'instrument', hours: OpeningHours | null | undefined): OpeningHours | null {
  if (hours === undefined && kind === 'instrument') return null;
  return hours ?? aroundTheClock;
}

const self: Source = { from: 'own', nameZh: null, nameEn: null };
const builtIn: Source = { from: 'default', nameZh: null, nameEn: null };

/** For each rule the layer that sets it, by the layers' names. */
const sourcesIn = (layers: readonly RulesLayer[], names: readonly Source[]): View['sources'] =>
  Object.fromEntries(RULE_KEYS.map((key) => [key, names[layerOf(key, layers) ?? names.length] ?? builtIn]));

function viewOf({ version, nameZh, nameEn, own, above }: Stack): View {
  const layers = [own, ...above.map(({ layer }) => layer)];
  return {
    version,
    nameZh,
    nameEn,
    own: structuredClone(own) as View['own'],
    inherited: rulesShown(resolveRules(...layers.slice(1))),
    effective: rulesShown(resolveRules(...layers)),
    sources: sourcesIn(layers, [self, ...above.map(({ source }) => source)]),
    inheritedFrom: sourcesIn(
      layers.slice(1),
      above.map(({ source }) => source),
    ),
  };
}
