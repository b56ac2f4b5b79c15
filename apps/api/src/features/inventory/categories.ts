import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database, type Tx } from '../../platform/database/database.js';
import { constraintOf, sqlState, sqlStateOf } from '../../platform/database/sql-state.js';
import type { Actor } from '../../platform/http/actor.js';
import { badRequest, conflict, notFound } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import type { categoryInput, categoryView } from './inventory.dto.js';

type CategoryInput = z.infer<typeof categoryInput>;

/** The tree of categories. Changes wait for each other, so that two moves cannot make a circle together. */
@Injectable()
export class Categories {
  constructor(private readonly db: Database) {}

  /** All of them, each with the number of instruments directly in it that are not retired. */
  all(): Promise<z.infer<typeof categoryView>[]> {
    return this.db.query(
      `SELECT c.id, c.parent_id "parentId", c.name_zh "nameZh", c.name_en "nameEn",
              (SELECT count(*)::int FROM instrument i WHERE i.category_id = c.id AND i.status <> 'retired') instruments
       FROM category c ORDER BY c.parent_id NULLS FIRST, c.name_zh`,
    );
  }

  add(actor: Actor, input: CategoryInput): Promise<{ id: number }> {
    return this.changing(async (tx) => {
      const [row] = await tx.query<{ id: number }>(
        'INSERT INTO category (parent_id, name_zh, name_en) VALUES ($1, $2, $3) RETURNING id',
        [input.parentId, input.nameZh, input.nameEn],
      );
      if (!row) throw notFound();
      await audit(tx, actor, 'category.added', row.id, input);
      return { id: row.id };
    });
  }

  change(actor: Actor, id: number, input: CategoryInput): Promise<void> {
    return this.changing(async (tx) => {
      const [inside] = await tx.query(
        `WITH RECURSIVE below(id) AS (SELECT $1::bigint UNION SELECT c.id FROM category c JOIN below b ON c.parent_id = b.id)
         SELECT 1 FROM below WHERE id = $2`,
        [id, input.parentId],
      );
      if (inside) {
        throw badRequest('category_circle', {
          zh: '不能移到自己的下级分类中',
          en: 'A category cannot move below itself',
        });
      }
      const changed = await tx.execute('UPDATE category SET parent_id = $2, name_zh = $3, name_en = $4 WHERE id = $1', [
        id,
        input.parentId,
        input.nameZh,
        input.nameEn,
      ]);
      if (changed === 0) throw notFound();
      await audit(tx, actor, 'category.changed', id, input);
    });
  }

  remove(actor: Actor, id: number): Promise<void> {
    return this.changing(async (tx) => {
      const removed = await tx.execute('DELETE FROM category WHERE id = $1', [id]);
      if (removed === 0) throw notFound();
      await audit(tx, actor, 'category.removed', id, {});
    });
  }

  private async changing<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await this.db.transaction('all', async (tx) => {
        await tx.query('SELECT pg_advisory_xact_lock(770010)');
        return work(tx);
      });
    } catch (error) {
      if (constraintOf(error) === 'category_parent_id_name_zh_key') {
        throw conflict('category_exists', {
          zh: '同级已有同名分类',
          en: 'There is a category of this name here already',
        });
      }
      if (sqlStateOf(error) === sqlState.foreignKeyViolation) {
        throw conflict('category_in_use', {
          zh: '上级分类不存在，或该分类下仍有仪器、下级分类或价格',
          en: 'There is no such parent, or instruments, categories or prices are still in this category',
        });
      }
      throw error;
    }
  }
}

function audit(tx: Tx, actor: Actor, action: string, entityId: number, data: Record<string, unknown>): Promise<void> {
  return record(tx, { actorId: actor.memberId, companyId: null, action, entity: 'category', entityId, data });
}
