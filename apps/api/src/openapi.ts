import { writeFile } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { AppModule } from './app.module.js';

function document(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Parkbench')
    .setDescription(
      'Shared-lab platform of a science park. Money is integer fen; instants are ISO 8601; periods are half open.',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addCookieAuth('sid')
    .build();
  return SwaggerModule.createDocument(app, config);
}

export function serveOpenapi(app: NestFastifyApplication): void {
  SwaggerModule.setup('api/docs', app, () => document(app), { jsonDocumentUrl: 'api/openapi.json', raw: ['json'] });
}

/** Writes the contract to a file without a database: the routes are known before anything connects. */
export async function writeOpenapi(path: string): Promise<void> {
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter(), {
    logger: ['error'],
    preview: true,
  });
  app.setGlobalPrefix('api/v1', { exclude: ['health/live', 'health/ready', 'metrics'] });
  await writeFile(path, `${JSON.stringify(document(app), null, 2)}\n`);
  await app.close();
}
