/** The encodings text survey files come in; the names are those of the WHATWG encoding standard. */
export type TextEncodingName = 'utf-8' | 'gb18030' | 'windows-1252';

const MOSTLY = 0.8;

/**
 * Tells GB18030 from Western European text that is not UTF-8. `highRuns` holds the runs of bytes above 127, one
 * character a byte, separated by spaces. Chinese text is runs of an even number of bytes whose pairs lie in the GB 2312
 * rows; accented Latin letters stand alone or in short odd runs between ASCII.
 */
export function chooseEncoding(highRuns: string): TextEncodingName {
  let paired = 0;
  let total = 0;
  for (const run of highRuns.split(' ')) {
    total += run.length;
    for (let i = 0; i + 1 < run.length; i += 2) {
      const lead = run.charCodeAt(i);
      const trail = run.charCodeAt(i + 1);
      if (lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1 && trail <= 0xfe) paired += 2;
    }
  }
  return total > 0 && paired / total >= MOSTLY ? 'gb18030' : 'windows-1252';
}
