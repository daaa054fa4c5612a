/**
 * The address after `#`: where the map looks and what is selected, so that a link or the back button brings it back.
 *
 * `#15.20/-34.90550/-56.18510/30/45&link=812&list` is zoom, latitude, longitude, bearing and pitch, then the selection
 * and the page shown. What cannot be read is left out; it never throws.
 */
export type Selection =
  | { readonly kind: 'link' | 'junction' | 'stop'; readonly index: number }
  | { readonly kind: 'street'; readonly name: string };

export interface View {
  readonly zoom: number;
  readonly lat: number;
  readonly lon: number;
  readonly bearing: number;
  readonly pitch: number;
}

export interface Address {
  readonly view: View | undefined;
  readonly selection: Selection | undefined;
  readonly list: boolean;
}

export function parseHash(hash: string): Address {
  const [place = '', ...rest] = hash.replace(/^#/, '').split('&');
  return {
    view: parseView(place),
    selection: rest.map(parseSelection).find((found) => found !== undefined),
    list: rest.includes('list'),
  };
}

export function formatHash({ view, selection, list }: Address): string {
  const parts = [view ? formatView(view) : ''];
  if (selection) {
    parts.push(
      selection.kind === 'street'
        ? `street=${encodeURIComponent(selection.name)}`
        : `${selection.kind}=${selection.index}`,
    );
  }
  if (list) parts.push('list');
  return `#${parts.join('&')}`;
}

export function sameSelection(one: Selection | undefined, other: Selection | undefined): boolean {
  return (
    formatHash({ view: undefined, selection: one, list: false }) ===
    formatHash({ view: undefined, selection: other, list: false })
  );
}

function formatView({ zoom, lat, lon, bearing, pitch }: View): string {
  const place = `${zoom.toFixed(2)}/${lat.toFixed(5)}/${lon.toFixed(5)}`;
  return bearing === 0 && pitch === 0 ? place : `${place}/${bearing.toFixed(0)}/${pitch.toFixed(0)}`;
}

function parseView(text: string): View | undefined {
  const parts = text.split('/');
  if (parts.length < 3 || parts.some((part) => part.trim() === '')) return undefined;
  const [zoom, lat, lon, bearing = 0, pitch = 0] = parts.map(Number) as [
    number,
    number,
    number,
    number?,
    number?,
  ];
  if (![zoom, lat, lon, bearing, pitch].every(Number.isFinite)) return undefined;
  if (Math.abs(lat) > 85 || Math.abs(lon) > 180 || zoom < 0 || zoom > 24) return undefined;
  return { zoom, lat, lon, bearing, pitch: Math.min(60, Math.max(0, pitch)) };
}

function parseSelection(text: string): Selection | undefined {
  const [kind, value = ''] = text.split('=', 2);
  if (kind === 'street') return decodeName(value);
  if (kind !== 'link' && kind !== 'junction' && kind !== 'stop') return undefined;
  return /^\d{1,9}$/.test(value) ? { kind, index: Number(value) } : undefined;
}

function decodeName(value: string): Selection | undefined {
  try {
    const name = decodeURIComponent(value);
    return name === '' ? undefined : { kind: 'street', name: name.slice(0, 200) };
  } catch {
    return undefined;
  }
}
