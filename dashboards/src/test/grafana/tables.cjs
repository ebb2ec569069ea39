// What Grafana's own transformations make of a table's answers: reads [{transformations, queries: [[labels of a series]]}]
// and prints [{columns, rows}].
'use strict';
global.window = global;
global.addEventListener = () => {};
global.localStorage = { getItem: () => null, setItem: () => {} };
const { standardTransformers, standardTransformersRegistry, transformDataFrame, getFieldDisplayName } = require('@grafana/data');
const { lastValueFrom } = require('rxjs');
const { readFileSync } = require('node:fs');

standardTransformersRegistry.setInit(() =>
  [...new Map(Object.values(standardTransformers).map((one) => [one.id, { id: one.id, name: one.name, transformation: one }])).values()],
);

/** As Grafana's data source makes a frame of an instant answer in the table format. */
function frame(series, refId, valueName) {
  const labels = [...new Set(series.flatMap(Object.keys))].sort();
  return {
    refId,
    length: series.length,
    fields: [
      { name: 'Time', type: 'time', config: {}, values: series.map(() => 1000) },
      ...labels.map((label) => ({ name: label, type: 'string', config: {}, values: series.map((one) => one[label] ?? '') })),
      { name: valueName, type: 'number', config: {}, values: series.map((_, i) => i) },
    ],
  };
}

async function table({ transformations, queries }) {
  const frames = queries.map((series, i) => {
    const letter = String.fromCharCode(65 + i);
    return frame(series, letter, queries.length > 1 ? `Value #${letter}` : 'Value');
  });
  const made = await lastValueFrom(transformDataFrame(transformations, frames));
  return { columns: made.flatMap((one) => one.fields.map((field) => getFieldDisplayName(field, one, made))), rows: made[0].length };
}

Promise.all(JSON.parse(readFileSync(process.argv[2])).map(table)).then((all) => console.log(JSON.stringify(all)));
