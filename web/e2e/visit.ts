/** One page in one browser, with everything written down that must not happen. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

export interface Visit {
  readonly page: Page;
  /** Console errors, exceptions, violations of the policy, requests to others. */
  readonly wrong: string[];
}

export interface VisitOptions extends BrowserContextOptions {
  readonly hash?: string;
  /** Runs in the page before its own code. */
  readonly before?: string;
}

/** Opens the page, lets the check look at it, and closes it whatever the check says. */
export async function visit(
  browser: Browser,
  port: number,
  { hash = '', before, ...rest }: VisitOptions,
  look: (visit: Visit) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme: 'dark',
    locale: 'en-GB',
    ...rest,
  });
  try {
    // A loaded machine with software graphics is slow, not broken.
    context.setDefaultTimeout(90_000);
    const page = await context.newPage();
    const wrong = await watch(page, port);
    if (before !== undefined) await page.addInitScript(before);
    await page.goto(`http://127.0.0.1:${port}/${hash}`);
    await look({ page, wrong });
  } finally {
    await context.close();
  }
}

async function watch(page: Page, port: number): Promise<string[]> {
  const wrong: string[] = [];
  page.on('console', (message) => {
    const silent = message.type() !== 'error' && message.type() !== 'warning';
    // Chromium complains that reading pixels back from software graphics is slow; that is the screenshot.
    if (!silent && !message.text().includes('GPU stall')) wrong.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => wrong.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    const own = url.host === `127.0.0.1:${port}` || url.protocol === 'blob:' || url.protocol === 'data:';
    if (!own) wrong.push(`outside: ${request.url()}`);
  });
  await page.exposeFunction('reportViolation', (text: string) => wrong.push(`policy: ${text}`));
  await page.addInitScript(
    'addEventListener("securitypolicyviolation", (event) => reportViolation(event.violatedDirective + " " + event.blockedURI))',
  );
  return wrong;
}
