import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Actor } from '../../platform/http/actor.js';
import { conflict, notFound, stale } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';

interface Terms {
  readonly version: number;
  readonly suspended: boolean;
  readonly creditLimitFen: number | null;
}

/** What is agreed with one company, and whether it may reserve at all. */
@Injectable()
export class CompanyTerms {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async setCredit(actor: Actor, id: number, version: number, creditLimitFen: number | null): Promise<void> {
    await this.db.transaction('all', async (tx) => {
      const before = await lock(tx, id);
      if (before.version !== version) throw stale({ id, ...before });
      await tx.execute('UPDATE company SET credit_limit_fen = $2, version = version + 1 WHERE id = $1', [
        id,
        creditLimitFen,
      ]);
      await audit(tx, actor, id, 'company.credit_changed', {
        data: { from: before.creditLimitFen, to: creditLimitFen },
      });
    });
  }

  /** Whether it shares owners with the park; then no voucher may pay for it (china.md §3.3). */
  async setAffiliation(actor: Actor, id: number, isAffiliated: boolean): Promise<void> {
    await this.db.transaction('all', async (tx) => {
      await lock(tx, id);
      await tx.execute('UPDATE company SET affiliated_with_provider = $2, version = version + 1 WHERE id = $1', [
        id,
        isAffiliated,
      ]);
      await audit(tx, actor, id, 'company.affiliation_changed', { data: { isAffiliated } });
    });
  }

  /** From now on nobody of the company reserves, moves or extends; what stands goes on. */
  async suspend(actor: Actor, id: number, reason: string): Promise<void> {
    await this.db.transaction('all', async (tx) => {
      if ((await lock(tx, id)).suspended) throw already('已暂停', 'suspended already');
      await tx.execute(
        'UPDATE company SET suspended_at = $2, suspended_reason = $3, version = version + 1 WHERE id = $1',
        [id, this.clock.now(), reason],
      );
      await audit(tx, actor, id, 'company.suspended', { reason });
    });
  }

  async unsuspend(actor: Actor, id: number, reason: string): Promise<void> {
    await this.db.transaction('all', async (tx) => {
      if (!(await lock(tx, id)).suspended) throw already('未被暂停', 'not suspended');
      await tx.execute(
        'UPDATE company SET suspended_at = NULL, suspended_reason = NULL, version = version + 1 WHERE id = $1',
        [id],
      );
      await audit(tx, actor, id, 'company.unsuspended', { reason });
    });
  }
}

async function lock(tx: Tx, id: number): Promise<Terms> {
  const [row] = await tx.query<Terms>(
    `SELECT version, suspended_at IS NOT NULL suspended, credit_limit_fen "creditLimitFen" FROM company WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!row) throw notFound();
  return row;
}

const audit = (
  tx: Tx,
  actor: Actor,
  id: number,
  action: string,
  more: { data?: Record<string, unknown>; reason?: string },
): Promise<void> =>
  record(tx, { actorId: actor.memberId, companyId: id, action, entity: 'company', entityId: id, ...more, event: true });

const already = (zh: string, en: string): Error =>
  conflict('no_change', { zh: `该企业${zh}`, en: `The company is ${en}` });
