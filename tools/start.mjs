import { buildIfNeeded, checkMachine } from './build.mjs';

checkMachine();
const seconds = () => (performance.now() / 1000).toFixed(1).padStart(5);
const say = (text) => process.stdout.write(`[${seconds()}s] ${text}\n`);

if (!(await buildIfNeeded(say))) process.exit(1);
const { main } = await import('./dist/start/main.js');
process.exit(await main(process.argv.slice(2)));
