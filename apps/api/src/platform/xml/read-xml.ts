import { XMLParser } from 'fast-xml-parser';

/** A text that is not read as XML: it declares a document type or entities, or is no XML at all. */
export class XmlRefused extends Error {}

/** An element: its text, its attributes under `@name`, its children by name. Everything is text. */
export type XmlNode = string | { readonly [name: string]: XmlNode | readonly XmlNode[] };

const deepest = 60;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  processEntities: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/** Levels of the deepest element, counted without building anything. */
function depthOf(text: string): number {
  let [depth, most] = [0, 0];
  for (const [tag] of text.matchAll(/<[/!?]?[^>]*>/g)) {
    if (tag.startsWith('</')) depth--;
    else if (!tag.startsWith('<!') && !tag.startsWith('<?') && !tag.endsWith('/>')) most = Math.max(most, ++depth);
  }
  return most;
}

/**
 * Reads XML from outside. A document type or an entity declaration is refused before anything is parsed, so that neither
 * files nor the network are reached and nothing expands (reliability §5). Only the five entities of XML and characters by
 * number are decoded.
 * @throws XmlRefused
 */
export function readXml(text: string): XmlNode {
  if (/<!\s*(DOCTYPE|ENTITY)/i.test(text)) throw new XmlRefused('document types and entities are refused');
  if (depthOf(text) > deepest) throw new XmlRefused('nested too deeply');
  try {
    return parser.parse(text, true) as XmlNode;
  } catch (error) {
    throw new XmlRefused(error instanceof Error ? error.message : String(error));
  }
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi, (whole, hex, number, name) => {
    if (name) return named[String(name).toLowerCase()] ?? String(whole);
    const code = Number.parseInt(String(hex ?? number), hex ? 16 : 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** The children of a name, none, one or several. */
export function childrenOf(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  if (node === undefined || typeof node === 'string') return [];
  const found = node[name];
  if (found === undefined) return [];
  return Array.isArray(found) ? (found as readonly XmlNode[]) : [found as XmlNode];
}

/** The first element down a path of names; undefined where there is none. */
export function childAt(node: XmlNode | undefined, ...path: readonly string[]): XmlNode | undefined {
  return path.reduce<XmlNode | undefined>((at, name) => childrenOf(at, name)[0], node);
}

/** The text of an element or attribute, entities decoded; empty when it is not there. */
export function textAt(node: XmlNode | undefined, ...path: readonly string[]): string {
  const at = childAt(node, ...path);
  if (at === undefined) return '';
  if (typeof at === 'string') return decoded(at);
  const own = at['#text'];
  return typeof own === 'string' ? decoded(own) : '';
}
