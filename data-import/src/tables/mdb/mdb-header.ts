import { ImportError } from '../../import-error.ts';

/** What the first page of an Access database tells. */
export interface MdbHeader {
  /** `jet3` is Access 97, whose text is in the code page of the machine that wrote it; later ones hold Unicode. */
  readonly engine: 'jet3' | 'jet4' | 'ace';
  readonly pageBytes: number;
}

const NAMES_AT = 4;
const ENGINE_NAMES = ['Standard Jet DB', 'Standard ACE DB'];
const VERSION_AT = 0x14;
const SCRAMBLED_AT = 0x18;
const SCRAMBLED_BYTES = 126;
/** Every Jet database scrambles a part of its first page by RC4 with this key (mdbtools, HACKING). */
const SCRAMBLE_KEY = Uint8Array.of(0xc7, 0xda, 0x39, 0x6b);
/** Where the key that pages are encrypted with stands; zeros in a database that is not encrypted. */
const PAGE_KEY_AT = 0x3e;
const PAGE_KEY_BYTES = 4;

/** True when a file begins as Access databases do. */
export function looksLikeMdb(head: Uint8Array): boolean {
  const name = new TextDecoder('latin1').decode(head.subarray(NAMES_AT, NAMES_AT + 15));
  return head[0] === 0 && head[1] === 1 && ENGINE_NAMES.includes(name);
}

/** Throws `ImportError` for what is no Access database, for one that is encrypted and for a version that nobody knows. */
export function readMdbHeader(head: Uint8Array, fileName: string): MdbHeader {
  if (!looksLikeMdb(head) || head.length < SCRAMBLED_AT + SCRAMBLED_BYTES) {
    throw new ImportError('damaged-file', `"${fileName}" does not begin as an Access database does.`);
  }
  const scrambled = Uint8Array.from(head.subarray(SCRAMBLED_AT, SCRAMBLED_AT + SCRAMBLED_BYTES));
  rc4(SCRAMBLE_KEY, scrambled);
  const key = scrambled.subarray(PAGE_KEY_AT - SCRAMBLED_AT, PAGE_KEY_AT - SCRAMBLED_AT + PAGE_KEY_BYTES);
  if (key.some((byte) => byte !== 0)) {
    throw new ImportError(
      'unsupported-content',
      `"${fileName}" is encrypted. Open it in Access, take the password or the encoding away, and bring it again.`,
    );
  }
  const version = head[VERSION_AT] ?? 0;
  if (version > 6) {
    throw new ImportError(
      'unsupported-content',
      `"${fileName}" is an Access database of the unknown version ${version}.`,
    );
  }
  if (version === 0) return { engine: 'jet3', pageBytes: 2048 };
  return { engine: version === 1 ? 'jet4' : 'ace', pageBytes: 4096 };
}

/** RC4 in place, for scrambling and back. */
export function rc4(key: Uint8Array, bytes: Uint8Array): void {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i);
  const swap = (a: number, b: number) => {
    const kept = state[a] ?? 0;
    state[a] = state[b] ?? 0;
    state[b] = kept;
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  for (let k = 0, i = 0, j = 0; k < bytes.length; k++) {
    i = (i + 1) & 255;
    j = (j + (state[i] ?? 0)) & 255;
    swap(i, j);
    bytes[k] = (bytes[k] ?? 0) ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) & 255] ?? 0);
  }
}
