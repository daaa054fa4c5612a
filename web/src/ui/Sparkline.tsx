import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { theme } from '../state/preferences.ts';

interface SparklineProps {
  readonly samples: readonly (number | null)[];
  readonly seconds: readonly number[];
  readonly label: string;
}

const HEIGHT = 36;

/** A line without axes. What it shows is said in its label. */
export function Sparkline({ samples, seconds, label }: SparklineProps): preact.JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | undefined>(undefined);
  const wantedTheme = theme.value;

  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const drawn = new uPlot(options(element), [[], []], element);
    plot.current = drawn;
    drawn.setData(dataOf(seconds, samples));
    const watcher = new ResizeObserver(() => drawn.setSize({ width: widthOf(element), height: HEIGHT }));
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      drawn.destroy();
      plot.current = undefined;
    };
  }, [wantedTheme]);

  useEffect(() => plot.current?.setData(dataOf(seconds, samples)), [seconds, samples]);

  return <div class="sparkline" ref={box} role="img" aria-label={label} />;
}

function dataOf(seconds: readonly number[], samples: readonly (number | null)[]): uPlot.AlignedData {
  return [[...seconds], [...samples]];
}

function options(element: HTMLElement): uPlot.Options {
  const style = getComputedStyle(element);
  return {
    width: widthOf(element),
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    select: { show: false, left: 0, top: 0, width: 0, height: 0 },
    axes: [{ show: false }, { show: false }],
    padding: [4, 3, 3, 3],
    scales: { x: { time: false }, y: { range: spread } },
    series: [
      {},
      {
        stroke: style.getPropertyValue('--line-strong'),
        fill: style.getPropertyValue('--line-fill'),
        width: 1.5,
        points: { show: false },
        spanGaps: true,
      },
    ],
  };
}

/** A flat line lies in the middle, and a small change does not look like a big one. */
function spread(_plot: uPlot, low: number | null, high: number | null): uPlot.Range.MinMax {
  const [from, to] = [low ?? 0, high ?? 1];
  const room = Math.max((to - from) * 0.15, Math.abs(to) * 0.05, 0.02);
  return [Math.max(0, from - room), to + room];
}

function widthOf(element: HTMLElement): number {
  return Math.max(40, element.clientWidth);
}
