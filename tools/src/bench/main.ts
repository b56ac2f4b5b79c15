import { type Figure, printFigures } from '../stand/closing-line.js';
import { benchBoard } from './board.js';
import { benchCreate } from './create.js';
import { benchLive } from './live.js';
import { benchMonthRun } from './month-run.js';
import { benchPage } from './page.js';
import { benchPdf } from './pdf.js';
import { benchSearch } from './search.js';

const all: Record<string, () => Promise<Figure[]>> = {
  create: benchCreate,
  board: benchBoard,
  search: benchSearch,
  live: benchLive,
  'month-run': benchMonthRun,
  pdf: benchPdf,
  page: benchPage,
};

const named = process.argv.slice(2).filter((a) => !a.startsWith('-'));
const unknown = named.find((name) => !(name in all));
if (unknown) {
  console.error(`npm run bench -- [${Object.keys(all).join(' | ')}] [--long | --smoke]`);
  process.exit(2);
}
const figures: Figure[] = [];
let broken = 0;
for (const [name, bench] of Object.entries(all)) {
  if (named.length > 0 && !named.includes(name)) continue;
  process.stdout.write(`${name}\n`);
  try {
    const measured = await bench();
    printFigures(measured);
    figures.push(...measured);
  } catch (error) {
    // The other figures are worth having all the same.
    broken++;
    process.stdout.write(`${name} could not be measured: ${String(error)}\n`);
  }
}
process.exit(broken > 0 || figures.some((f) => f.verdict === 'failed') ? 1 : 0);
