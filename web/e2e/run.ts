/**
 * `npm run e2e`: the built page in a real browser, against the made-up town and against the built program. Skipped, with a
 * word, without Chromium.
 * `ONLY` runs the checks whose name contains it.
 */
import { createMock, type Mock } from '../dev/server.ts';
import { accessChecks } from './access.ts';
import { findChromium, openBrowser } from './browser.ts';
import { runChecks, skipAll } from './check.ts';
import { fallbackChecks } from './fallback.ts';
import { followingChecks } from './following.ts';
import { inboxChecks } from './inbox.ts';
import { lifeChecks } from './life.ts';
import { mapChecks } from './map.ts';
import { realChecks } from './real.ts';

const executable = findChromium();
if (!executable) {
  const reason = 'no Chromium here; Debian has one: apt-get install -y chromium fonts-noto-cjk';
  skipAll(reason);
  console.log(`SKIPPED: ${reason}`);
  process.exit(0);
}

const browser = await openBrowser(executable);
const mock: Mock = createMock({ vehicles: 3000 });
const port = await mock.listen(0);
const only = process.env['ONLY'] ?? '';
const all = [
  ...mapChecks(browser, port),
  ...accessChecks(browser, port),
  ...fallbackChecks(browser, port, executable),
  ...followingChecks(browser),
  ...inboxChecks(browser),
  ...lifeChecks(browser, port),
  ...realChecks(browser),
];
const failed = await runChecks(all.filter(([name]) => name.includes(only)));
await browser.close();
await mock.close();
process.exit(failed === 0 ? 0 : 1);
