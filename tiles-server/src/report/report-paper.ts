import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import PDFDocument from 'pdfkit';

export type Paper = PDFKit.PDFDocument;

/** A4 upright, points. */
export const PAGE = { width: 595.28, height: 841.89, margin: 30 } as const;

const FONT_FOLDER = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts');

/**
 * Both fonts hold Latin, Greek and the Chinese characters of GB 18030; only the glyphs used are embedded. Named by their
 * files: a registered name for a font that is in the document already would read the file again at every use (50 ms).
 */
export const FONTS = {
  plain: join(FONT_FOLDER, 'NotoSansHans-Regular.otf'),
  bold: join(FONT_FOLDER, 'NotoSansHans-Bold.otf'),
} as const;

/** Greys of the print; verdicts bring their own colours. */
export const INK = { text: '#1a2023', faint: '#5d686d', line: '#b9c2c6', band: '#f0f3f4' } as const;

/** What names a document to the programs that file it. */
export interface PaperInfo {
  readonly title: string;
  readonly author: string;
  /** Also what makes two prints of one answer at one moment the same bytes. */
  readonly madeAt: Date;
  /** Text that the document's identifier is made of. */
  readonly identity: string;
}

export function reportPaper({ title, author, madeAt, identity }: PaperInfo): Paper {
  return new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: PAGE.margin,
    bufferPages: true,
    // Without it a font of the viewer's choice would be the first.
    font: FONTS.plain,
    info: { Title: title, Author: author, CreationDate: madeAt, ModDate: madeAt, Subject: shortHash(identity) },
  });
}

/** Ends the document and collects its bytes; rejects when it could not be made whole. */
export async function paperBytes(paper: Paper): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  return await new Promise((resolve, reject) => {
    paper.on('data', (part: Uint8Array) => parts.push(part));
    paper.on('end', () => {
      resolve(joined(parts));
    });
    paper.on('error', reject);
    paper.end();
  });
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
