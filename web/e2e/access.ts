/** Whether everybody can use it: axe, keyboard, languages, a phone. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { createMock } from '../dev/server.ts';
import { eventually, expect, type Check } from './check.ts';
import { visit } from './visit.ts';

const CENTRE = '-34.90000/-56.10000';
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** Serious and critical findings, by axe. It is evaluated from outside, so the policy stays as it is. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResult>('axe.run()');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
}

async function signingIn(browser: Browser): Promise<void> {
  const mock = createMock({ vehicles: 10, signedOut: true });
  const port = await mock.listen(0);
  try {
    for (const options of [{}, { colorScheme: 'light' as const }, { ...PHONE, locale: 'zh-CN' }]) {
      await visit(browser, port, { hash: '#sign-in=guessed', ...options }, async ({ page }) => {
        await page.locator('.sign-in-problem').waitFor();
        const found = await findings(page);
        expect(found.length === 0, found.join('\n        '));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        const { width } = page.viewportSize()!;
        expect(wide <= width, `${wide} pixels wide`);
      });
    }
  } finally {
    await mock.close();
  }
}

export function accessChecks(browser: Browser, port: number): readonly Check[] {
  const views = [
    ['the map', '', {}],
    ['the map, light', '', { colorScheme: 'light' as const }],
    ['a junction', `#16/${CENTRE}&junction=184`, {}],
    ['a road, light', `#16/${CENTRE}&link=400`, { colorScheme: 'light' as const }],
    ['the list', '#&list', {}],
    ['the list, light', '#&list', { colorScheme: 'light' as const }],
    ['a phone', '', PHONE],
  ] as const;
  return [
    ...views.map(([name, hash, options]): Check => [
      `axe finds nothing serious: ${name}`,
      async () => {
        await visit(browser, port, { hash, ...options }, async ({ page }) => {
          await page.locator('.lamp-live').waitFor();
          await page.waitForTimeout(2500);
          const found = await findings(page);
          expect(found.length === 0, found.join('\n        '));
        });
      },
    ]),
    [
      'axe finds nothing serious: signing in, dark and light, with a refusal, in Chinese on a phone',
      () => signingIn(browser),
    ],
    [
      'space pauses, z takes it back, ] is faster',
      async () => {
        await visit(browser, port, {}, async ({ page }) => {
          await page.locator('.figure').first().waitFor();
          await page.keyboard.press('Space');
          await page.locator('.clock-paused').waitFor();
          await page.keyboard.press('z');
          await page.locator('.clock:not(.clock-paused)').waitFor();
          await page.keyboard.press(']');
          await page.locator('.speed-value', { hasText: '20' }).waitFor();
          await page.locator('.change button').click();
          await page.locator('.speed-value', { hasText: '10' }).waitFor();
        });
      },
    ],
    [
      '/ searches, arrows choose, Enter flies and marks, Esc closes',
      async () => {
        await visit(browser, port, {}, async ({ page }) => {
          await page.locator('.figure').first().waitFor();
          await page.keyboard.press('/');
          await page.keyboard.type('bulevar');
          await page.locator('[role=option]').first().waitFor();
          await page.keyboard.press('ArrowDown');
          await page.keyboard.press('ArrowUp');
          await page.keyboard.press('Enter');
          await page.locator('.panel h2', { hasText: 'Bulevar Central' }).waitFor();
          await eventually('the address to tell the street', async () =>
            page.url().includes('street=Bulevar%20Central'),
          );
          await page.keyboard.press('Escape');
          await eventually('the panel to close', async () => (await page.locator('.panel').count()) === 0);
        });
      },
    ],
    [
      '? helps, and Tab reaches the list first',
      async () => {
        await visit(browser, port, {}, async ({ page }) => {
          await page.locator('.figure').first().waitFor();
          await page.keyboard.press('Tab');
          await page.keyboard.press('Enter');
          await page.locator('.list-page').waitFor();
          await page.keyboard.press('l');
          await page.locator('.map').waitFor();
          await page.locator('body').press('?');
          await page.locator('dialog.help[open]').waitFor();
          await page.keyboard.press('Escape');
          await eventually(
            'the help to close',
            async () => (await page.locator('dialog.help').count()) === 0,
          );
        });
      },
    ],
    [
      'language and theme are chosen, told to the browser and remembered',
      async () => {
        await visit(browser, port, {}, async ({ page }) => {
          await page.getByRole('button', { name: 'Language, theme, account' }).click();
          await page.getByLabel('Deutsch').check();
          await page.getByText('Fahrzeuge unterwegs').waitFor();
          await page.getByLabel('Hell', { exact: true }).check();
          await page.reload();
          await page.getByText('Fahrzeuge unterwegs').waitFor();
          const root = page.locator('html');
          expect((await root.getAttribute('lang')) === 'de', 'lang is not de');
          expect((await root.getAttribute('data-theme')) === 'light', 'theme is not light');
        });
      },
    ],
    [
      'on a phone nothing is wider than the screen, and every control is 44 pixels',
      async () => {
        await visit(browser, port, PHONE, async ({ page }) => {
          await page.locator('.handle').tap();
          await page.locator('.figure').first().waitFor();
          const small = await page.evaluate(() =>
            [...document.querySelectorAll('button, input, a')]
              .map((element) => ({
                html: element.outerHTML.slice(0, 90),
                box: element.getBoundingClientRect(),
                shown: (element as HTMLElement).checkVisibility({ visibilityProperty: true }),
              }))
              .filter(
                ({ box, shown, html }) =>
                  shown && box.width > 1 && !html.includes('skip') && (box.height < 43.5 || box.width < 43.5),
              )
              .map(({ html, box }) => `${html} ${box.width}×${box.height}`),
          );
          expect(small.length === 0, small.join('\n        '));
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          expect(wide <= 390, `${wide} pixels wide`);
        });
      },
    ],
  ];
}
