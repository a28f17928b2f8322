/** Names with their unit at the end (`restartSeconds`, `conduitsPerSecondPerCore`) and their values. */
export type Figures = Readonly<Record<string, number>>;

/** What a task is given: a way to say what it does, and a folder of its own that is removed afterwards. */
export interface BenchContext {
  readonly say: (text: string) => void;
  readonly folder: string;
  /** Folder with real source files, null when UNDERCROFT_DATA names none. */
  readonly dataFolder: string | null;
}

/** Measures, stops every process it started, and gives its figures. */
export type BenchTask = (context: BenchContext) => Promise<Figures>;
