import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { parse, serialize } from 'cookie';
import { env } from '../../platform/config/env.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Actor, RequestWithActor, Role } from '../../platform/http/actor.js';
import type { SessionReader } from '../../platform/http/access.guard.js';

const cookieName = env().COOKIE_SECURE ? '__Host-sid' : 'sid';
const cookieOptions = { httpOnly: true, sameSite: 'lax', path: '/', secure: env().COOKIE_SECURE } as const;

/** Hours a session lasts in all; it also ends after twelve idle hours. */
const absoluteHours: Record<Role, number> = { member: 168, company_admin: 168, manager: 168, finance: 12, admin: 12 };

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

interface Row {
  readonly session_id: number;
  readonly seen_long_ago: boolean;
  readonly id: number;
  readonly company_id: number | null;
  readonly role: Role;
  readonly name: string;
}

/** Opaque sessions: the cookie holds 256 random bits, the database their hash; ended means ended on the next request everywhere. */
@Injectable()
export class Sessions implements SessionReader {
  constructor(private readonly db: Database) {}

  async read(request: RequestWithActor): Promise<{ actor: Actor; sessionId: number } | null> {
    const token = parse(request.headers.cookie ?? '')[cookieName];
    if (!token || token.length > 100) return null;
    const [row] = await this.db.query<Row>(
      `SELECT s.id session_id, s.last_seen_at < now() - interval '5 min' seen_long_ago, m.id, m.company_id, m.role, m.name
       FROM session s JOIN member m ON m.id = s.member_id
       WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > now()
         AND s.last_seen_at > now() - interval '12 h' AND m.disabled_at IS NULL`,
      [hashOf(token)],
    );
    if (!row) return null;
    if (row.seen_long_ago)
      await this.db.query('UPDATE session SET last_seen_at = now() WHERE id = $1', [row.session_id]);
    return {
      actor: { memberId: row.id, companyId: row.company_id, role: row.role, name: row.name },
      sessionId: row.session_id,
    };
  }

  /** Starts a session and returns the Set-Cookie header; the token is never seen again. */
  async start(tx: Tx, member: { id: number; role: Role }, userAgent: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const hours = absoluteHours[member.role];
    await tx.query(
      `INSERT INTO session (token_hash, member_id, expires_at, user_agent) VALUES ($1, $2, now() + $3 * interval '1 h', $4)`,
      [hashOf(token), member.id, hours, userAgent.slice(0, 300)],
    );
    return serialize(cookieName, token, { ...cookieOptions, maxAge: hours * 3600 });
  }

  async end(sessionId: number): Promise<string> {
    await this.db.query('UPDATE session SET revoked_at = now() WHERE id = $1', [sessionId]);
    return serialize(cookieName, '', { ...cookieOptions, maxAge: 0 });
  }
}
