import { repositoryRoot } from '../start/repository.js';
import { findBanned } from './bans.js';

const findings = findBanned(process.argv[2] ?? repositoryRoot);
for (const { rule, file, line, text } of findings) process.stdout.write(`${file}:${line}: ${rule}: ${text}\n`);
process.exit(findings.length === 0 ? 0 : 1);
