import { createRequire } from 'node:module';
import type * as PdfMake from 'pdfmake';

export type DocumentDefinition = Parameters<typeof PdfMake.createPdf>[0];

const require = createRequire(import.meta.url);
const fontFile = (weight: string): string =>
  require.resolve(`@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`);
let ready: typeof PdfMake | undefined;

/** Loaded with the first document only; a document may read the two fonts and nothing else. */
function pdfmake(): typeof PdfMake {
  if (ready) return ready;
  const made = require('pdfmake') as typeof PdfMake;
  const fonts = { normal: fontFile('400Regular'), bold: fontFile('700Bold') };
  made.setFonts({ Noto: fonts });
  made.setLocalAccessPolicy((path) => Object.values(fonts).includes(path));
  made.setUrlAccessPolicy(() => false);
  ready = made;
  return made;
}

/** The same definition gives the same bytes: no clock, no chance; the dates inside are those handed in. */
export async function makePdf(definition: DocumentDefinition): Promise<Buffer> {
  return pdfmake().createPdf(definition).getBuffer();
}
