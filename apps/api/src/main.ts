import { createApplication } from './application.js';
import { env } from './platform/config/env.js';

const app = await createApplication();
await app.listen(env().PORT, env().HOST);
process.send?.({ ready: true, url: await app.getUrl() });
