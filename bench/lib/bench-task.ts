/** Names with their unit at the end (`restartSeconds`) and their values; `null` is what could not be measured here. */
export type Figures = Readonly<Record<string, number | null>>;

/** What a task is given: a way to say what it does, and a folder of its own that is removed afterwards. */
export interface BenchContext {
  readonly say: (text: string) => void;
  readonly folder: string;
  /** Folder with real source files, null when UNDERCROFT_DATA names none. */
  readonly dataFolder: string | null;
}

/** Measures, stops every process it started, and gives its figures. */
export type BenchTask = (context: BenchContext) => Promise<Figures>;
