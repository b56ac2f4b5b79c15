// Plain Node, as it runs before anything is compiled.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const PROJECTS = ['libs/domain', 'migrations', 'apps/api', 'apps/web', 'tools'];
/** A part that is not written yet is not built. */
const written = PROJECTS.filter((project) => existsSync(join(root, project, 'tsconfig.json')));
const SHARED = ['tsconfig.base.json', 'package-lock.json', 'nx.json'];
const OUTPUT_OF = {
  'apps/api': 'dist/main.js',
  'apps/web': 'dist/index.html',
  tools: 'dist/start/main.js',
};
const NOT_BUILT = new Set(['dist', 'node_modules', 'test-results', 'coverage', 'test', '.nx']);
const outputs = written.map((project) => `${project}/${OUTPUT_OF[project] ?? 'dist/index.js'}`);
const stampFile = join(root, 'node_modules', '.cache', 'parkbench', 'build-stamp');

/** Ends with a sentence instead of a stack when the machine cannot run us. */
export function checkMachine() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Parkbench needs Node 20.19 or newer; this is ${process.version}.`);
    process.exit(1);
  }
  if (!existsSync(join(root, 'node_modules', 'nx')) || !existsSync(join(root, 'node_modules', 'tsgo'))) {
    console.error('The dependencies are not installed. Run "npm ci" first.');
    process.exit(1);
  }
}

/** A hash over the content of all sources: cheaper than asking Nx, and a fresh checkout or a copy changes nothing. */
function sourceStamp() {
  const hash = createHash('sha1').update(process.version.split('.')[0]);
  const visit = (folder) => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (NOT_BUILT.has(entry.name) || /\.spec\.tsx?$/.test(entry.name)) continue;
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) hash.update(path).update(readFileSync(join(root, path)));
    }
  };
  for (const file of SHARED) hash.update(readFileSync(join(root, file)));
  for (const project of written) visit(project);
  return hash.digest('hex');
}

function isUpToDate(stamp) {
  return (
    outputs.every((file) => existsSync(join(root, file))) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === stamp
  );
}

function isWritable() {
  try {
    const folders = [root, join(root, 'node_modules'), dirname(stampFile)];
    for (const folder of folders.filter((path) => existsSync(path))) accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Builds what is out of date; true when everything is built. */
export async function buildIfNeeded(say) {
  const stamp = sourceStamp();
  if (isUpToDate(stamp)) {
    say('build is up to date');
    return true;
  }
  if (!isWritable()) {
    console.error(`${root} must be built, and this user may not write there. Start as the user who owns it.`);
    return false;
  }
  say('building (nx run-many -t build)');
  rmSync(stampFile, { force: true });
  if (!(await buildProjects(written.map(packageName), say))) return false;
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
  say('build finished');
  return true;
}

/** Builds some projects and what they need, without the stamp: for tools that do not need the page. */
export function buildProjects(names, say = () => {}) {
  return runNx(['run-many', '-t', 'build', '-p', names.join(',')], say);
}

function packageName(project) {
  return JSON.parse(readFileSync(join(root, project, 'package.json'), 'utf8')).name;
}

function runNx(task, say) {
  const nx = join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
  const child = spawn(process.execPath, [nx, ...task, '--outputStyle=static'], {
    cwd: root,
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const read = (chunk) => {
    output += chunk;
    for (const [, project] of String(chunk).matchAll(/[✔✓]\s+(?:nx run )?(\S+):build/g)) say(`  built ${project}`);
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const stop = () => child.kill('SIGTERM');
  process.once('SIGTERM', stop);
  return new Promise((done) => {
    child.once('error', (error) => {
      console.error(error.message);
      done(false);
    });
    child.once('close', (code) => {
      process.removeListener('SIGTERM', stop);
      if (code !== 0) process.stdout.write(`${output}\nThe build failed.${permissionHint(output)}\n`);
      done(code === 0);
    });
  });
}

function permissionHint(output) {
  return /EACCES|[Pp]ermission denied/.test(output)
    ? ' Files of this checkout (.nx, dist) belong to another user: start as that user, or change their owner.'
    : '';
}
