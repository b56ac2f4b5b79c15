import { billing } from './billing.js';
import { bookings } from './bookings.js';

const rigs: Record<string, (options: { long: boolean; seed: number }) => Promise<boolean>> = { bookings, billing };

const [name = '', ...flags] = process.argv.slice(2);
const rig = rigs[name];
if (!rig) {
  console.error(`npm run torture -- ${Object.keys(rigs).join(' | ')} [--long] [--seed=1]`);
  process.exit(2);
}
const seed = Number(flags.find((f) => f.startsWith('--seed='))?.slice(7) ?? 1);
process.exit((await rig({ long: flags.includes('--long'), seed })) ? 0 : 1);
