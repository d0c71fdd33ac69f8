import { registries } from '@odoo/o-spreadsheet';
import type { ChartConfiguration } from 'chart.js';
import { optionIn, type Options } from '../../apps-script/workbook/chart-options';

const { chartTypeRegistry } = registries;

/**
 * Draws what Google can do and the spreadsheet library cannot: labels that stay level, points of a size that run the other
 * way, broken lines, and an axis that reaches at least to a figure.
 */
export function drawAxesLikeGoogle(): void {
  for (const type of ['line', 'bar', 'combo'] as const) {
    const builder = chartTypeRegistry.get(type);
    chartTypeRegistry.replace(type, {
      ...builder,
      getRuntime: (getters, definition, ...rest) => {
        const runtime = builder.getRuntime(getters, definition, ...rest);
        const { google } = definition.title as { readonly google?: { readonly options: Options } };
        const { chartJsConfig } = runtime as { readonly chartJsConfig: ChartConfiguration<'line'> };
        if (google) drawLike(google.options, chartJsConfig);
        return runtime;
      },
    });
  }
}

function drawLike(google: Options, { data, options }: ChartConfiguration<'line'>): void {
  const { x, y } = options?.scales ?? {};
  if (x && optionIn(google, 'hAxis.slantedText') === false) {
    Object.assign(x, { ticks: { ...x.ticks, maxRotation: 0, autoSkipPadding: 40 } });
  }
  if (optionIn(google, 'hAxis.direction') === -1) {
    data.labels?.reverse();
    for (const series of data.datasets) series.data.reverse();
  }
  const size = optionIn(google, 'pointSize');
  data.datasets.forEach((series, index) => {
    const own = optionIn(google, `series.${index}.pointSize`) ?? size;
    if (typeof own === 'number') series.pointRadius = own / 2;
    const dashes = optionIn(google, `series.${index}.lineDashStyle`);
    if (Array.isArray(dashes)) series.borderDash = dashes.map(Number);
  });
  const top = optionIn(google, 'vAxis.maxValue');
  if (y && typeof top === 'number') y.suggestedMax = top;
}
