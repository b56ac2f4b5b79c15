// The page's weight: gzip bytes of all that `/` loads, of the parts of the kit that come later and once, and of each
// page on top of both; exits 1 above the budget.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const FIRST_ROUTE = 195_000;
const LAZY_PAGE = 35_000;
const FIRST_PAGE = 'src/app/pages/catalogue.page.tsx';
const LATER = [
  { part: 'src/app/menu-popover.tsx', name: 'menus and popovers, fetched when idle', limit: 40_000 },
  { part: 'src/shared/ui/date-range-field.tsx', name: 'date fields, fetched with the first of them', limit: 50_000 },
];

const dist = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..', 'dist');
const manifestFile = join(dist, '.vite', 'manifest.json');
if (!existsSync(manifestFile)) {
  console.error(`no ${manifestFile}: run the build first (build.manifest must be true)`);
  process.exit(2);
}
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));

/** The files a chunk needs before it runs: itself, its style sheets, and what it imports statically. */
function filesOf(key, seen = new Set(), files = new Set()) {
  const chunk = manifest[key];
  if (!chunk || seen.has(key)) return files;
  seen.add(key);
  for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
  for (const next of chunk.imports ?? []) filesOf(next, seen, files);
  return files;
}

const sizes = new Map();
function gzipped(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(join(dist, file)), { level: 9 }).length);
  return sizes.get(file);
}
const weigh = (files) => [...files].reduce((sum, file) => sum + gzipped(file), 0);
const kB = (bytes) => `${(bytes / 1000).toFixed(1).padStart(6)} kB`;

let tooHeavy = 0;
function report(name, bytes, limit) {
  if (bytes > limit) tooHeavy += 1;
  console.log(`${bytes > limit ? 'OVER' : ' ok '} ${kB(bytes)} of ${kB(limit)}  ${name}`);
}

const entry = filesOf('index.html');
const first = filesOf(FIRST_PAGE, new Set(), new Set(entry));
report(
  manifest[FIRST_PAGE] ? '/ (entry and catalogue)' : '/ (entry; the catalogue is not built)',
  weigh(first),
  FIRST_ROUTE,
);
const there = new Set(entry);
for (const { part, name, limit } of LATER) {
  const files = [...filesOf(part)].filter((file) => !there.has(file));
  report(name, weigh(files), limit);
  for (const file of files) there.add(file);
}
const isLater = (key) => LATER.some(({ part }) => part === key);
for (const [key, chunk] of Object.entries(manifest)) {
  if (!chunk.isDynamicEntry || key === FIRST_PAGE || isLater(key)) continue;
  report(key, weigh([...filesOf(key)].filter((file) => !there.has(file))), LAZY_PAGE);
}
process.exit(tooHeavy > 0 ? 1 : 0);
