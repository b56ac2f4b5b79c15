import { Problem } from './problem.js';

/** The version an edit was made on, from If-Match: `"7"`. */
export function versionOf(header: string | undefined): number {
  const match = /^"(\d{1,9})"$/.exec(header ?? '');
  if (!match) {
    throw new Problem({
      status: 428,
      code: 'if_match_required',
      title: { zh: '缺少版本信息，请刷新后重试', en: 'If-Match with the version is required; reload and try again' },
    });
  }
  return Number(match[1]);
}
