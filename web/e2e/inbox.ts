/** The inbox: a proposal is read, shown, approved; everything is stopped. */
import type { Browser } from 'playwright-core';
import { createMock } from '../dev/server.ts';
import { expect, type Check } from './check.ts';
import { visit } from './visit.ts';

const PHONE = { width: 390, height: 844 } as const;

export function inboxChecks(browser: Browser): readonly Check[] {
  return [
    [
      'a proposal says what, why, how much and who pays, and is approved by keyboard',
      () => approved(browser),
    ],
    ['the emergency stop asks once more and says that it has stopped', () => stops(browser, undefined)],
    ['the emergency stop is reached on a phone', () => stops(browser, PHONE)],
  ];
}

async function approved(browser: Browser): Promise<void> {
  const mock = createMock({ vehicles: 300 });
  const port = await mock.listen(0);
  try {
    await visit(browser, port, {}, async ({ page }) => {
      const card = page.getByRole('article', { name: 'Avenida Principal / Calle 8' });
      await card.getByText('Expected: -41.2 vehicle-minutes').waitFor();
      await card.getByText('95 of 100 times between -63.7 and -18.7').waitFor();
      await card.getByText('Calle 8 from Calle 8 / Calle 2: +3.4').waitFor();
      await card.getByRole('img', { name: /left of the line is better/ }).waitFor();
      const place = card.getByRole('button', { name: 'Avenida Principal' });
      await place.focus();
      await page.keyboard.press('Tab');
      const focused = await page.evaluate('document.activeElement.textContent');
      expect(focused === 'Approve', `the focus is on ${String(focused)}`);
      await page.keyboard.press('Enter');
      await card.getByText('Running').waitFor();
    });
  } finally {
    await mock.close();
  }
}

async function stops(browser: Browser, viewport: typeof PHONE | undefined): Promise<void> {
  const mock = createMock({ vehicles: 300 });
  const port = await mock.listen(0);
  try {
    await visit(browser, port, viewport ? { viewport } : {}, async ({ page }) => {
      if (viewport) await page.locator('.handle').click();
      await page.getByRole('button', { name: 'Emergency stop' }).click();
      const dialog = page.getByRole('alertdialog');
      await dialog.getByRole('button', { name: 'No', exact: true }).click();
      expect((await dialog.count()) === 0, 'no means no');
      await page.getByRole('button', { name: 'Emergency stop' }).click();
      await dialog.getByRole('button', { name: 'Yes, stop now' }).click();
      await page.getByText('Stopped. All signals go back').waitFor();
    });
  } finally {
    await mock.close();
  }
}
