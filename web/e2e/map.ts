/** What the map shows, by its pixels. */
import type { Browser } from 'playwright-core';
import { ASPECT_COLOURS, VEHICLE_COLOURS } from '../src/colour/marks.ts';
import { COLOURS } from '../src/colour/palette.ts';
import { eventually, expect, type Check } from './check.ts';
import { count, differences, picture } from './pixels.ts';
import { visit } from './visit.ts';

/** A part of the map that nothing covers. */
const MIDDLE = { x: 600, y: 120, width: 500, height: 500 } as const;
const CENTRE = '-34.90000/-56.10000';
/** The mock says of every third junction that its plan is assumed. */
const ASSUMED_JUNCTION = 186;

export function mapChecks(browser: Browser, port: number): readonly Check[] {
  return [
    [
      'the whole city has coloured roads on its own dark ground',
      async () => {
        await visit(browser, port, {}, async ({ page, wrong }) => {
          await eventually('slow and free roads to be seen', async () => {
            const seen = await picture(page, MIDDLE);
            const speeds = COLOURS.dark.speeds.map((hex) => count(seen, hex, 24));
            return speeds.every((pixels) => pixels > 30) && count(seen, COLOURS.dark.land) > 10_000;
          });
          expect(wrong.length === 0, wrong.join('; '));
        });
      },
    ],
    [
      'at zoom 16 vehicles and signals are to be seen, and vehicles move',
      async () => {
        await visit(browser, port, { hash: `#16.5/${CENTRE}` }, async ({ page, wrong }) => {
          await eventually('cars, buses and red lights', async () => {
            const seen = await picture(page, MIDDLE);
            return (
              count(seen, VEHICLE_COLOURS.dark.car) > 200 &&
              count(seen, VEHICLE_COLOURS.dark.bus) > 20 &&
              count(seen, ASPECT_COLOURS.dark.red) > 10
            );
          });
          const before = await picture(page, MIDDLE);
          await page.waitForTimeout(1500);
          expect(differences(before, await picture(page, MIDDLE)) > 400, 'nothing moved within 1.5 s');
          expect(wrong.length === 0, wrong.join('; '));
        });
      },
    ],
    [
      'below zoom 14.5 there are no vehicles',
      async () => {
        await visit(browser, port, { hash: `#14/${CENTRE}` }, async ({ page }) => {
          await page.waitForTimeout(4000);
          const taxis = count(await picture(page, MIDDLE), VEHICLE_COLOURS.dark.taxi, 6);
          expect(taxis < 5, `${taxis} pixels of taxis`);
        });
      },
    ],
    [
      'the light theme is light, and its roads are coloured',
      async () => {
        await visit(browser, port, { colorScheme: 'light' }, async ({ page }) => {
          await eventually('light land and coloured roads', async () => {
            const seen = await picture(page, MIDDLE);
            return (
              count(seen, COLOURS.light.land) > 10_000 &&
              COLOURS.light.speeds.every((hex) => count(seen, hex, 24) > 30)
            );
          });
        });
      },
    ],
    [
      'a click on a road tells what is known and what is assumed, and the back button closes it',
      async () => {
        await visit(browser, port, { hash: `#16.5/${CENTRE}` }, async ({ page }) => {
          await page.waitForTimeout(2500);
          await page.goto(`http://127.0.0.1:${port}/#16.5/${CENTRE}&link=400`);
          await page.locator('.panel .tag-assumed').first().waitFor();
          await page.goBack();
          await eventually('the panel to close', async () => (await page.locator('.panel').count()) === 0);
          await page.mouse.click(850, 400);
          await eventually(
            'an answer about the place',
            async () => (await page.locator('.panel h2').count()) === 1 || !page.url().includes('='),
          );
        });
      },
    ],
    [
      'in Spanish no panel shows a word of the server, and junctions are called by their streets',
      async () => {
        const hash = `#16/${CENTRE}&junction=${ASSUMED_JUNCTION}`;
        await visit(browser, port, { hash, locale: 'es' }, async ({ page }) => {
          await page.locator('.panel .note-assumed').waitFor();
          const junction = await page.locator('.panel').innerText();
          expect(!/assumed/i.test(junction), junction);
          await page.goto(`http://127.0.0.1:${port}/#16/${CENTRE}&link=400`);
          await page.locator('.panel .lanes').waitFor();
          const links = await page.locator('.panel-links').innerText();
          expect(/Viene de [^0-9\n]*[A-Za-z]/.test(links), links);
        });
      },
    ],
    [
      'a street has facts, and a click on nothing closes it without a word in the console',
      async () => {
        // The town is small from there, and the click is far out at sea.
        const hash = `#11/${CENTRE}&street=${encodeURIComponent('Bulevar Central')}`;
        await visit(browser, port, { hash }, async ({ page, wrong }) => {
          await page.locator('.panel .facts-big').waitFor();
          expect((await page.locator('.panel .fact').count()) >= 7, await page.locator('.panel').innerText());
          await page.locator('canvas').first().waitFor();
          await eventually('a click to close the panel', async () => {
            await page.mouse.click(750, 840);
            await page.waitForTimeout(1000);
            return (await page.locator('.panel').count()) === 0;
          });
          expect(wrong.length === 0, wrong.join('; '));
        });
      },
    ],
    [
      'a lost graphics context comes back with roads and vehicles',
      async () => {
        await visit(browser, port, { hash: `#16.5/${CENTRE}` }, async ({ page }) => {
          await eventually(
            'cars',
            async () => count(await picture(page, MIDDLE), VEHICLE_COLOURS.dark.car) > 200,
          );
          await page.evaluate(async () => {
            const loss = document.querySelector('canvas.maplibregl-canvas') as HTMLCanvasElement;
            const extension = loss.getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
            extension.loseContext();
            await new Promise((resolve) => setTimeout(resolve, 500));
            extension.restoreContext();
          });
          await page.waitForTimeout(1500);
          await eventually(
            'cars again',
            async () => count(await picture(page, MIDDLE), VEHICLE_COLOURS.dark.car) > 200,
          );
        });
      },
    ],
  ];
}
