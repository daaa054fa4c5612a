/** What happens when the server dies and comes back. */
import type { Browser } from 'playwright-core';
import { createMock, SECRET, type Mock } from '../dev/server.ts';
import { COLOURS } from '../src/colour/palette.ts';
import { eventually, expect, type Check } from './check.ts';
import { colourfulness, count, picture } from './pixels.ts';
import { visit } from './visit.ts';

const MIDDLE = { x: 600, y: 140, width: 500, height: 480 } as const;

const REFUSE_ONCE = `
  let refused = 0;
  const real = fetch;
  globalThis.fetch = (...all) => (refused++ < 1 ? Promise.reject(new TypeError('no server')) : real(...all));`;

export function lifeChecks(browser: Browser, port: number): readonly Check[] {
  return [
    [
      'a dead server makes the picture old and grey, a new one makes it live again',
      () => deathAndLife(browser),
    ],
    [
      'a page opened while the city loads says how far it is, draws its map, then its traffic',
      () => loadingCity(browser),
    ],
    [
      'who is not signed in is told how to, with the secret too, and so is whose session ends',
      () => sessions(browser),
    ],
    [
      'a page opened before the server waits for it',
      () =>
        visit(browser, port, { before: REFUSE_ONCE }, async ({ page }) => {
          await page.getByText('The server does not answer').waitFor();
          await page.locator('.figure').first().waitFor();
        }),
    ],
  ];
}

async function deathAndLife(browser: Browser): Promise<void> {
  const first = createMock({ vehicles: 500 });
  const port = await first.listen(0);
  let second: Mock | undefined;
  try {
    await visit(browser, port, {}, async ({ page }) => {
      await page.locator('.lamp-live').waitFor();
      await page.waitForTimeout(4000);
      const lively = colourfulness(await picture(page, MIDDLE));
      await first.close();
      await page.getByText(/The picture is \d+ sec/).waitFor();
      await page.getByText('No connection').waitFor();
      await page.waitForTimeout(1000);
      const grey = colourfulness(await picture(page, MIDDLE));
      expect(grey < lively * 0.5, `colours ${lively.toFixed(1)} before, ${grey.toFixed(1)} when old`);
      second = createMock({ vehicles: 700 });
      await second.listen(port);
      await page.locator('.lamp-live').waitFor();
      await page.locator('.figure-value', { hasText: '700' }).waitFor();
      await eventually('the banner to go', async () => (await page.locator('.banner').count()) === 0);
    });
  } finally {
    await first.close();
    await second?.close();
  }
}

async function sessions(browser: Browser): Promise<void> {
  const mock = createMock({ vehicles: 500, signedOut: true });
  const port = await mock.listen(0);
  try {
    await visit(browser, port, {}, async ({ page }) => {
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      await page.getByLabel('secret').fill('guessed');
      await page.keyboard.press('Enter');
      await page.getByText('That did not work').waitFor();
      await page.getByLabel('secret').fill(SECRET);
      await page.keyboard.press('Enter');
      await page.locator('.lamp-live').waitFor({ state: 'attached' });
      mock.signOut();
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    });
  } finally {
    await mock.close();
  }
}

async function loadingCity(browser: Browser): Promise<void> {
  const mock = createMock({ vehicles: 3000 });
  const port = await mock.listen(0);
  try {
    mock.load({ city: 'Puerto Muestra', step: 'importing' });
    await visit(browser, port, {}, async ({ page, wrong }) => {
      await page.getByText('done once').waitFor();
      mock.load({ city: 'Puerto Muestra', step: 'preparing', percent: 40 });
      await page.getByText('Puerto Muestra is loading, 40%').waitFor();
      expect((await page.locator('progress').getAttribute('value')) === '40', 'the bar says another share');
      await page.locator('.map canvas').waitFor();
      mock.load(undefined);
      await page.locator('.lamp-live').waitFor();
      await eventually('the message to go', async () => (await page.locator('.full-message').count()) === 0);
      // The map was drawn before there was a channel; the channel must hear what it shows all the same.
      await eventually('roads in the colours of their speeds', async () => {
        const seen = await picture(page, MIDDLE);
        return COLOURS.dark.speeds.every((hex) => count(seen, hex, 24) > 30);
      });
      expect(wrong.length === 0, wrong.join('; '));
    });
  } finally {
    await mock.close();
  }
}
