import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Actor, policyKey, type RequestWithActor, type RoutePolicy, staffRoles } from './actor.js';
import { forbidden, Problem, signInFirst } from './problem.js';

/** The identity feature reads sessions; the platform only asks. */
export interface SessionReader {
  read(request: RequestWithActor): Promise<{ actor: Actor; sessionId: number } | null>;
}
export const sessionReader = Symbol('SessionReader');

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The one guard of all routes: default deny, roles by declaration, forged cross-site requests refused. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(sessionReader) private readonly sessions: SessionReader,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const policy = this.reflector.getAllAndOverride<RoutePolicy | undefined>(policyKey, [
      context.getHandler(),
      context.getClass(),
    ]);
    const request = context.switchToHttp().getRequest<RequestWithActor>();
    refuseForgery(request);
    if (policy === 'public') return true;
    const session = await this.sessions.read(request);
    if (!session) throw signInFirst();
    request.actor = session.actor;
    request.sessionId = session.sessionId;
    if (!policy || !allows(policy, session.actor)) throw forbidden();
    return true;
  }
}

function allows(policy: readonly string[], actor: Actor): boolean {
  if (policy.includes(actor.role)) return true;
  return actor.role === 'admin' && staffRoles.some((role) => policy.includes(role));
}

/** A browser of another site can neither set our header nor pass Sec-Fetch-Site. */
function refuseForgery(request: RequestWithActor): void {
  if (safeMethods.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  if (
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    request.headers['x-parkbench'] === undefined
  ) {
    throw new Problem({
      status: 403,
      code: 'forged_request',
      title: { zh: '请求来源不明，已拒绝', en: 'The request did not come from the application and was refused' },
    });
  }
}
