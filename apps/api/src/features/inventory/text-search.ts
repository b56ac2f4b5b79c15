import { normalizeWidth } from '@parkbench/domain';
import { pinyin } from 'pinyin-pro';

/** A condition to put into a WHERE; its parameters begin at the number it was asked for. */
export interface SqlFragment {
  readonly sql: string;
  readonly params: readonly unknown[];
}

const longest = 8;

/**
 * The condition "this instrument is meant by what was typed". Every word must be found: in name (Chinese or
 * English), model, manufacturer or asset number, or, typed in Latin letters, in the initials of the Chinese name
 * (gxyx finds 高效液相色谱仪; one or two letters only from its beginning, so that the index serves them).
 * `alias` is the instrument's in the query, `firstParam` the number of the first free parameter.
 */
export function textSearch(
  q: string,
  { alias = 'i', firstParam = 1 }: { alias?: string; firstParam?: number } = {},
): SqlFragment {
  const words = normalizeWidth(q).toLowerCase().split(' ').filter(Boolean).slice(0, longest);
  const params: unknown[] = [];
  const next = (value: string): string => `$${firstParam + params.push(value) - 1}`;
  const conditions = words.map((word) => {
    // The text is stored with every character doubled, so the word is doubled the same way, by the same function.
    const doubled = `${alias}.search_text LIKE '%' || ${escapeLike(`doubled(${next(word)}::text)`)} || '%'`;
    if (!/^[a-z0-9]+$/.test(word)) return doubled;
    return `(${doubled} OR ${alias}.pinyin LIKE ${next(word.length < 3 ? `${word}%` : `%${word}%`)})`;
  });
  return { sql: conditions.length === 0 ? 'TRUE' : conditions.join(' AND '), params };
}

/**
 * The condition "has all these words in specification, functions or accessories". `$n` are parameters from
 * `firstParam` on.
 */
export function specSearch(
  words: string,
  { alias = 'i', firstParam = 1 }: { alias?: string; firstParam?: number } = {},
): SqlFragment {
  const params = normalizeWidth(words).toLowerCase().split(' ').filter(Boolean).slice(0, longest);
  const conditions = params.map(
    (_, i) => `${alias}.spec_text LIKE '%' || ${escapeLike(`doubled($${firstParam + i}::text)`)} || '%'`,
  );
  return { sql: conditions.length === 0 ? 'TRUE' : conditions.join(' AND '), params };
}

/** A sign that LIKE would read as a pattern stands for itself. */
function escapeLike(sql: string): string {
  return String.raw`replace(replace(replace(${sql}, '\', '\\'), '%', '\%'), '_', '\_')`;
}

/** The condition "in this category or one below it", for a category id as parameter `param`. */
export function inCategory(param: number, alias = 'i'): string {
  return `${alias}.category_id IN (
    WITH RECURSIVE below(id) AS (
      SELECT $${param}::bigint UNION SELECT c.id FROM category c JOIN below b ON c.parent_id = b.id
    ) SELECT id FROM below)`;
}

/** Lower-case initials of a Chinese name, Latin letters and digits as they are: GC-MS 气相色谱仪 is gcmsqxspy. */
export function pinyinInitials(name: string): string {
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 200);
}
