/** Runs a TypeScript file of this folder with the Node of this machine, which may be too old to read it. */
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const [file] = process.argv.slice(2);
await runnerImport(resolve(file), { configFile: false, logLevel: 'error' });
