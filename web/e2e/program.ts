/** The built program in a process of its own, as the launcher starts it, with folders of its own and without network. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Skip } from './check.ts';

const LIBRARIES = '../app/target/meridian/lib';
const OLDEST_JAVA = 25;
const FLAGS = [
  '--enable-native-access=ALL-UNNAMED',
  '--sun-misc-unsafe-memory-access=allow',
  '-XX:+UseSerialGC',
  '-Xmx560m',
] as const;

const PROGRAM = ['-cp', `${LIBRARIES}/*`, 'meridian.app.Main', 'up', '--no-open', '--speed', '10'] as const;

export interface Program {
  readonly port: number;
  /** The part of the printed address that signs in, once. */
  readonly signIn: string;
  /** Ends it at once and without warning, as a power cut would. */
  kill(): Promise<void>;
}

/** A place where programs run one after the other, with the same data. */
export class Home {
  private readonly folder = mkdtempSync(join(tmpdir(), 'meridian-e2e-'));
  private readonly running = new Set<ChildProcess>();

  /**
   * Starts it with the small town that ships with it and waits until its port is open; the city comes later.
   *
   * @param port 0 for any free one
   */
  async start(port: number): Promise<Program> {
    const process = spawn(java(), [...FLAGS, ...PROGRAM, '--port', String(port)], {
      env: this.environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.running.add(process);
    const ended = new Promise<void>((resolve) => process.on('exit', () => resolve()));
    let said = '';
    process.stderr.on('data', (text: Buffer) => (said += text.toString('utf8')));
    const address = await firstLine(process);
    if (address === undefined) throw new Error(`the program ended before it had an address: ${said}`);
    return {
      port: Number(new URL(address).port),
      signIn: new URL(address).hash,
      kill: () => {
        process.kill('SIGKILL');
        return ended;
      },
    };
  }

  private environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      XDG_DATA_HOME: join(this.folder, 'data'),
      XDG_CACHE_HOME: join(this.folder, 'cache'),
      // As after a launcher that could not get Montevideo: then it is the town, and npm is not asked.
      MERIDIAN_CITY_TRIED: '1',
    };
  }

  leave(): void {
    for (const process of this.running) process.kill('SIGKILL');
    // What a killed program had started may still be writing.
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }
}

async function firstLine(process: ChildProcess): Promise<string | undefined> {
  for await (const line of createInterface({ input: process.stdout! })) return line;
  return undefined;
}

/** The Java that the launcher found, or the one on the PATH; nothing else here knows where to look. */
function java(): string {
  if (!existsSync(LIBRARIES)) throw new Skip('the program is not built; ./meridian version builds it');
  const home = process.env['JAVA_HOME'];
  const version = home && /JAVA_VERSION="(\d+)/.exec(read(join(home, 'release')))?.[1];
  if (!home || Number(version) < OLDEST_JAVA) {
    throw new Skip(`JAVA_HOME names no JDK ${OLDEST_JAVA} or later; ./meridian test finds one by itself`);
  }
  return join(home, 'bin', 'java');
}

function read(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
