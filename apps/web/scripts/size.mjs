// The page's weight in gzip bytes: all that `/` loads, what each page adds of its own, and each part that several pages
// share and that is fetched once; exits 1 above the budget.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const FIRST_ROUTE = 195_000;
const LAZY_PAGE = 35_000;
const FIRST_PAGE = 'src/app/pages/catalogue.page.tsx';
const SHARED_PART = 50_000;
const WORTH_NAMING = 5_000;

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
const lazy = Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry && key !== FIRST_PAGE);
const users = new Map();
for (const key of lazy) {
  for (const file of filesOf(key)) if (!entry.has(file)) users.set(file, [...(users.get(file) ?? []), key]);
}
for (const key of lazy) {
  report(key, weigh([...filesOf(key)].filter((file) => users.get(file)?.length === 1)), LAZY_PAGE);
}
for (const [file, { length }] of users) {
  if (length > 1 && gzipped(file) > WORTH_NAMING) report(`${file}, shared by ${length}`, gzipped(file), SHARED_PART);
}
process.exit(tooHeavy > 0 ? 1 : 0);
