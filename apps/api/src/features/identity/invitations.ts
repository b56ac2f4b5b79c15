import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { type Actor, isStaff, type Role, staffRoles } from '../../platform/http/actor.js';
import { conflict, forbidden, notFound } from '../../platform/http/problem.js';
import { constraintOf } from '../../platform/database/sql-state.js';
import { record } from '../../platform/outbox/record.js';
import { Passwords } from './password.js';
import { Sessions } from './sessions.js';

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export interface Invitation {
  readonly id: number;
  readonly company_id: number | null;
  readonly email: string;
  readonly role: Role;
  readonly company_zh: string | null;
  readonly company_en: string | null;
}

/** A link with a 256-bit token, valid seven days, used once; it says which company one joins. */
@Injectable()
export class Invitations {
  constructor(
    private readonly db: Database,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
  ) {}

  /** A company admin invites into the own company; staff into any, only an admin invites staff. */
  async invite(
    actor: Actor,
    input: { email: string; role: Role; companyId: number | null },
  ): Promise<{ token: string }> {
    const companyId = isStaff(actor) ? input.companyId : actor.companyId;
    const forStaff = staffRoles.includes(input.role);
    if (forStaff && actor.role !== 'admin')
      throw forbidden({ zh: '只有系统管理员可以邀请园区人员', en: 'Only an admin invites park staff' });
    if (forStaff !== (companyId === null)) throw notFound();
    const token = randomBytes(32).toString('base64url');
    await this.db.transaction('all', async (tx) => {
      const rows = await tx.query<{ id: number }>(
        `INSERT INTO invitation (token_hash, company_id, email, role, invited_by, expires_at)
         SELECT $1, $2, $3, $4, $5, now() + interval '7 d' WHERE $2::bigint IS NULL OR EXISTS (SELECT FROM company WHERE id = $2)
         RETURNING id`,
        [hashOf(token), companyId, input.email, input.role, actor.memberId],
      );
      if (!rows[0]) throw notFound();
      await record(tx, {
        actorId: actor.memberId,
        companyId,
        action: 'member.invited',
        entity: 'invitation',
        entityId: rows[0].id,
        data: { email: input.email, role: input.role },
      });
    });
    return { token };
  }

  async find(token: string): Promise<Invitation> {
    const [row] = await this.db.query<Invitation>(
      `SELECT i.id, i.company_id, i.email, i.role, c.name_zh company_zh, c.name_en company_en
       FROM invitation i LEFT JOIN company c ON c.id = i.company_id
       WHERE i.token_hash = $1 AND i.used_at IS NULL AND i.expires_at > now()`,
      [hashOf(token)],
    );
    if (!row) throw notFound();
    return row;
  }

  /** Makes the member and signs in; returns the Set-Cookie header. */
  async accept(token: string, input: { name: string; password: string }, userAgent: string): Promise<string> {
    const invitation = await this.find(token);
    const passwordHash = await this.passwords.hash(input.password);
    try {
      return await this.db.transaction('all', async (tx) => {
        const used = await tx.execute('UPDATE invitation SET used_at = now() WHERE id = $1 AND used_at IS NULL', [
          invitation.id,
        ]);
        if (used === 0) throw notFound();
        const [member] = await tx.query<{ id: number; role: Role }>(
          'INSERT INTO member (company_id, email, name, role, password_hash) VALUES ($1, $2, $3, $4, $5) RETURNING id, role',
          [invitation.company_id, invitation.email, input.name, invitation.role, passwordHash],
        );
        if (!member) throw notFound();
        await record(tx, {
          actorId: member.id,
          companyId: invitation.company_id,
          action: 'member.joined',
          entity: 'member',
          entityId: member.id,
        });
        return this.sessions.start(tx, member, userAgent);
      });
    } catch (error) {
      if (constraintOf(error) === 'member_email') {
        throw conflict('email_taken', {
          zh: '该邮箱已注册，请直接登录',
          en: 'This e-mail is registered; please sign in',
        });
      }
      throw error;
    }
  }
}
