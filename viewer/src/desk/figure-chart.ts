import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

const register = use;
register([BarChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

/** One bar of a chart; `null` is unknown and has no bar. */
export interface Bar {
  readonly name: string;
  readonly value: number | null;
  /** What is said of it when it is pointed at. */
  readonly words: string;
}

export interface BarsWanted {
  readonly bars: readonly Bar[];
  /** Bars lie and grow to the right, each with its name before it. */
  readonly isLying: boolean;
  /** Greatest value of the axis; `null` leaves it to the bars. */
  readonly most: number | null;
  readonly tone: string;
  readonly ink: string;
  readonly line: string;
  readonly calm: boolean;
}

/** A chart in an element, drawn anew with `draw`. */
export interface FigureChart {
  draw(wanted: BarsWanted): void;
  resize(): void;
  destroy(): void;
}

export function figureChart(host: HTMLElement): FigureChart {
  const chart = init(host, null, { renderer: 'svg' });
  return {
    draw({ bars, isLying, most, tone, ink, line, calm }) {
      const names = {
        type: 'category' as const,
        data: bars.map(({ name }) => name),
        inverse: isLying,
        axisTick: { show: false },
        axisLine: { lineStyle: { color: line } },
        axisLabel: { color: ink, fontSize: 11, hideOverlap: true, width: 92, overflow: 'truncate' as const },
      };
      const values = {
        type: 'value' as const,
        ...(most === null ? {} : { max: most }),
        splitNumber: 3,
        axisLabel: { color: ink, fontSize: 11 },
        splitLine: { lineStyle: { color: line } },
      };
      chart.setOption(
        {
          animation: !calm,
          animationDuration: 250,
          aria: { enabled: true },
          grid: { left: 2, right: 10, top: 8, bottom: 0, outerBoundsMode: 'same' },
          tooltip: {
            trigger: 'item',
            confine: true,
            formatter: ({ dataIndex }: { readonly dataIndex: number }) => escaped(bars[dataIndex]?.words ?? ''),
          },
          xAxis: isLying ? values : names,
          yAxis: isLying ? names : values,
          series: [
            {
              type: 'bar',
              data: bars.map(({ value }) => value ?? '-'),
              itemStyle: { color: tone, borderRadius: isLying ? [0, 2, 2, 0] : [2, 2, 0, 0] },
              barMaxWidth: 14,
            },
          ],
        },
        true,
      );
    },
    resize: () => chart.resize(),
    destroy: () => chart.dispose(),
  };
}

/** The names come from tables of the city: nothing in them is markup. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
