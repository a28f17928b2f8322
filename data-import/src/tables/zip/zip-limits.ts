/** Caps on what an archive may hold; everything is counted while it is inflated, whatever its headers say. */
export interface ZipLimits {
  /** Entries in the archive's directory, folders among them. */
  readonly maxEntries?: number;
  /** Inflated bytes of all entries that are read. */
  readonly maxInflatedBytes?: number;
  /** Inflated bytes for each packed one, beyond `ratioFreeBytes`. */
  readonly maxRatio?: number;
  /** Inflated bytes of an entry below which its ratio is no matter: tables of blanks pack a thousandfold. */
  readonly ratioFreeBytes?: number;
  /** Entries up to this size are kept in memory when random access is wanted, as long as `maxMemoryBytes` has room. */
  readonly memoryEntryBytes?: number;
  readonly maxMemoryBytes?: number;
  /** Folder for entries that are inflated to disk; the system's own for temporary files when left out. */
  readonly folder?: string;
}

export const ZIP_LIMITS_DEFAULTS: Required<Omit<ZipLimits, 'folder'>> = {
  maxEntries: 10_000,
  maxInflatedBytes: 4 * 1024 ** 3,
  maxRatio: 250,
  ratioFreeBytes: 64 * 1024 ** 2,
  memoryEntryBytes: 8 * 1024 ** 2,
  maxMemoryBytes: 64 * 1024 ** 2,
};
