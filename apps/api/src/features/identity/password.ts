import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { availableParallelism } from 'node:os';
import { Problem } from '../../platform/http/problem.js';

/** algorithm 2 is argon2id */
const parameters = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const queueLimit = 20;

/** argon2id, as many at once as there are cores and twenty waiting; more is answered 503, so that sign-ins cannot starve the rest. */
@Injectable()
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly dummy = hash('no member has this password', parameters);

  hash(password: string): Promise<string> {
    return this.limited(() => hash(password, parameters));
  }

  /** The same work whether or not there is such a member, so that timing tells nothing. */
  async verify(stored: string | undefined, password: string): Promise<boolean> {
    const against = stored ?? (await this.dummy);
    const ok = await this.limited(() => verify(against, password));
    return ok && stored !== undefined;
  }

  private async limited<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= availableParallelism()) {
      if (this.waiting.length >= queueLimit) throw busy();
      await new Promise<void>((go) => this.waiting.push(go));
    }
    this.running++;
    try {
      return await work();
    } finally {
      this.running--;
      this.waiting.shift()?.();
    }
  }
}

const busy = (): Problem =>
  new Problem({
    status: 503,
    code: 'busy',
    title: { zh: '登录人数较多，请稍后再试', en: 'Many people are signing in; please try again' },
  });
