import { CertificateBuilder } from '@undercroft/core/verify/certificate';
import { FeatureLedger } from '@undercroft/core/verify/feature-ledger';
import { FindingLog } from '@undercroft/core/verify/finding-log';
import { meshoptReady } from '@undercroft/core/verify/meshopt-view';
import { certify } from './certify.ts';
import { RowsAbsent, type SceneRows } from './scene-rows.ts';
import type { TilesetSource } from './tileset-source.ts';
import { type FinestContent, TilesetWalk } from './tileset-walk.ts';
import type { VerifyCounts, VerifyReport } from './verify-report.ts';

/** What a verification is told besides the tileset. */
export interface VerifyOptions {
  readonly signal: AbortSignal;
  /** The rows the tileset was made from; throws RowsAbsent where there are none to be had. */
  readonly rows: () => Promise<SceneRows>;
  /** Called for each tile; `tilesInAll` is null while it is not known how many there are. */
  readonly onProgress: (counts: Readonly<VerifyCounts>, tilesInAll: number | null) => void;
  /** Called while the rows are asked for that the tileset is held against in the end: how many there are so far. */
  readonly onRows: (count: number) => void;
}

/** Looks into every tile of a tileset. Null in `report` when its document cannot be read at all; `log` says why. */
export async function verifyTileset(
  source: TilesetSource,
  options: VerifyOptions,
): Promise<{ readonly report: VerifyReport; readonly isRead: boolean }> {
  await meshoptReady;
  const log = new FindingLog();
  const ledger = new FeatureLedger();
  const certifier = await Certifier.begin(options.rows, log);
  const { signal, onProgress, onRows } = options;
  const walk = new TilesetWalk(source, {
    log,
    ledger,
    signal,
    onProgress,
    onFinest: (content) => certifier.add(content),
  });
  const isRead = await walk.walk();
  walk.counts.features = ledger.size;
  if (isRead) await certifier.compare(ledger, source.root, onRows);
  const { certificate, uncertified } = certifier;
  return {
    isRead,
    report: {
      tileset: source.root,
      clean: isRead && log.total === 0,
      counts: walk.counts,
      findingCounts: log.counts,
      findings: log.findings,
      certificate,
      uncertified,
    },
  };
}

/** Measures while rows are to be had; a certificate of a part of the tileset is none. */
class Certifier {
  readonly #log: FindingLog;
  readonly #builder = new CertificateBuilder();
  #rows: SceneRows | null = null;
  #uncertified: string | null = null;

  static async begin(rows: () => Promise<SceneRows>, log: FindingLog): Promise<Certifier> {
    const certifier = new Certifier(log);
    await certifier.#attempt(async () => {
      certifier.#rows = await rows();
    });
    return certifier;
  }

  constructor(log: FindingLog) {
    this.#log = log;
  }

  get certificate(): VerifyReport['certificate'] {
    return this.#uncertified === null ? this.#builder.certificate : null;
  }

  get uncertified(): string | null {
    return this.#uncertified;
  }

  async add(content: FinestContent): Promise<void> {
    const rows = this.#rows;
    if (rows === null) return;
    await this.#attempt(() => certify(content, rows, this.#builder, this.#log));
  }

  /** Holds the features of the tileset against all rows: each once. */
  async compare(ledger: FeatureLedger, place: string, onRows: VerifyOptions['onRows']): Promise<void> {
    const rows = this.#rows;
    if (rows === null) return;
    await this.#attempt(async () => ledger.compare(await rows.ids(onRows), this.#log, place));
  }

  async #attempt(run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      if (!(error instanceof RowsAbsent)) throw error;
      this.#uncertified = error.message;
      this.#rows = null;
    }
  }
}
