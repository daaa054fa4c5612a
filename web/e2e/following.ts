/** A city that follows one outside says how far off it is where nobody tells it; one that follows none says nothing. */
import type { Browser, Page } from 'playwright-core';
import { createMock, FOLLOWING } from '../dev/server.ts';
import { expect, type Check } from './check.ts';
import { visit } from './visit.ts';

const PHONE = { width: 390, height: 844 } as const;

export function followingChecks(browser: Browser): readonly Check[] {
  return [
    [
      'a city that follows one outside says how far off it is, and how old what it hears is',
      () => told(browser, undefined),
    ],
    [
      'a city that follows one outside says so on a phone too, and nothing is cut off',
      () => told(browser, PHONE),
    ],
    ['a city that has followed for minutes only says that it is too early', () => early(browser)],
    ['a city that follows none has no word of it', () => none(browser)],
  ];
}

async function told(browser: Browser, viewport: typeof PHONE | undefined): Promise<void> {
  await at(browser, FOLLOWING, viewport, async (page) => {
    if (viewport) await page.locator('.handle').click();
    const card = page.getByRole('region', { name: 'Follows the city outside' });
    await card.getByText('106 veh/h').waitFor();
    await card.getByText('not told: 227 veh/h').waitFor();
    await card.getByText('2.2 km/h').waitFor();
    await card.getByText('38 heard, 19 kept back; 2 silent').waitFor();
    // Twelve seconds and what has gone by since.
    await card.getByText(/^(1[2-9]|2\d) secs? ago$/).waitFor();
    await card.getByText('lanes: 1').waitFor();
    await card.getByText('Simulated', { exact: true }).waitFor();
    const cut = await card.evaluate((element) =>
      [element, ...element.querySelectorAll('*')].some((one) => one.scrollWidth > one.clientWidth + 1),
    );
    expect(!cut, 'something is wider than its place');
  });
}

async function early(browser: Browser): Promise<void> {
  const { errors: _, uncorrected: __, ...young } = FOLLOWING;
  await at(browser, { ...young, minutes: 3 }, undefined, async (page) => {
    await page.getByText('can be said after a quarter of an hour').waitFor();
  });
}

async function none(browser: Browser): Promise<void> {
  await at(browser, {}, undefined, async (page) => {
    await page.locator('.figure').first().waitFor();
    await page.getByRole('heading', { name: 'Proposals for the signals' }).waitFor();
    expect((await page.locator('.following').count()) === 0, 'it says something of following');
  });
}

async function at(
  browser: Browser,
  following: typeof FOLLOWING,
  viewport: typeof PHONE | undefined,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const mock = createMock({ vehicles: 300, following });
  const port = await mock.listen(0);
  try {
    await visit(browser, port, viewport ? { viewport } : {}, ({ page }) => look(page));
  } finally {
    await mock.close();
  }
}
