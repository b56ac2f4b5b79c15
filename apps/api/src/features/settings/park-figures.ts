import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Actor } from '../../platform/http/actor.js';
import { notFound, stale } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { figures, type figuresView } from './settings.dto.js';

type Figures = z.infer<typeof figures>;
type View = z.infer<typeof figuresView>;

const snake = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const keys = Object.keys(figures.shape) as (keyof Figures)[];
const select = `SELECT ${keys.map((key) => `${snake(key)} "${key}"`).join(', ')}, version FROM park`;

/** The park's figures that are no rules of booking: how long a request is held, what a late day costs, and so on. */
@Injectable()
export class ParkFigures {
  constructor(
    private readonly db: Database,
    private readonly settings: ParkSettings,
  ) {}

  async show(): Promise<View> {
    const [row] = await this.db.query<View>(select);
    if (!row) throw notFound();
    return row;
  }

  /** Changes what was read as `version`; a later version answers 412 with the present figures. */
  async change(actor: Actor, version: number, input: Figures): Promise<View> {
    const changed = await this.db.transaction('all', async (tx) => {
      const before = await lock(tx);
      if (before.version !== version) throw stale(before);
      const changes = Object.fromEntries(
        keys
          .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(input[key]))
          .map((key) => [key, [before[key], input[key]]]),
      );
      if (Object.keys(changes).length === 0) return before;
      const set = keys.map((key, i) => `${snake(key)} = $${i + 1}`).join(', ');
      await tx.execute(
        `UPDATE park SET ${set}, version = version + 1`,
        keys.map((key) => input[key]),
      );
      await record(tx, {
        actorId: actor.memberId,
        companyId: null,
        action: 'park.changed',
        entity: 'park',
        entityId: 1,
        data: { changes },
      });
      return { ...input, version: version + 1 };
    });
    this.settings.forget();
    return changed;
  }
}

async function lock(tx: Tx): Promise<View> {
  const [row] = await tx.query<View>(`${select} FOR UPDATE`);
  if (!row) throw notFound();
  return row;
}
