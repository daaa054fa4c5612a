/** A very small test runner: named checks one after the other, a line each, a count at the end, and a report in JUnit's XML. */
import { mkdirSync, writeFileSync } from 'node:fs';

/** `./meridian test` counts what lies there. */
const REPORT = 'target/TEST-e2e.xml';

interface Result {
  readonly name: string;
  readonly seconds: number;
  readonly kind: 'passed' | 'failure' | 'skipped';
  readonly message: string;
}

/** Thrown by a check that cannot be done here; the message says why and what would help. */
export class Skip extends Error {}

export type Check = readonly [name: string, run: () => Promise<void>];

export function expect(claim: boolean, message: string): asserts claim {
  if (!claim) throw new Error(message);
}

/** Waits until the question is answered with yes. */
export async function eventually(what: string, ask: () => Promise<boolean>, seconds = 60): Promise<void> {
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    if (await ask()) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`not within ${seconds} s: ${what}`);
}

export async function runChecks(checks: readonly Check[]): Promise<number> {
  const results: Result[] = [];
  for (const [name, run] of checks) {
    const start = performance.now();
    const seconds = () => (performance.now() - start) / 1000;
    try {
      await run();
      results.push({ name, seconds: seconds(), kind: 'passed', message: '' });
      console.log(`ok      ${name}`);
    } catch (reason) {
      const message = reason instanceof Error ? reason.message : String(reason);
      const kind = reason instanceof Skip ? 'skipped' : 'failure';
      results.push({ name, seconds: seconds(), kind, message });
      console.log(`${kind === 'skipped' ? 'SKIPPED' : 'FAILED '} ${name}\n        ${message}`);
    }
  }
  report(results);
  const of = (wanted: Result['kind']): number => results.filter(({ kind }) => kind === wanted).length;
  console.log(`${of('passed')} passed, ${of('failure')} failed, ${of('skipped')} skipped`);
  return of('failure');
}

/** Reports that nothing could be checked, and why. */
export function skipAll(reason: string): void {
  report([{ name: 'the built page in a real browser', seconds: 0, kind: 'skipped', message: reason }]);
}

function report(results: readonly Result[]): void {
  const cases = results.map(({ name, seconds, kind, message }) => {
    const outcome = kind === 'passed' ? '' : `<${kind} message="${escaped(message)}"/>`;
    return `  <testcase classname="e2e" name="${escaped(name)}" time="${seconds.toFixed(3)}">${outcome}</testcase>\n`;
  });
  mkdirSync('target', { recursive: true });
  writeFileSync(
    REPORT,
    `<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="e2e" tests="${results.length}">\n${cases.join('')}</testsuite>\n`,
  );
}

function escaped(text: string): string {
  return text
    .replaceAll(/[^\n\u0020-\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
