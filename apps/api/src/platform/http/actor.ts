import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Scope } from '../database/database.js';

export const roles = ['member', 'company_admin', 'manager', 'finance', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Who asks: a member of a company (companyId set) or of the park's staff (companyId null). */
export interface Actor {
  readonly memberId: number;
  readonly companyId: number | null;
  readonly role: Role;
  readonly name: string;
}

export const staffRoles: readonly Role[] = ['manager', 'finance', 'admin'];
export const everyone: readonly Role[] = roles;

export const isStaff = (actor: Actor): boolean => actor.companyId === null;
export const scopeOf = (actor: Actor): Scope => actor.companyId ?? 'all';

export const policyKey = 'parkbench:policy';
export type RoutePolicy = readonly Role[] | 'public';

/** Declares who may call a route. A route that declares nothing stops the start. `admin` may whatever staff may. */
export const Allow = (...allowed: Role[]): MethodDecorator & ClassDecorator => SetMetadata(policyKey, allowed);
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(policyKey, 'public');

export interface RequestWithActor extends FastifyRequest {
  actor?: Actor;
  sessionId?: number;
}

/** The signed-in actor; the guard has run, so there is one on every route that is not public. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const actor = context.switchToHttp().getRequest<RequestWithActor>().actor;
  if (!actor) throw new Error('a public route asked for the actor');
  return actor;
});
