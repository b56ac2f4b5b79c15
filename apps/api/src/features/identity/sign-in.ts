import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Problem } from '../../platform/http/problem.js';
import type { Role } from '../../platform/http/actor.js';
import { Passwords } from './password.js';
import { Sessions } from './sessions.js';

interface Row {
  readonly id: number;
  readonly role: Role;
  readonly password_hash: string;
  readonly disabled: boolean;
  readonly wait_seconds: number;
}

const wrong = (): Problem =>
  new Problem({
    status: 401,
    code: 'wrong_credentials',
    title: { zh: '邮箱或密码不正确', en: 'E-mail or password is wrong' },
  });

/** After ten failures in a row each further one doubles the wait, up to fifteen minutes; nobody is locked out for good. */
@Injectable()
export class SignIn {
  constructor(
    private readonly db: Database,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
  ) {}

  async execute(input: { email: string; password: string }, userAgent: string): Promise<string> {
    const [row] = await this.db.query<Row>(
      `SELECT id, role, password_hash, disabled_at IS NOT NULL disabled,
              greatest(0, ceil(extract(epoch FROM locked_until - now())))::int wait_seconds FROM member WHERE email = $1`,
      [input.email],
    );
    if (row && row.wait_seconds > 0) throw tooMany(row.wait_seconds);
    const ok = await this.passwords.verify(row?.password_hash, input.password);
    if (!row || !ok || row.disabled) {
      if (row) await this.countFailure(row.id);
      throw wrong();
    }
    return this.db.transaction('all', async (tx) => {
      await tx.query('UPDATE member SET failed_logins = 0, locked_until = NULL WHERE id = $1 AND failed_logins > 0', [
        row.id,
      ]);
      return this.sessions.start(tx, row, userAgent);
    });
  }

  private async countFailure(memberId: number): Promise<void> {
    await this.db.query(
      `UPDATE member SET failed_logins = failed_logins + 1,
         locked_until = CASE WHEN failed_logins >= 9
           THEN now() + least(900, 5 * 2 ^ least(failed_logins - 9, 8)) * interval '1 s' END WHERE id = $1`,
      [memberId],
    );
  }
}

const tooMany = (seconds: number): Problem =>
  new Problem({
    status: 429,
    code: 'too_many_sign_ins',
    title: { zh: `尝试次数过多，请在 ${seconds} 秒后再试`, en: `Too many attempts; try again in ${seconds} seconds` },
    extra: { retryAfterSeconds: seconds },
  });
