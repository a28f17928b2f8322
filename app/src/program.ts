import { Command, CommanderError } from 'commander';
import { AppError } from './app-error.ts';
import type { DemoFlags } from './commands/demo.ts';
import type { DigFlags } from './commands/dig.ts';
import type { ExportFlags } from './commands/export.ts';
import type { ImportFilesFlags } from './commands/import-files.ts';
import type { RulesFlags } from './commands/rules.ts';
import type { VerifyFlags } from './commands/verify.ts';
import type { Output } from './output.ts';
import { type Flags, SETTINGS_DEFAULTS, settingsOf } from './settings.ts';
import type { SourceFlags } from './source-flags.ts';
import { VERSION } from './version.ts';

const VARIABLES = `
Environment:
  PORT             same as --port
  UNDERCROFT_HOME  same as --home
  UNDERCROFT_DATA  folder with the scenes' source files (default: <home>/sources)
  DATABASE_URL     PostgreSQL with PostGIS to use instead of the embedded store
  UNDERCROFT_TILE_CACHE_MIB  room for tiles kept in <home>/tile-cache, 0 for none (default: ${SETTINGS_DEFAULTS.tileCacheMib})
  MQTT_PORT        port of the broker for devices on this machine, 0 for any free one (default: ${SETTINGS_DEFAULTS.mqttPort})
  MQTT_URL         a broker to link to instead, such as mqtts://broker.example
  MQTT_USERNAME, MQTT_PASSWORD, MQTT_CLIENT_ID  by which it is signed in to (docs/live.md)`;

const EXAMPLES = `
Examples:
  undercroft serve                          the demo city on http://127.0.0.1:8080
  undercroft serve bellinge --port 9000     another scene, another port
  undercroft import bellinge                bring a scene's sources into the store
  undercroft check network.inp --crs EPSG:25832 --json
  undercroft propose points.csv lines.csv   what the columns would be taken for
  undercroft import demo --file points.csv --file lines.csv --layer survey --crs EPSG:4549 --axes northEast
  undercroft dig demo --area pit.geojson --depth 2.5  what lies in the way of a dig, worst first
  undercroft export demo --out tiles        everything a web server needs to show the city, as files
  undercroft undo demo 7                    take import 7 back
  undercroft device-key demo gateway        a new key for a feed of live events
  undercroft rules demo verify zone.power.buried --by "Li Wei"
  undercroft verify http://127.0.0.1:8080/tiles/demo/network/tileset.json  are the tiles sound, and how true
  undercroft demo --segments 1000000 --out big  survey files of a made-up city of a million conduits`;

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

  withSource(withHome(program.command('import <scene>')))
    .description(
      "read a scene's sources, or files named by --file, into the store; exit code 0 only when all were accepted",
    )
    .option('--file <path>', 'a file that no scene names; once for each file of the same source', gathered, [])
    .option('--layer <name>', 'layer the files go to')
    .option('--title <text>', 'what the layer is called (default: its name)')
    .option('--utility <name>', 'utility of what the files hold, where they do not say')
    .option('--attribution <text>', 'whom to thank for a picture or an elevation model')
    .option('--licence <text>', 'the terms it came on')
    .option('--yes', 'take what is only proposed: columns, units, coordinate system')
    .action(async (scene: string, flags: Flags & ImportFilesFlags) => {
      const settings = settingsOf({ ...flags, scene }, env, cwd);
      if (flags.file.length > 0) {
        const { importFiles } = await import('./commands/import-files.ts');
        exit(await importFiles(flags, { settings, cwd, output, signal }));
        return;
      }
      const { importCommand } = await import('./commands/import.ts');
      exit(await importCommand(settings, output, signal));
    });

  withHome(program.command('imports <scene>'))
    .description('list the imports of a scene, newest first')
    .option('--json', 'print one JSON array and nothing else')
    .action(async (scene: string, flags: Flags & { json?: boolean }) => {
      const { listImports } = await import('./commands/imports.ts');
      const settings = settingsOf({ ...flags, scene }, env, cwd);
      exit(await listImports(flags, { settings, cwd, output, signal }));
    });

  withHome(program.command('undo <scene> <import>'))
    .description('take the newest import of a layer back, by its number')
    .action(async (scene: string, id: string, flags: Flags) => {
      const { undoImport } = await import('./commands/imports.ts');
      exit(await undoImport(id, { settings: settingsOf({ ...flags, scene }, env, cwd), cwd, output, signal }));
    });

  withHome(program.command('rules <scene> [action] [row]'))
    .description("list a scene's rules; 'check' says whether they can be used, 'verify <row>' signs a row")
    .option('--by <name>', 'with verify: the officer who answers for the row')
    .option('--on <day>', 'with verify: the day, such as 2026-11-20 (default: today)')
    .option('--json', 'print the whole set as one JSON object and nothing else')
    .action(async (scene: string, action: string | undefined, row: string | undefined, flags: Flags & RulesFlags) => {
      const { rulesCommand } = await import('./commands/rules.ts');
      exit(await rulesCommand(action, row, flags, { settings: settingsOf({ ...flags, scene }, env, cwd), output }));
    });

  withSource(withHome(program.command('check <files...>')))
    .description(
      'say what an import of the files of one source would bring, and store nothing; exit code 0 only when accepted',
    )
    .option('--yes', 'take what is only proposed: columns and units')
    .option('--json', 'print one JSON object and nothing else')
    .action(async (files: string[], flags: Flags & SourceFlags & { json?: boolean }) => {
      const { check } = await import('./commands/check.ts');
      exit(await check(files, flags, { settings: settingsOf(flags, env, cwd), cwd, output, signal }));
    });

  withSource(withHome(program.command('propose <files...>')))
    .description('print the profile and the georeference proposed for files, as JSON, and what they rest on')
    .option('--scene <id>', 'scene near which the files lie')
    .action(async (files: string[], flags: Flags & SourceFlags) => {
      const { propose } = await import('./commands/propose.ts');
      exit(await propose(files, flags, { settings: settingsOf(flags, env, cwd), cwd, output, signal }));
    });

  withHome(program.command('dig <scene>'))
    .description(
      'say what lies in the way of a dig, worst first; exit code 0 when everything is clear, 2 when anything is not, 1 when it could not be checked',
    )
    .option('--area <file>', 'outline of the floor: GeoJSON, DXF or a list of coordinates')
    .option('--depth <metres>', 'depth of the floor below the lowest ground in the area')
    .option('--batter <ratio>', 'horizontal per vertical of the walls (default: 0)')
    .option('--support <metres>', 'depth of sheet piles below the lowest ground')
    .option('--margin <metres>', 'working margin around everything that is dug (default: 0)')
    .option('--method <name>', 'machine, hand or vacuum (default: machine)')
    .option('--as-of <time>', 'what was known at a time, such as 2024-05-31T00:00:00Z')
    .option('--lang <language>', 'en or zh (default: en)')
    .option('--json', "print the server's answer as one JSON object and nothing else")
    .action(async (scene: string, flags: Flags & DigFlags) => {
      const { dig } = await import('./commands/dig.ts');
      exit(await dig(flags, { settings: settingsOf({ ...flags, scene }, env, cwd), cwd, output, signal }));
    });

  withHome(program.command('export <scene>'))
    .description(
      'write the tiles of a scene as files for any web server; stopped, the same command goes on where it was',
    )
    .requiredOption('--out <path>', 'a folder, a 3D Tiles archive (name.3tz) or a map archive (name.pmtiles)')
    .option('--layer <name>', 'a tileset, map, terrain, a layer of pictures or of the vector tiles alone')
    .option('--max-zoom <number>', 'finest zoom of vector tiles (default: as served)')
    .option('--base-url <address>', 'where the folder will be in the web, for documents that want whole addresses')
    .option('--gzip', 'compress the files, to be sent with Content-Encoding: gzip (default: plain)')
    .option('--workers <count>', 'threads that encode tiles (default: one for each core)')
    .option('--json', 'print one JSON object and nothing else')
    .action(async (scene: string, flags: Flags & ExportFlags) => {
      const { exportCommand } = await import('./commands/export.ts');
      exit(await exportCommand(flags, { settings: settingsOf({ ...flags, scene }, env, cwd), cwd, output, signal }));
    });

  withHome(program.command('device-key <scene> <source>'))
    .description('make a new key by which a feed of live events signs in, and print it this once')
    .option('--revoke', 'take the key back instead')
    .action(async (scene: string, source: string, flags: Flags & { revoke?: boolean }) => {
      const { deviceKey } = await import('./commands/device-key.ts');
      exit(await deviceKey(source, flags, { settings: settingsOf({ ...flags, scene }, env, cwd), output, signal }));
    });

  program
    .command('verify <tileset>')
    .description(
      'look into every tile of a tileset by its folder or address; exit code 0 when nothing is wrong, 1 when anything is or could not be looked into, 2 when there is no tileset to read',
    )
    .option('--json', 'print the report as one JSON object and nothing else')
    .action(async (tileset: string, flags: VerifyFlags) => {
      const { verify } = await import('./commands/verify.ts');
      exit(await verify(tileset, flags, { cwd, output, signal }));
    });

  program
    .command('demo')
    .description('write the survey files of a made-up city, with the list of what is wrong in them')
    .option('--segments <count>', 'conduits wanted at least (default: those of one district); whole districts are made')
    .option('--seed <number>', 'everything follows from it (default: 1)')
    .option('--out <folder>', 'folder to write to, empty or not there yet')
    .option('--truth', 'write nothing: print what is planted in a district, and its figures against their targets')
    .option('--json', 'with --truth: print one JSON object and nothing else')
    .action(async (flags: DemoFlags) => {
      const { demo } = await import('./commands/demo.ts');
      exit(await demo(flags, { cwd, output, signal }));
    });
  return program;
}

function withSource(command: Command): Command {
  return command
    .option('--format <name>', 'format of the files (default: told from them)')
    .option('--crs <code>', 'coordinate system of the files, as EPSG:<number> or LOCAL:<name>')
    .option('--axes <order>', 'order of a pair of coordinates: eastNorth or northEast')
    .option('--shift <frame>', 'shift of a Chinese web map that the coordinates lie in: GCJ-02 or BD-09')
    .option('--level-unit <unit>', 'unit of levels: metre, foot or usSurveyFoot')
    .option('--vertical-offset <metres>', "added to every level to bring it to the scene's height datum")
    .option('--profile <name>', 'what the columns mean: a name, or a file that ends in .json')
    .option('--encoding <label>', 'encoding of text, such as gb18030');
}

function gathered(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
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
