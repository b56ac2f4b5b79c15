import type { FastifyRequest } from 'fastify';
import { badRequest, Problem } from './problem.js';

/** What a route that takes one file says of its body (OpenAPI). */
export const fileBody = {
  type: 'object',
  properties: { file: { type: 'string', format: 'binary' } },
  required: ['file'],
};

export interface UploadedFile {
  readonly name: string;
  readonly content: Buffer;
}

/** The one file of a multipart request, at most 10 MB; without one 400, a larger one 413. */
export async function uploadedFile(request: FastifyRequest): Promise<UploadedFile> {
  const file = request.isMultipart() ? await request.file() : undefined;
  if (!file) throw badRequest('no_file', { zh: '请选择要上传的文件', en: 'Choose a file to upload' });
  return { name: file.filename, content: await file.toBuffer().catch(tooLarge) };
}

function tooLarge(error: unknown): never {
  if ((error as { code?: string }).code !== 'FST_REQ_FILE_TOO_LARGE') throw error;
  throw new Problem({
    status: 413,
    code: 'file_too_large',
    title: { zh: '文件超过 10 MB', en: 'The file is larger than 10 MB' },
  });
}
