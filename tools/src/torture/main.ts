import { billing } from './billing.js';
import { bookings } from './bookings.js';
import { history } from './history.js';
import { money } from './money.js';
import type { RigOptions } from './rig-options.js';

const rigs: Record<string, (options: RigOptions) => Promise<boolean>> = { bookings, history, billing, money };

const [name = '', ...flags] = process.argv.slice(2);
const rig = rigs[name];
const number = (flag: string): number | undefined => {
  const text = flags.find((f) => f.startsWith(`--${flag}=`))?.split('=')[1];
  return text === undefined ? undefined : Number(text);
};
if (!rig) {
  console.error(`npm run torture -- ${Object.keys(rigs).join(' | ')} [--long] [--seed=1] [--attempts=50000]`);
  process.exit(2);
}
process.exit(
  (await rig({ long: flags.includes('--long'), seed: number('seed') ?? 1, attempts: number('attempts') })) ? 0 : 1,
);
