import { Command, CommanderError } from 'commander';
import { AppError } from './app-error.ts';
import type { Output } from './output.ts';
import { type Flags, SETTINGS_DEFAULTS, settingsOf } from './settings.ts';
import { VERSION } from './version.ts';

const VARIABLES = `
Environment:
  PORT             same as --port
  UNDERCROFT_HOME  same as --home
  UNDERCROFT_DATA  folder with the scenes' source files (default: <home>/sources)
  DATABASE_URL     PostgreSQL with PostGIS to use instead of the embedded store`;

const EXAMPLES = `
Examples:
  undercroft serve                          the demo city on http://127.0.0.1:8080
  undercroft serve bellinge --port 9000     another scene, another port
  undercroft import bellinge                bring a scene's sources into the store
  undercroft check network.inp --crs EPSG:25832 --json`;

/** What a run of the command needs from the process it runs in. */
export interface ProgramContext {
  readonly output: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly signal: AbortSignal;
  /** Milliseconds spent before this process began. */
  readonly alreadyMs: number;
}

/** Runs the command line (without program name). Resolves to the exit code; every failure is said, none is thrown. */
export async function runProgram(args: readonly string[], context: ProgramContext): Promise<number> {
  let exitCode = 0;
  const program = createProgram(context, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    return failureCode(error, context);
  }
}

/** The commands; each loads what it needs when it is called, so that help and version answer at once. */
function createProgram(context: ProgramContext, exit: (code: number) => void): Command {
  const { output, env, cwd, signal, alreadyMs } = context;
  const program = new Command('undercroft')
    .description('One 3D city, above ground and below, out of the tables a city already has.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => output.out(text.trimEnd()),
      writeErr: (text) => output.note(text.trimEnd()),
    })
    .showHelpAfterError('(undercroft --help shows what there is)')
    .addHelpText('after', `${VARIABLES}\n${EXAMPLES}`);

  withHome(program.command('serve [scene]'))
    .description('serve a scene until stopped, importing it first when it is new or has changed')
    .option('--scene <id>', `scene to serve (default: "${SETTINGS_DEFAULTS.scene}")`)
    .option('--port <number>', `port to listen on, 0 for any free one (default: ${SETTINGS_DEFAULTS.port})`)
    .option('--host <address>', `address to listen on (default: "${SETTINGS_DEFAULTS.host}")`)
    .action(async (scene: string | undefined, flags: Flags) => {
      if (scene !== undefined && flags.scene !== undefined && scene !== flags.scene) {
        throw new AppError('bad-option', `Two scenes were named, "${scene}" and --scene "${flags.scene}": name one.`);
      }
      const settings = settingsOf({ ...flags, scene: scene ?? flags.scene }, env, cwd);
      const { serve } = await import('./commands/serve.ts');
      await serve({ settings, output, signal, alreadyMs });
    });

  withHome(program.command('import <scene>'))
    .description("read a scene's sources into the store; exit code 0 only when all were accepted")
    .action(async (scene: string, flags: Flags) => {
      const { importCommand } = await import('./commands/import.ts');
      exit(await importCommand(settingsOf({ ...flags, scene }, env, cwd), output, signal));
    });

  program
    .command('check <file>')
    .description('say what an import of a file would bring, and store nothing; exit code 0 only when accepted')
    .option('--crs <code>', 'coordinate system of the file, as EPSG:<number>')
    .option('--json', 'print one JSON object and nothing else')
    .action(async (file: string, options: { crs?: string; json?: boolean }) => {
      const { check } = await import('./commands/check.ts');
      exit(await check(file, options, output, signal));
    });
  return program;
}

function withHome(command: Command): Command {
  return command.option('--home <folder>', `data folder (default: "${SETTINGS_DEFAULTS.home}")`);
}

/** Says what went wrong: known failures by their sentence, unknown ones with the stack that finds them. */
function failureCode(error: unknown, { output, signal }: ProgramContext): number {
  if (error instanceof CommanderError) return error.exitCode;
  if (signal.aborted) {
    output.note(signal.reason instanceof Error ? signal.reason.message : 'stopped');
    return 130;
  }
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    output.note(`${error.message} [${error.code}]`);
  } else {
    output.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  return 1;
}
