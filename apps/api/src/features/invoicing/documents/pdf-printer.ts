import { createRequire } from 'node:module';
import type { TCreatedPdf, TDocumentDefinitions, TFontDictionary } from 'pdfmake/interfaces.js';

/** Of pdfmake what is used; its own types lack the access policies. */
interface PdfMake {
  setFonts(fonts: TFontDictionary): void;
  setLocalAccessPolicy(allowed: (path: string) => boolean): void;
  setUrlAccessPolicy(allowed: (url: string) => boolean): void;
  createPdf(definition: TDocumentDefinitions): TCreatedPdf;
}

const require = createRequire(import.meta.url);
const fontFile = (weight: string): string =>
  require.resolve(`@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`);
let ready: PdfMake | undefined;

/** Loaded with the first document only; a document may read the two fonts and nothing else. */
function pdfmake(): PdfMake {
  if (ready) return ready;
  const made = require('pdfmake') as PdfMake;
  const fonts = { normal: fontFile('400Regular'), bold: fontFile('700Bold') };
  made.setFonts({ Noto: fonts });
  made.setLocalAccessPolicy((path) => Object.values(fonts).includes(path));
  made.setUrlAccessPolicy(() => false);
  ready = made;
  return made;
}

/** The same definition gives the same bytes: no clock, no chance; the dates inside are those handed in. */
export async function printPdf(definition: TDocumentDefinitions): Promise<Buffer> {
  return pdfmake().createPdf(definition).getBuffer();
}
