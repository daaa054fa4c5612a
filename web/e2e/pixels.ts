/** Looks at what the page really drew. */
import type { Page } from 'playwright-core';
import { rgb, type Rgb } from '../src/colour/palette.ts';
import { decodePng, type Picture } from './png.ts';

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export async function picture(page: Page, clip: Area): Promise<Picture> {
  return decodePng(await page.screenshot({ clip }));
}

/** How many pixels are about this colour. */
export function count({ data }: Picture, hex: string, tolerance = 14): number {
  const wanted = rgb(hex);
  let found = 0;
  for (let at = 0; at < data.length; at += 3) if (near(data, at, wanted, tolerance)) found++;
  return found;
}

/** How many pixels differ between two pictures of the same size. */
export function differences(one: Picture, other: Picture): number {
  let found = 0;
  for (let at = 0; at < one.data.length; at += 3) {
    if (!near(other.data, at, [one.data[at]!, one.data[at + 1]!, one.data[at + 2]!], 24)) found++;
  }
  return found;
}

/** How many pixels had about this colour in one picture and have another one in the next. */
export function gone(one: Picture, next: Picture, hex: string, tolerance = 14): number {
  const wanted = rgb(hex);
  let found = 0;
  for (let at = 0; at < one.data.length; at += 3) {
    if (near(one.data, at, wanted, tolerance) && !near(next.data, at, wanted, tolerance)) found++;
  }
  return found;
}

/** Mean difference of the strongest and the weakest of red, green and blue: 0 is grey. */
export function colourfulness({ data }: Picture): number {
  let sum = 0;
  for (let at = 0; at < data.length; at += 3) {
    const parts = [data[at]!, data[at + 1]!, data[at + 2]!];
    sum += Math.max(...parts) - Math.min(...parts);
  }
  return sum / (data.length / 3);
}

function near(data: Uint8Array, at: number, [red, green, blue]: Rgb, tolerance: number): boolean {
  return (
    Math.abs(data[at]! - red) <= tolerance &&
    Math.abs(data[at + 1]! - green) <= tolerance &&
    Math.abs(data[at + 2]! - blue) <= tolerance
  );
}
