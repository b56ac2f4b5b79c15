import type { FastifyReply } from 'fastify';

/** Answers with a PDF that a browser shows and saves under its name. */
export async function sendPdf(
  reply: FastifyReply,
  { name, bytes }: { readonly name: string; readonly bytes: Buffer },
): Promise<void> {
  await reply
    .header('Content-Type', 'application/pdf')
    .header(
      'Content-Disposition',
      `inline; filename="${encodeURIComponent(name)}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    )
    .send(bytes);
}
