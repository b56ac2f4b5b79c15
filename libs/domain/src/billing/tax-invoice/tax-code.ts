/** Leaf codes that a park's services are sold under (china.md §2.1); what lies above one of them is a summary code. */
const LEAVES = [
  '3040502019900000000',
  '3040502029902000000',
  '3040105000000000000',
  '3040101000000000000',
  '3040102000000000000',
  '3040601000000000000',
  '3040602990000000000',
  '3040603000000000000',
  '3070201020000000000',
  '3040304010000000000',
  '6010000000000000000',
];

/** The digits that say something: a kind digit, then pairs down to the last that is not 00. */
const stem = (code: string): string => {
  let end = code.length;
  while (end > 1 && code.slice(end - 2, end) === '00') end -= 2;
  return code.slice(0, end);
};

/** Whether a text is a code of 税收分类编码: 19 digits, kept as text because no number holds them exactly. */
export function isTaxCode(code: string): boolean {
  return /^\d{19}$/.test(code);
}

/**
 * Whether a code names a heading and not something sold: the bureau answers 该商品编码是汇总商品编码. Known are the headings above
 * the services of a park; 3040502010000000000 (有形动产经营租赁) is one, 3040502019900000000 below it is not.
 */
export function isSummaryTaxCode(code: string): boolean {
  const own = stem(code);
  return LEAVES.some((leaf) => leaf !== code && stem(leaf).startsWith(own));
}
