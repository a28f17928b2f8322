import type { Issue, IssueSeverity } from '@undercroft/core/model/issue';

/** Every code that readers report, with its severity: an error keeps the whole import from being published. */
const SEVERITIES = {
  /** A link names a node that the file does not hold. */
  'unknown-node': 'error',
  /** A number was wanted; text, NaN or an infinity came. */
  'not-a-number': 'error',
  /** A field the format requires is not there. */
  'missing-value': 'error',
  'missing-coordinates': 'error',
  /** A conduit for which the format requires a cross-section and the file holds none. */
  'missing-cross-section': 'error',
  'duplicate-id': 'error',
  /** A section without which the rest means nothing: usually a truncated file. */
  'missing-section': 'error',
  /** A row belongs to, or names, something that the file does not hold. */
  'unresolved-reference': 'error',
  'outside-area-of-use': 'error',
  'no-features': 'error',
  /** An elevation model in which no level is known. */
  'no-levels': 'error',
  /** The format names no coordinate system and the caller named none. */
  'missing-crs': 'error',
  /** A file in an archive that is encrypted, a link, or named to lead out of its folder. */
  'archive-entry-refused': 'error',
  /** A table of the source that cannot be read at all; the others are. */
  'unreadable-table': 'error',
  /** A record that cannot be read as its format requires. */
  'bad-record': 'error',
  /** A geometry that is there and cannot be read; the row is placed by nothing else. */
  'bad-geometry': 'error',
  /** The file ends, or goes wrong, before its end: what follows is not read. */
  'truncated-file': 'error',
  /** The coordinate system came where it was not looked for and differs from the one in use. */
  'crs-found-late': 'error',
  /** Coordinates that are no map's: nothing of the file may be placed by them. */
  'schematic-coordinates': 'error',
  /** No table of the profile fits any table of the source. */
  'no-table-fits': 'error',
  /** Two columns could hold a coordinate, level or depth. */
  'ambiguous-column': 'error',
  /** Something was only proposed that a person must confirm. */
  'unconfirmed-proposal': 'error',
  'unknown-shape': 'warning',
  /** A size that is zero, left out or no standard one: it stays unknown. */
  'missing-size': 'warning',
  /** No pipe has this size, no ground this level: a filler such as -9999, or another unit. It is taken as unknown. */
  'implausible-size': 'warning',
  'implausible-level': 'warning',
  'adverse-slope': 'warning',
  'invert-above-cover': 'warning',
  'outer-top-above-cover': 'warning',
  'invert-below-node': 'warning',
  'zero-length': 'warning',
  'length-differs': 'warning',
  'negative-depth': 'warning',
  'bad-polygon': 'warning',
  /** An object that is not as its format wants it: left out. */
  'unreadable-object': 'warning',
  'pump-without-curve': 'warning',
  /** A drawing row (coordinates, vertices, polygon, tag) of an object that the file does not hold. */
  'orphan-row': 'warning',
  'repeated-row': 'warning',
  /** The file may end before its end. */
  'unfinished-line': 'warning',
  'missing-polygons': 'warning',
  'units-assumed': 'warning',
  'units-differ': 'warning',
  /** An archive inside an archive: it is not opened. */
  'nested-archive': 'warning',
  /** A file that belongs to another one did not come with it. */
  'missing-companion': 'warning',
  /** Lengths or counts in a header that are not those of the file. */
  'header-differs': 'warning',
  /** What a file says of its text's encoding is not what the text shows. */
  'encoding-contradicted': 'warning',
  'fields-left-out': 'warning',
  /** The coordinate system is named by an address; what data names is never fetched. */
  'crs-link': 'warning',
  /** Attributes that the first rows do not have; their values are left out. */
  'late-property': 'warning',
  'not-utf8': 'warning',
  /** A second geometry in another system beside the one that is read. */
  'place-ignored': 'info',
  /** A level whose meaning the format leaves open, taken as that of the ground. */
  'ground-level-assumed': 'info',
  'repeated-heading': 'warning',
  'no-headings': 'warning',
  /** Fewer values than columns: those at the end are unknown. */
  'short-row': 'warning',
  /** More values than columns: some may stand under the wrong heading. */
  'long-row': 'error',
  'bad-quoting': 'warning',
  /** Bytes that are no text in the encoding it is read in. */
  'undecodable-text': 'warning',
  /** Another encoding is nearly as likely. */
  'uncertain-encoding': 'warning',
  /** A cell of a workbook that holds an error such as #REF!, or a formula that nobody calculated. */
  'cell-without-value': 'warning',
  /** A table that says how many rows it holds, and holds another number. */
  'row-count-differs': 'error',
  'title-rows-skipped': 'info',
  /** A column of pictures, attachments or other binary content. */
  'column-left-out': 'info',
  'table-left-out': 'info',
  'profile-proposed': 'info',
  // Checks of an underground survey (`survey/survey-rules.ts`).
  'point-number-missing': 'error',
  'duplicate-point': 'error',
  'map-number-differs': 'error',
  'feature-and-appurtenance': 'error',
  'no-feature-or-appurtenance': 'error',
  /** Two points at one place and one level; at one place and two levels it is a warning. */
  'same-point': 'error',
  'same-place': 'warning',
  'code-mismatch': 'error',
  'missing-point': 'error',
  /** The point table lacks a line's point; the line's own coordinates place it. */
  'placed-without-point': 'warning',
  'unused-point': 'warning',
  'line-to-itself': 'error',
  'duplicate-line': 'error',
  'level-depth-mismatch': 'error',
  'level-differs-at-node': 'warning',
  'size-differs-at-node': 'warning',
  'material-differs-at-node': 'warning',
  'line-too-long': 'warning',
  'line-too-short': 'warning',
  'steep-line': 'warning',
  'depth-too-great': 'error',
  'depth-above-ground': 'error',
  /** Nothing tells whether it lies on the ground or was never measured. */
  'zero-depth': 'warning',
  'reverse-slope': 'warning',
  'manhole-drop': 'warning',
  'degree-differs': 'warning',
  'dangling-end': 'warning',
  'separate-component': 'warning',
  'exit-above-entry': 'warning',
  'sink-without-outfall': 'warning',
  'crossing-without-node': 'warning',
  /** Lines cross where the level of one is unknown: nothing is said about whether they touch. */
  'crossings-not-judged': 'info',
  'pressure-band-differs': 'error',
  'voltage-on-other-utility': 'error',
  'missing-voltage': 'warning',
  'anticorrosion-on-plastic': 'error',
  'material-not-allowed': 'warning',
  'year-in-future': 'warning',
  'unknown-embedding': 'warning',
  'abandoned-in-network': 'warning',
  'far-from-the-rest': 'error',
  'cross-connection': 'warning',
  /** No rule of the profile says where the depths or levels of these lines lie: they stay unknown. */
  'unknown-depth-reference': 'warning',
  /** Every vertex of a line lies at level 0: nobody measured it. */
  'zero-levels': 'warning',
  /** A word that no code list holds. */
  'unknown-code': 'warning',
  'unreadable-size': 'warning',
  /** Class and subclass contradict each other. */
  'utility-conflict': 'warning',
  'unreadable-date': 'warning',
  'end-away-from-point': 'warning',
  /** Things of a kind that nothing here draws. */
  'kind-not-modelled': 'info',
  /** A polygon of several pieces, kept as several features. */
  'split-polygon': 'info',
  'shape-not-modelled': 'info',
  'shared-name': 'info',
  'text-encoding': 'info',
  'unknown-section': 'info',
  // City points, the management grid and map features from tables (`operations/`).
  /** A code longer than a number holds came as a number: its last digits are gone. */
  'digits-lost': 'error',
  /** A cell in which a number or an angle was wanted: unknown. */
  'unreadable-value': 'warning',
  /** A value that nothing of its kind has: unknown. */
  'implausible-value': 'warning',
  /** A point was wanted where a line or polygon came, or the other way: left out. */
  'other-geometry': 'warning',
  'several-places': 'warning',
  /** A map feature without a geometry that can be drawn: left out. */
  'missing-geometry': 'warning',
  'self-intersection': 'warning',
  'camera-code': 'warning',
  'component-code': 'warning',
  'grid-code': 'warning',
  'grid-parent-missing': 'warning',
  'grid-outside-parent': 'warning',
  'grid-gap': 'warning',
  'grid-overlap': 'warning',
  'grid-slivers': 'info',
  /** The grid was not looked at for gaps and overlaps: nothing is said about them. */
  'grid-not-checked': 'warning',
  'area-differs': 'warning',
  'outside-grid': 'warning',
  'in-several-cells': 'warning',
  'on-cell-border': 'info',
  'grid-cell-differs': 'warning',
  // Cases of city management (`operations/city-case-of.ts`).
  /** Times of day without a zone, and nobody has said whose clock they are of. */
  'clock-not-declared': 'error',
  'steps-out-of-order': 'warning',
  'case-class': 'warning',
  /** Rows of one id that are pieces of one object, kept under marked ids. */
  'repeated-id': 'warning',
  'numbered-by-row': 'info',
  /** Storeys or a height in words that name no one number: unknown. */
  'unclear-number': 'warning',
  /** Degrees in China that nobody said are, or are not, shifted. */
  'may-be-shifted': 'info',
} as const satisfies Record<string, IssueSeverity>;

export type IssueCode = keyof typeof SEVERITIES;

/** The severity a code has unless a profile says otherwise. */
export function severityOf(code: IssueCode): IssueSeverity {
  return SEVERITIES[code];
}

/** Makes an issue; the severity follows from the code. `row` is a 1-based line. */
export function issue(code: IssueCode, row: number | null, field: string | null, message: string): Issue {
  return { severity: SEVERITIES[code], code, where: { row, field }, message };
}
