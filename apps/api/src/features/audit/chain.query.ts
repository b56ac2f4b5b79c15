import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { ChainView } from './audit.dto.js';
import type { ChainHead } from './noted-heads.js';

const checkSql = `
  SELECT to_char(day, 'YYYY-MM-DD') AS day, ended_at "endedAt", seq, faults, fault, fault_seq "faultSeq", event_id "eventId"
  FROM audit_check ORDER BY id DESC LIMIT 1`;

/** The state of the chain. */
@Injectable()
export class ChainQuery {
  constructor(private readonly db: Database) {}

  async state(): Promise<ChainView> {
    return this.db.read('all', async (tx) => {
      const [head] = await tx.query<{ seq: number; hash: string }>(
        `SELECT seq, encode(hash, 'hex') hash FROM audit_head`,
      );
      const [check] = await tx.query<NonNullable<ChainView['check']>>(checkSql);
      return { seq: head?.seq ?? null, hash: head?.hash ?? null, check: check ?? null };
    });
  }

  async holds({ seq, hash }: ChainHead): Promise<boolean> {
    const found = await this.db.query(`SELECT 1 FROM audit_link WHERE seq = $1 AND hash = decode($2, 'hex')`, [
      seq,
      hash,
    ]);
    return found.length > 0;
  }
}
