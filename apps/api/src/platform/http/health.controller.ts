import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { collectDefaultMetrics, register } from 'prom-client';
import { env } from '../config/env.js';
import { Database } from '../database/database.js';
import { Public } from './actor.js';
import { notFound, Problem } from './problem.js';

/** Kept out of /api: a load balancer's and a monitor's view. */
@ApiExcludeController()
@Controller()
@Public()
export class HealthController {
  constructor(private readonly db: Database) {
    if (!register.getSingleMetric('process_cpu_user_seconds_total')) collectDefaultMetrics();
  }

  @Get('health/live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  @Get('health/ready')
  async ready(): Promise<{ status: string }> {
    try {
      await this.db.query('SELECT 1');
    } catch {
      throw new Problem({
        status: 503,
        code: 'not_ready',
        title: { zh: '数据库不可用', en: 'The database is not available' },
      });
    }
    return { status: 'ok' };
  }

  @Get('metrics')
  async metrics(
    @Headers('authorization') authorization: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const token = env().METRICS_TOKEN;
    if (!token || authorization !== `Bearer ${token}`) throw notFound();
    await reply.header('Content-Type', register.contentType).send(await register.metrics());
  }
}
