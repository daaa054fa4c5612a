/** Never a white page: without WebGL, without WebSocket, with a server of another version. */
import type { Browser } from 'playwright-core';
import { createMock } from '../dev/server.ts';
import { openBrowser } from './browser.ts';
import { eventually, expect, type Check } from './check.ts';
import { visit } from './visit.ts';

/** A city without counts breaks the promise of the contract, just where the list is drawn. */
const BROKEN_CITY = `
  const real = fetch;
  globalThis.fetch = async (path, init) => {
    const answer = await real(path, init);
    return path === '/api/city' ? Response.json({ ...(await answer.json()), counts: undefined }) : answer;
  };`;

export function fallbackChecks(browser: Browser, port: number, executable: string): readonly Check[] {
  return [
    ['without WebGL there is a list that says why, with live figures', () => withoutWebgl(executable, port)],
    [
      'without WebSocket there is a list that says why, with figures by HTTP',
      () => withoutWebSocket(browser, port),
    ],
    ['a server of another version is told from a broken one', () => otherVersion(browser)],
    [
      'an error in a component says so instead of a white page',
      () =>
        visit(browser, port, { hash: '#&list', before: BROKEN_CITY }, async ({ page }) => {
          await page.getByText('This page has stumbled').waitFor();
        }),
    ],
  ];
}

async function withoutWebgl(executable: string, port: number): Promise<void> {
  const plain = await openBrowser(executable, ['--disable-3d-apis']);
  try {
    await visit(plain, port, {}, async ({ page, wrong }) => {
      await page.getByText('WebGL 2 is missing').waitFor();
      await page.locator('.list-page td', { hasText: '3,000' }).first().waitFor();
      // Chromium itself warns that WebGL was asked for in vain.
      const own = wrong.filter((text) => !text.includes('WebGL'));
      expect(own.length === 0, own.join('; '));
    });
  } finally {
    await plain.close();
  }
}

function withoutWebSocket(browser: Browser, port: number): Promise<void> {
  return visit(browser, port, { before: 'delete globalThis.WebSocket' }, async ({ page, wrong }) => {
    await page.getByText('every two seconds').waitFor();
    await page.locator('.list-page td', { hasText: '3,000' }).first().waitFor();
    const time = page.locator('.time-of-day');
    const first = await time.textContent();
    await eventually('the clock to go on', async () => (await time.textContent()) !== first);
    expect(wrong.length === 0, wrong.join('; '));
  });
}

async function otherVersion(browser: Browser): Promise<void> {
  const other = createMock({ vehicles: 10, frameVersion: '2' });
  try {
    await visit(browser, await other.listen(0), {}, async ({ page }) => {
      await page.getByText('another version').first().waitFor();
    });
  } finally {
    await other.close();
  }
}
