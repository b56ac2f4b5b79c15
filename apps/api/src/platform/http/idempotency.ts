import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { Database, type Scope, type Tx } from '../database/database.js';
import { type Actor, type RequestWithActor, scopeOf } from './actor.js';
import { Problem } from './problem.js';

export interface IdempotencyKey {
  readonly key: string;
  readonly route: string;
  readonly bodyHash: Buffer;
}

/** Who asks and under which key; what every command that creates bookings or money takes first. */
export interface CommandContext {
  readonly actor: Actor;
  readonly idempotency: IdempotencyKey | null;
}

function keyOf(request: RequestWithActor): IdempotencyKey | null {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return null;
  const key = String(header);
  if (!/^[\x21-\x7e]{8,255}$/.test(key)) {
    throw new Problem({
      status: 400,
      code: 'bad_idempotency_key',
      title: { zh: 'Idempotency-Key 格式不正确', en: 'The Idempotency-Key is malformed' },
    });
  }
  const route = `${request.method} ${request.url.split('?')[0] ?? ''}`;
  const bodyHash = createHash('sha256')
    .update(JSON.stringify(request.body ?? null))
    .digest();
  return { key, route, bodyHash };
}

/** The command context of a request; the key is optional. */
export const Command = createParamDecorator((_: unknown, context: ExecutionContext): CommandContext => {
  const request = context.switchToHttp().getRequest<RequestWithActor>();
  if (!request.actor) throw new Error('a public route asked for the actor');
  return { actor: request.actor, idempotency: keyOf(request) };
});

/** The same for routes that create bookings or money: without a key the answer is 400. */
export const KeyedCommand = createParamDecorator((_: unknown, context: ExecutionContext): CommandContext => {
  const request = context.switchToHttp().getRequest<RequestWithActor>();
  if (!request.actor) throw new Error('a public route asked for the actor');
  const idempotency = keyOf(request);
  if (!idempotency) {
    throw new Problem({
      status: 400,
      code: 'idempotency_key_required',
      title: { zh: '缺少 Idempotency-Key', en: 'An Idempotency-Key is required' },
    });
  }
  return { actor: request.actor, idempotency };
});

interface Stored {
  readonly route: string;
  readonly body_hash: Buffer;
  readonly response: unknown;
}

/**
 * Runs a command once per key: the effect, what it records and the key commit together. The same key
 * with the same body gives the same answer for ever, with another body 422; a refusal or a fault keeps nothing.
 * Repeats are rare, so nobody looks for the key beforehand: a repeat fails, on the key at the latest, and is undone.
 */
@Injectable()
export class Commands {
  constructor(private readonly db: Database) {}

  async run<T>(
    context: CommandContext,
    work: (tx: Tx) => Promise<T>,
    scope: Scope = scopeOf(context.actor),
  ): Promise<T> {
    const { actor, idempotency } = context;
    if (!idempotency) return this.db.transaction(scope, work);
    try {
      return await this.db.transaction(scope, async (tx) => {
        const response = await work(tx);
        keep(tx, actor, idempotency, response);
        return response;
      });
    } catch (error) {
      const twin = await this.stored<T>(actor, idempotency);
      if (twin) return twin.response;
      throw error;
    }
  }

  private async stored<T>(actor: Actor, wanted: IdempotencyKey): Promise<{ response: T } | null> {
    const [row] = await this.db.query<Stored>(
      'SELECT route, body_hash, response FROM idempotency_key WHERE member_id = $1 AND key = $2',
      [actor.memberId, wanted.key],
    );
    if (!row) return null;
    if (row.route !== wanted.route || !row.body_hash.equals(wanted.bodyHash)) {
      throw new Problem({
        status: 422,
        code: 'idempotency_key_reused',
        title: { zh: '同一 Idempotency-Key 已用于其他内容', en: 'This Idempotency-Key was used for something else' },
      });
    }
    return { response: row.response as T };
  }
}

/** The primary key refuses the second of two twins, and with the key everything that it did. */
function keep(tx: Tx, actor: Actor, key: IdempotencyKey, response: unknown): void {
  tx.send(
    'INSERT INTO idempotency_key (member_id, key, route, body_hash, status, response) VALUES ($1, $2, $3, $4, 200, $5)',
    [actor.memberId, key.key, key.route, key.bodyHash, JSON.stringify(response ?? null)],
  );
}
