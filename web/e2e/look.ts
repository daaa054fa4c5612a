/**
 * `npm run look`: pictures of the page with the made-up town, to look at. `LOOK` names the ones wanted, separated by
 * commas; `LOOK_OUT` the folder they go to.
 */
import { mkdirSync } from 'node:fs';
import { createMock, FOLLOWING } from '../dev/server.ts';
import { findChromium, openBrowser } from './browser.ts';

const CENTRE = '-34.90000/-56.10000';
const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const SHOTS = [
  { name: 'wide-dark', size: WIDE, scheme: 'dark', hash: '' },
  { name: 'wide-light', size: WIDE, scheme: 'light', hash: '' },
  { name: 'near-dark', size: WIDE, scheme: 'dark', hash: `#16.2/${CENTRE}` },
  { name: 'near-light', size: WIDE, scheme: 'light', hash: `#16.2/${CENTRE}` },
  { name: 'close-dark', size: WIDE, scheme: 'dark', hash: `#18.2/-34.89935/-56.10190/20/50` },
  { name: 'junction-dark', size: WIDE, scheme: 'dark', hash: `#17/${CENTRE}&junction=184` },
  { name: 'junction-light', size: WIDE, scheme: 'light', hash: `#17/${CENTRE}&junction=184`, language: 'de' },
  { name: 'link-dark', size: WIDE, scheme: 'dark', hash: `#16/${CENTRE}&link=400`, language: 'zh' },
  { name: 'list-dark', size: WIDE, scheme: 'dark', hash: '#&list', language: 'es' },
  { name: 'settings-dark', size: WIDE, scheme: 'dark', hash: '', press: '.actions [aria-expanded]' },
  {
    name: 'settings-phone',
    size: PHONE,
    scheme: 'light',
    hash: '',
    press: '.actions [aria-expanded]',
    language: 'es',
  },
  { name: 'sign-in-dark', size: WIDE, scheme: 'dark', hash: '', signedOut: true },
  { name: 'sign-in-light', size: WIDE, scheme: 'light', hash: '', signedOut: true, language: 'de' },
  {
    name: 'sign-in-phone-dark',
    size: PHONE,
    scheme: 'dark',
    hash: '#sign-in=wrong',
    signedOut: true,
    language: 'es',
  },
  { name: 'sign-in-phone-light', size: PHONE, scheme: 'light', hash: '', signedOut: true, language: 'zh' },
  { name: 'phone-dark', size: PHONE, scheme: 'dark', hash: `#14/${CENTRE}` },
  { name: 'phone-light', size: PHONE, scheme: 'light', hash: `#16/${CENTRE}` },
  { name: 'phone-panel', size: PHONE, scheme: 'dark', hash: `#16/${CENTRE}&junction=184` },
  { name: 'inbox-dark', size: WIDE, scheme: 'dark', hash: '', press: '.proposal-place' },
  { name: 'inbox-light', size: WIDE, scheme: 'light', hash: '', press: '.proposal-place', language: 'de' },
  { name: 'inbox-stop', size: WIDE, scheme: 'dark', hash: '', press: '.stop-button', language: 'zh' },
  { name: 'phone-sheet', size: PHONE, scheme: 'dark', hash: `#14/${CENTRE}`, press: '.handle' },
  { name: 'following-dark', size: WIDE, scheme: 'dark', hash: '', followed: true },
  { name: 'following-light', size: WIDE, scheme: 'light', hash: '', followed: true, language: 'de' },
  {
    name: 'following-phone-dark',
    size: PHONE,
    scheme: 'dark',
    hash: `#14/${CENTRE}`,
    press: '.handle',
    followed: true,
  },
  {
    name: 'following-phone-light',
    size: PHONE,
    scheme: 'light',
    hash: `#14/${CENTRE}`,
    press: '.handle',
    followed: true,
    language: 'zh',
  },
] as const;

const out = process.env['LOOK_OUT'] ?? 'target/look';
const wanted = process.env['LOOK']?.split(',');
const executable = findChromium();
if (!executable) throw new Error('No Chromium found; CHROMIUM may name one.');
mkdirSync(out, { recursive: true });
const mock = createMock({ vehicles: Number(process.env['VEHICLES'] ?? 5000) });
const port = await mock.listen(0);
const closed = createMock({ vehicles: 10, signedOut: true });
const closedPort = await closed.listen(0);
const followed = createMock({ vehicles: 5000, following: FOLLOWING });
const followedPort = await followed.listen(0);
const browser = await openBrowser(executable);
for (const shot of SHOTS) {
  if (wanted && !wanted.includes(shot.name)) continue;
  const page = await browser.newPage({
    viewport: shot.size,
    colorScheme: shot.scheme,
    locale: 'language' in shot ? shot.language : 'en',
    hasTouch: shot.size === PHONE,
  });
  page.on(
    'console',
    (message) => message.type() !== 'info' && console.log(`${shot.name}: ${message.text()}`),
  );
  page.on('pageerror', (error) => console.log(`${shot.name}: ${String(error)}`));
  await page.goto(
    `http://127.0.0.1:${'signedOut' in shot ? closedPort : 'followed' in shot ? followedPort : port}/${shot.hash}`,
  );
  await page.waitForTimeout(4500);
  if ('press' in shot) await page.click(shot.press);
  if (shot.name.startsWith('inbox')) await page.waitForTimeout(2500);
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${out}/${shot.name}.png` });
  await page.close();
}
await browser.close();
await mock.close();
await closed.close();
await followed.close();
process.exit(0);
