import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import rateLimit from '@fastify/rate-limit';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { RequestMethod } from '@nestjs/common';
import { DiscoveryService, NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Redis } from 'ioredis';
import { AppModule } from './app.module.js';
import { env } from './platform/config/env.js';
import { AccessGuard, type SessionReader, sessionReader } from './platform/http/access.guard.js';
import { ProblemFilter } from './platform/http/problem.filter.js';
import { declaredRoutes, refuseUndeclaredRoutes } from './platform/http/route-policies.js';
import { validationPipe } from './platform/http/validation.js';
import { serveOpenapi } from './openapi.js';

const contentSecurity =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; " +
  "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** The whole HTTP application, not yet listening. */
export async function createApplication(): Promise<NestFastifyApplication> {
  const proxies = env().TRUSTED_PROXIES.split(',').filter(Boolean);
  const adapter = new FastifyAdapter({
    bodyLimit: 256 * 1024,
    requestTimeout: 30_000,
    trustProxy: proxies.length > 0 ? proxies : false,
    genReqId: () => randomUUID(),
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, adapter, {
    logger: ['error', 'warn'],
    bufferLogs: false,
  });
  app.setGlobalPrefix('api/v1', {
    exclude: ['health/live', 'health/ready', 'metrics'].map((path) => ({ path, method: RequestMethod.GET })),
  });
  const reflector = app.get(Reflector);
  refuseUndeclaredRoutes(declaredRoutes(app.get(DiscoveryService), reflector));
  app.useGlobalGuards(new AccessGuard(reflector, app.get<SessionReader>(sessionReader)));
  app.useGlobalPipes(validationPipe);
  app.useGlobalFilters(new ProblemFilter());
  await plugins(app);
  serveOpenapi(app);
  app.enableShutdownHooks();
  return app;
}

async function plugins(app: NestFastifyApplication): Promise<void> {
  const { REDIS_URL, RATE_LIMIT_PER_MINUTE, WEB_DIST, COOKIE_SECURE } = env();
  await app.register(rateLimit, {
    max: RATE_LIMIT_PER_MINUTE,
    timeWindow: '1 minute',
    redis: REDIS_URL ? new Redis(REDIS_URL, { maxRetriesPerRequest: 1 }) : undefined,
    skipOnError: true,
    allowList: (request) => request.url.startsWith('/health/') || !request.url.startsWith('/api/'),
  });
  await app.register(multipart, { limits: { fileSize: 10 * 1024 * 1024, files: 1, fields: 20 } });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onSend', async (request, reply) => {
    void reply.header('X-Content-Type-Options', 'nosniff');
    void reply.header('Referrer-Policy', 'same-origin');
    void reply.header('Content-Security-Policy', contentSecurity);
    if (COOKIE_SECURE) void reply.header('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
    if (request.url.startsWith('/api/') && !reply.hasHeader('Cache-Control'))
      void reply.header('Cache-Control', 'no-store');
  });
  if (WEB_DIST && existsSync(WEB_DIST)) await servePages(app, WEB_DIST);
}

/** The built page; every path that is no file and no API is the page's own router's. */
async function servePages(app: NestFastifyApplication, root: string): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    wildcard: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      const hashed = path.includes('/assets/');
      void reply.header('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/*', (request, reply) => {
    if (request.url.startsWith('/api/') || /\.[a-z0-9]{2,5}$/i.test(request.url.split('?')[0] ?? '')) {
      return reply.status(404).send({ type: 'about:blank', status: 404, code: 'not_found', title: 'Not found' });
    }
    return reply.sendFile('index.html');
  });
}
