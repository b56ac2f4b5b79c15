import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

function statusOf(url: string): Promise<number> {
  return new Promise((done) => {
    const request = get(url, { timeout: 2_000, agent: false }, (response) => {
      response.resume();
      done(response.statusCode ?? 0);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => done(0));
  });
}

export async function isHealthy(apiUrl: string): Promise<boolean> {
  return (await statusOf(`${apiUrl}/health/ready`)) === 200;
}

/** Waits until the question is answered with yes; `giveUp` names a reason to stop waiting. */
export async function waitUntil(
  what: string,
  timeoutMs: number,
  question: () => Promise<boolean> | boolean,
  giveUp: () => string | undefined,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await question())) {
    const reason = giveUp();
    if (reason !== undefined) throw new Error(reason);
    if (performance.now() > deadline) throw new Error(`${what}: still not so after ${timeoutMs / 1000} s.`);
    await sleep(60);
  }
}
