import Fastify from 'fastify';
import pg from 'pg';

/** The reference: Fastify and pg, one insert under the exclusion constraint, nothing else. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 12 });
const app = Fastify();
app.post<{ Body: { instrumentId: number; start: string; end: string } }>('/api/v1/bare', async (request, reply) => {
  const { instrumentId, start, end } = request.body;
  const { rowCount } = await pool.query(
    'INSERT INTO bare_occupancy (instrument_id, period) VALUES ($1, tstzrange($2, $3)) ON CONFLICT DO NOTHING',
    [instrumentId, start, end],
  );
  return reply.status(rowCount === 1 ? 201 : 409).send({ ok: rowCount === 1 });
});
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
process.send?.({ ready: true });
