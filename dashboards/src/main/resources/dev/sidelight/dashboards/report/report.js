'use strict';
const COLOURS = ['#0969da', '#bc4c00', '#1a7f37', '#8250df', '#bf3989', '#9a6700', '#1b7c83', '#57606a', '#cf222e', '#4d2d00'];
const DASHED = /(limit|reported)$/;
const UNIT_PIXELS = 30;
const POWERS_OF_TWO = Array.from({ length: 50 }, (_, i) => 2 ** i);

function scaled(value, base, units, digits) {
  let i = 0;
  while (Math.abs(value) >= base && i < units.length - 1) {
    value /= base;
    i++;
  }
  return trimmed(value, digits) + units[i];
}

function trimmed(value, digits) {
  return String(Number(value.toFixed(Math.abs(value) >= 100 ? 0 : digits)));
}

function duration(seconds) {
  if (Math.abs(seconds) < 1) return seconds === 0 ? '0 s' : trimmed(seconds * 1000, 2) + ' ms';
  if (seconds < 120) return trimmed(seconds, 1) + ' s';
  return seconds < 7200 ? trimmed(seconds / 60, 1) + ' min' : trimmed(seconds / 3600, 1) + ' h';
}

const FORMATS = {
  NONE: (v) => trimmed(v, 2),
  SHORT: (v) => scaled(v, 1000, ['', ' K', ' M'], 2),
  RATIO: (v) => trimmed(v * 100, 1) + ' %',
  BYTES: (v) => scaled(v, 1024, [' B', ' KiB', ' MiB', ' GiB', ' TiB'], 1),
  BYTES_PER_SECOND: (v) => scaled(v, 1000, [' B/s', ' kB/s', ' MB/s', ' GB/s'], 1),
  PACKETS_PER_SECOND: (v) => scaled(v, 1000, [' p/s', ' kp/s'], 1),
  OPERATIONS_PER_SECOND: (v) => scaled(v, 1000, ['/s', ' k/s'], 2),
  SECONDS: duration,
  YES_NO: (v) => (v === 0 ? 'No' : 'Yes'),
  VCPUS: (v) => trimmed(v, 3) + ' vCPU',
  TIME: (v) => clock(v / 1000),
};

function clock(seconds) {
  return new Date(seconds * 1000).toISOString().slice(11, 19);
}

function element(name, parent, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  parent.append(made);
  return made;
}

function levelOf(panel, value) {
  let colour = panel.levels.length > 0 ? 'green' : '';
  for (const level of panel.levels) if (value >= level.from) colour = level.colour;
  return colour;
}

const VIEWS = {
  stat(panel, box) {
    if (panel.value === undefined) return false;
    element('div', box, FORMATS[panel.unit](panel.value), 'value ' + levelOf(panel, panel.value));
    return true;
  },

  table(panel, box) {
    if (panel.rows.length === 0) return false;
    const table = element('table', element('div', box, undefined, 'scroll'));
    const head = element('tr', table);
    for (const column of panel.columns) element('th', head, column.title);
    for (const row of panel.rows) {
      const line = element('tr', table);
      for (const { field, unit } of panel.columns) {
        const value = row[field];
        const text = value === undefined ? '' : typeof value === 'number' ? FORMATS[unit](value) : value;
        element('td', line, text).title = text;
      }
    }
    return true;
  },

  states(panel, box) {
    if (panel.series.length === 0) return false;
    const rows = element('div', box, undefined, 'rows');
    for (const series of panel.series) {
      const row = element('div', rows, undefined, 'row');
      element('span', row, series.name);
      const band = element('div', row, undefined, 'band');
      const count = series.values.length;
      for (let i = 0; i < count; ) {
        let end = i + 1;
        while (end < count && series.values[end] === series.values[i]) end++;
        const state = panel.states[series.values[i] - 1];
        if (state) {
          const bar = element('b', band, end - i > count / 12 ? state.label : '', state.colour);
          bar.title = state.label + ' from ' + clock(REPORT.from + i * REPORT.step);
          bar.style.left = (100 * i) / count + '%';
          bar.style.width = (100 * (end - i)) / count + '%';
        }
        i = end;
      }
    }
    const times = element('div', box, undefined, 'times');
    for (let i = 0; i < 4; i++) element('span', times, clock(REPORT.from + ((REPORT.to - REPORT.from) * i) / 3));
    return true;
  },

  lines(panel, box) {
    const shown = panel.series.filter((series) => series.values.some((value) => value !== null));
    if (shown.length === 0) return false;
    const place = element('div', box, undefined, 'plot');
    const format = FORMATS[panel.unit];
    const stroke = (i) => COLOURS[i % COLOURS.length];
    const size = () => ({ width: place.clientWidth, height: place.clientHeight });
    const times = shown[0].values.map((_, i) => REPORT.from + i * REPORT.step);
    const legend = element('div', box, undefined, 'legend');
    shown.forEach((series, i) => {
      const last = series.values.filter((value) => value !== null).at(-1);
      const entry = element('span', legend);
      element('i', entry).style.background = stroke(i);
      entry.append((series.name || panel.title) + ' ' + format(last));
    });
    const plot = new uPlot(
      {
        ...size(),
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false } },
        scales: {
          y: { range: (_, min, max) => [Math.min(0, min), Math.max(max * 1.08, panel.max ?? 0) || 1] },
        },
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'UTC'),
        axes: [
          { size: 28, font: '11px system-ui, sans-serif', grid: { stroke: '#eaeef2' } },
          {
            size: 74,
            font: '11px system-ui, sans-serif',
            grid: { stroke: '#eaeef2' },
            incrs: panel.unit === 'BYTES' ? POWERS_OF_TWO : undefined,
            values: (_, ticks) => ticks.map(format),
          },
        ],
        series: [
          {},
          ...shown.map((series, i) => ({
            label: series.name,
            stroke: stroke(i),
            width: 1.5,
            dash: DASHED.test(series.name) ? [6, 4] : undefined,
            points: { show: series.values.filter((value) => value !== null).length < 3 },
          })),
        ],
      },
      [times, ...shown.map((series) => series.values)],
      place,
    );
    new ResizeObserver(() => plot.setSize(size())).observe(place);
    return true;
  },
};

document.title = REPORT.title + ' - Sidelight';
document.querySelector('h1').textContent = REPORT.title;
document.querySelector('header p').textContent =
  REPORT.description + ' ' + clock(REPORT.from) + ' to ' + clock(REPORT.to) + ' UTC.';
for (const section of REPORT.sections) {
  element('h2', document.querySelector('main'), section.title);
  const grid = element('div', document.querySelector('main'), undefined, 'grid');
  for (const panel of section.panels) {
    const box = element('section', grid, undefined, 'panel');
    box.style.gridColumn = 'span ' + panel.width;
    box.style.height = panel.height * UNIT_PIXELS + 'px';
    element('h3', box, panel.title).title = panel.description;
    if (!VIEWS[panel.view](panel, box)) {
      element('div', box, panel.emptyWhile ? 'No data: ' + panel.emptyWhile + '.' : 'No data yet.', 'empty');
    }
  }
}
