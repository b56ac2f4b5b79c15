import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { policyKey, type RoutePolicy } from './actor.js';

export interface DeclaredRoute {
  readonly method: string;
  readonly path: string;
  readonly policy: RoutePolicy | undefined;
}

/** A decorator's path is one, several or none. */
const paths = (value: string | string[] | undefined): string[] => (Array.isArray(value) ? value : [value ?? '']);

/** Every route of the running application with the policy it declares. */
export function declaredRoutes(discovery: DiscoveryService, reflector: Reflector): DeclaredRoute[] {
  const scanner = new MetadataScanner();
  return discovery.getControllers().flatMap(({ instance, metatype }) => {
    if (!instance || !metatype) return [];
    const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
    return scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name] as (() => unknown) | undefined;
      if (!handler || !Reflect.hasMetadata(METHOD_METADATA, handler)) return [];
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number] ?? 'GET';
      const policy = reflector.getAllAndOverride<RoutePolicy | undefined>(policyKey, [
        handler,
        metatype as () => unknown,
      ]);
      return paths(Reflect.getMetadata(PATH_METADATA, metatype)).flatMap((base) =>
        paths(Reflect.getMetadata(PATH_METADATA, handler)).map((path) => ({
          method,
          path: `/${[base, path].join('/')}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'),
          policy,
        })),
      );
    });
  });
}

/** Default deny begins before the first request: a route without a declared policy stops the start. */
export function refuseUndeclaredRoutes(routes: readonly DeclaredRoute[]): void {
  const undeclared = routes.filter((route) => route.policy === undefined);
  if (undeclared.length > 0) {
    throw new Error(`Routes without a policy: ${undeclared.map((r) => `${r.method} ${r.path}`).join(', ')}`);
  }
}
