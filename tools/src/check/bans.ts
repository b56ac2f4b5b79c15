import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Finding {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** What no rule of oxlint says; a regular expression over one line is enough for each. */
interface Ban {
  readonly rule: string;
  readonly files: RegExp;
  readonly except?: RegExp;
  readonly line: RegExp;
}

const TESTS = /\.spec\.tsx?$|\/test\//;

const BANS: readonly Ban[] = [
  {
    rule: 'clock-only-in-clock',
    files: /^apps\/api\/src\//,
    except: new RegExp(`^apps/api/src/platform/clock\\.ts$|${TESTS.source}`),
    line: /\bnew Date\(\s*\)|\bDate\(\s*\)(?!\s*:)/,
  },
  {
    rule: 'no-clock-in-domain',
    files: /^libs\/domain\/src\//,
    except: TESTS,
    line: /\bnew Date\(\s*\)/,
  },
  { rule: 'no-async-in-domain', files: /^libs\/domain\/src\//, except: TESTS, line: /\basync\b|\bPromise</ },
  {
    rule: 'one-barrel',
    files: /^(apps\/(api|web)|libs\/domain)\/src\//,
    except: /^libs\/domain\/src\/index\.ts$/,
    line: /^\s*export \* /,
  },
  { rule: 'owning-side-only', files: /^apps\/api\/src\//, line: /@(OneToMany|ManyToMany)\(/ },
  // dependency-cruiser does not see these edges.
  { rule: 'no-inline-type-import', files: /^(apps|libs)\/.*\/src\//, except: TESTS, line: /\bimport\('\.[^)]*'\)\.\w/ },
  { rule: 'no-forward-ref', files: /^apps\/api\//, line: /\bforwardRef\s*\(/ },
  { rule: 'web-env-in-env', files: /^apps\/web\/src\//, except: /\/env\.ts$/, line: /\bimport\.meta\.env\b/ },
  { rule: 'no-synchronize', files: /^apps\/api\//, line: /\bsynchronize:\s*true/ },
  { rule: 'todo-has-issue', files: /^(apps|libs|tools|migrations)\//, line: /\b(TODO|FIXME)\b(?!.*#\d)/ },
];

const FOLDERS = ['apps/api', 'apps/web', 'apps/e2e', 'libs/domain', 'migrations', 'tools'];
const SKIPPED = new Set(['node_modules', 'dist', 'test-results', 'playwright-report', 'coverage']);

/** Every forbidden line of the tree at `root`. */
export function findBanned(root: string): Finding[] {
  return FOLDERS.flatMap((folder) => sourceFiles(root, folder)).flatMap((file) => {
    const lines = readFileSync(join(root, file), 'utf8').split('\n');
    return [...bannedLines(file, lines), ...undocumentedExports(file, lines)];
  });
}

function sourceFiles(root: string, folder: string): string[] {
  let entries;
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : sourceFiles(root, path);
    return /\.(tsx?|mjs)$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

function bannedLines(file: string, lines: readonly string[]): Finding[] {
  const bans = BANS.filter((ban) => ban.files.test(file) && ban.except?.test(file) !== true);
  if (file.startsWith('tools/src/check/')) return [];
  return lines.flatMap((text, index) =>
    bans
      .filter((ban) => ban.line.test(ban.rule === 'todo-has-issue' ? text : withoutComment(text)))
      .map((ban) => ({ rule: ban.rule, file, line: index + 1, text: text.trim() })),
  );
}

function withoutComment(line: string): string {
  return /^\s*(\*|\/\*|\/\/)/.test(line) ? '' : line.replace(/\s\/\/.*$/, '');
}

const EXPORT = /^export (?:declare )?(?:abstract )?(?:async )?(?:function|const|class|interface|type|enum) /;

/** The domain's exports are read by people who know the trade and not the code. */
function undocumentedExports(file: string, lines: readonly string[]): Finding[] {
  if (!file.startsWith('libs/domain/src/') || TESTS.test(file)) return [];
  return lines.flatMap((text, index) => {
    if (!EXPORT.test(text) || isDocumented(lines, index)) return [];
    return [{ rule: 'domain-export-documented', file, line: index + 1, text: text.trim() }];
  });
}

/** An overload and the companion of a type with the same name share the doc block above the first. */
function isDocumented(lines: readonly string[], index: number): boolean {
  const above = lines[index - 1]?.trim() ?? '';
  if (above.endsWith('*/')) return true;
  const name = nameOf(lines[index] ?? '');
  return lines.slice(0, index).some((line, i) => nameOf(line) === name && lines[i - 1]?.trim().endsWith('*/') === true);
}

function nameOf(line: string): string | undefined {
  return EXPORT.test(line) ? /^export (?:\w+ )+?(\w+)\b(?=[\s<(:=;]|$)/.exec(line)?.[1] : undefined;
}
