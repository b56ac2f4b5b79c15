// Finds a Chromium for the browser tests; never downloads one.
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

export const HOW_TO_GET_ONE =
  'There is no browser for the tests. Install Chromium (Debian, Ubuntu: apt-get install chromium) or Google Chrome, ' +
  'or set PARKBENCH_CHROMIUM to the path of one.';

/** Variables to add to the environment of Playwright, or undefined when there is no browser. */
export async function browserEnvironment() {
  const given = process.env.PARKBENCH_CHROMIUM;
  if (given) return isExecutable(given) ? { PARKBENCH_CHROMIUM: given } : undefined;
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter).filter(Boolean)];
  const found = [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), MAC].find(isExecutable);
  return found === undefined ? bundledBrowser() : { PARKBENCH_CHROMIUM: found };
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The Chromium of npm: Linux only. It unpacks to the temporary folder, which must not be shared between users. */
async function bundledBrowser() {
  if (process.platform !== 'linux') return undefined;
  const before = { ...process.env };
  const folder = join(tmpdir(), `parkbench-chromium-${userInfo().uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // This name makes it unpack the system libraries as well that a bare machine lacks.
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs20.x';
  process.env.TMPDIR = folder;
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const path = await chromium.executablePath();
    const libraries = process.env.LD_LIBRARY_PATH;
    return existsSync(path)
      ? { PARKBENCH_CHROMIUM: path, ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}) }
      : undefined;
  } catch {
    return undefined;
  } finally {
    for (const name of ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH']) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}
