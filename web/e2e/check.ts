/** A very small test runner: named checks one after the other, a line each, and a count at the end. */
export type Check = readonly [name: string, run: () => Promise<void>];

export function expect(claim: boolean, message: string): asserts claim {
  if (!claim) throw new Error(message);
}

/** Waits until the question is answered with yes. */
export async function eventually(what: string, ask: () => Promise<boolean>, seconds = 15): Promise<void> {
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    if (await ask()) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`not within ${seconds} s: ${what}`);
}

export async function runChecks(checks: readonly Check[]): Promise<number> {
  let failed = 0;
  for (const [name, run] of checks) {
    try {
      await run();
      console.log(`ok      ${name}`);
    } catch (reason) {
      failed++;
      console.log(`FAILED  ${name}\n        ${reason instanceof Error ? reason.message : String(reason)}`);
    }
  }
  console.log(`${checks.length - failed} passed, ${failed} failed`);
  return failed;
}
