/** The built page against the built program: what the mock cannot promise. */
import type { Browser, Page } from 'playwright-core';
import { VEHICLE_COLOURS } from '../src/colour/marks.ts';
import { eventually, expect, type Check } from './check.ts';
import { gone, picture } from './pixels.ts';
import { Home } from './program.ts';
import { visit } from './visit.ts';

/** A part of the map that nothing covers. The town fills it, at a zoom at which vehicles are to be seen. */
const MIDDLE = { x: 600, y: 140, width: 500, height: 480 } as const;

export function realChecks(browser: Browser): readonly Check[] {
  return [
    [
      'the real program: the page loads, vehicles move and figures change',
      () => inAHome((home) => livingTown(browser, home)),
    ],
    [
      'the real program: its address signs in once, nobody gets in without, and who signs out is out',
      () => inAHome((home) => signing(browser, home)),
    ],
    [
      'the real program: killed, the picture is old; started again, it is live',
      () => inAHome((home) => deathAndLife(browser, home)),
    ],
  ];
}

async function inAHome(check: (home: Home) => Promise<void>): Promise<void> {
  const home = new Home();
  try {
    await check(home);
  } finally {
    home.leave();
  }
}

async function livingTown(browser: Browser, home: Home): Promise<void> {
  const program = await home.start(0);
  await visit(browser, program.port, { hash: program.signIn }, async ({ page, wrong }) => {
    await page.getByRole('heading', { name: 'Meridian Town · Operations' }).waitFor();
    await page.getByRole('banner').getByText('Simulated', { exact: true }).waitFor();
    await carsMove(page);
    const figures = await figureTexts(page);
    await eventually('a figure to change', async () => (await figureTexts(page)) !== figures);
    expect(wrong.length === 0, wrong.join('; '));
  });
}

async function signing(browser: Browser, home: Home): Promise<void> {
  const program = await home.start(0);
  await visit(browser, program.port, {}, async ({ page, wrong }) => {
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(wrong.length === 0, wrong.join('; '));
    expect((await page.locator('.map').count()) === 0, 'a map for nobody');
  });
  await visit(browser, program.port, { hash: program.signIn }, async ({ page, wrong }) => {
    await page.locator('.lamp-live').waitFor({ state: 'attached' });
    expect(!page.url().includes('sign-in'), 'the token stays in the address');
    const [cookie] = await page.context().cookies();
    expect(cookie?.httpOnly === true && cookie.sameSite === 'Strict', JSON.stringify(cookie));
    await page.reload();
    await page.locator('.lamp-live').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Language, theme, account' }).click();
    await page.getByText('Signed in as Administrator').waitFor();
    expect(wrong.length === 0, wrong.join('; '));
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });
  await visit(browser, program.port, { hash: program.signIn }, async ({ page }) => {
    await page.getByText('That did not work').waitFor();
  });
}

async function deathAndLife(browser: Browser, home: Home): Promise<void> {
  const first = await home.start(0);
  await visit(browser, first.port, { hash: first.signIn }, async ({ page }) => {
    await carsMove(page);
    await first.kill();
    await page.getByText(/The picture is \d+ sec/).waitFor();
    await page.locator('.lamp-broken').waitFor({ state: 'attached' });
    await home.start(first.port);
    await page.locator('.lamp-live').waitFor({ state: 'attached' });
    await eventually('the banner to go', async () => (await page.locator('.banner').count()) === 0);
    await carsMove(page);
  });
}

/** Names are as white as cars, so where the white was a moment ago counts, not how much of it there is. */
async function carsMove(page: Page): Promise<void> {
  let before = await picture(page, MIDDLE);
  await eventually('cars to move', async () => {
    const now = await picture(page, MIDDLE);
    const moved = gone(before, now, VEHICLE_COLOURS.dark.car);
    before = now;
    return moved > 30 && moved < 3000;
  });
}

const figureTexts = async (page: Page): Promise<string> =>
  (await page.locator('.figure-value').allTextContents()).join(' · ');
