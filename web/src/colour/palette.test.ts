import { describe, expect, test } from 'vitest';
import { ASPECT_COLOURS, VEHICLE_COLOURS } from './marks.ts';
import { COLOURS, contrast, rgb, speedColour, speedTable, type Theme } from './palette.ts';

const GROUNDS = [
  'background',
  'land',
  'water',
  'park',
  'beach',
  'industry',
  'campus',
  'airport',
  'port',
] as const;

describe('contrast', () => {
  // The two ends are fixed by WCAG 2.2; #767676 on white is its known limit of 4.5 : 1.
  test('is 21 between black and white, and 4.54 at the known limit', () => {
    expect(contrast(rgb('#000000'), rgb('#ffffff'))).toBeCloseTo(21, 5);
    expect(contrast(rgb('#767676'), rgb('#ffffff'))).toBeCloseTo(4.54, 2);
  });
});

describe.each(['dark', 'light'] as const satisfies readonly Theme[])('in the %s theme', (theme) => {
  const colours = COLOURS[theme];
  const grounds = [...GROUNDS.map((ground) => colours[ground]), colours.road];

  test('every speed has 3 : 1 on every ground and on the carriageway', () => {
    const table = speedTable(colours);
    for (let byte = 0; byte <= 250; byte++) {
      const colour = [table[byte * 4]!, table[byte * 4 + 1]!, table[byte * 4 + 2]!] as const;
      for (const ground of grounds) expect(contrast(colour, rgb(ground))).toBeGreaterThanOrEqual(3);
    }
  });

  test('vehicles and lamps have 3 : 1 on the carriageway', () => {
    for (const hex of [...Object.values(VEHICLE_COLOURS[theme]), ...Object.values(ASPECT_COLOURS[theme])]) {
      expect(contrast(rgb(hex), rgb(colours.road))).toBeGreaterThanOrEqual(3);
    }
  });

  test('labels have 4.5 : 1 on every ground', () => {
    for (const label of [colours.label, colours.labelMuted]) {
      for (const ground of grounds) expect(contrast(rgb(label), rgb(ground))).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('the unknown is told from every speed by being grey', () => {
    const [red, green, blue] = rgb(colours.unknown);
    expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThan(40);
  });
});

describe('the speed scale', () => {
  const { speeds } = COLOURS.dark;

  test('begins with the slowest colour and ends with the freest', () => {
    expect(speedColour(0, speeds)).toEqual(rgb('#ff4d6d'));
    expect(speedColour(1, speeds)).toEqual(rgb('#4a78bd'));
  });

  test('has each given colour at its step', () => {
    expect(speedColour(0.5, speeds)).toEqual(rgb('#fff0b3'));
  });

  test('takes ratios beyond its ends for the ends', () => {
    expect(speedColour(1.7, speeds)).toEqual(speedColour(1, speeds));
    expect(speedColour(-1, speeds)).toEqual(speedColour(0, speeds));
  });

  test('paints what is unknown grey', () => {
    expect(Array.from(speedTable(COLOURS.dark).slice(255 * 4, 255 * 4 + 3))).toEqual([
      ...rgb(COLOURS.dark.unknown),
    ]);
  });
});
