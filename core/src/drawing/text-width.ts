/** Letters as wide as they are high: Han, full-width forms, marks. */
const WIDE = /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;
const NARROW = /[iljtfr.,:;'|!()[\] ]/;
const BROAD = /[A-Z0-9mwMW@%‰—–]/;

/** Width of a text, mm; on the wide side of what common fonts need, so that what is laid out by it does not touch. */
export function textWidthMm(words: string, sizeMm: number): number {
  let ems = 0;
  for (const letter of words) {
    if (WIDE.test(letter)) ems += 1;
    else if (NARROW.test(letter)) ems += 0.34;
    else if (BROAD.test(letter)) ems += 0.64;
    else ems += 0.56;
  }
  return ems * sizeMm;
}
