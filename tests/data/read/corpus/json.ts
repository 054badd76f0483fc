import { type BadFile, cp949, utf8 } from './bad-file.ts';

export const jsonFiles: readonly BadFile[] = [
  {
    flaw: 'cut off array',
    name: 'a.json',
    bytes: () => utf8('[{"a":1},{"a":'),
    ends: 'read.damaged',
  },
  {
    flaw: 'cut off object',
    name: 'a.json',
    bytes: () => utf8('{"data":[{"a":1}'),
    ends: 'read.damaged',
  },
  {
    flaw: 'cut off string',
    name: 'a.json',
    bytes: () => utf8('[{"a":"부산'),
    ends: 'read.damaged',
  },
  {
    flaw: 'comma before the bracket',
    name: 'a.json',
    bytes: () => utf8('[{"a":1},]'),
    ends: 'read.damaged',
  },
  {
    flaw: 'missing comma',
    name: 'a.json',
    bytes: () => utf8('[{"a":1} {"a":2}]'),
    ends: 'read.damaged',
  },
  {
    flaw: 'text behind the end',
    name: 'a.json',
    bytes: () => utf8('[1,2] 끝'),
    ends: 'read.damaged',
  },
  { flaw: 'no JSON at all', name: 'a.json', bytes: () => utf8('부산광역시'), ends: 'read.damaged' },
  { flaw: 'blanks only', name: 'a.json', bytes: () => utf8(' \n '), ends: 'read.damaged' },
  { flaw: 'NaN', name: 'a.json', bytes: () => utf8('[{"a":NaN}]'), ends: 'read.damaged' },
  {
    flaw: 'broken escape',
    name: 'a.json',
    bytes: () => utf8('[{"a":"\\x"}]'),
    ends: 'read.damaged',
  },
  { flaw: 'empty array', name: 'a.json', bytes: () => utf8('[]'), ends: [0] },
  { flaw: 'empty object', name: 'a.json', bytes: () => utf8('{}'), ends: [1] },
  { flaw: 'a single number', name: 'a.json', bytes: () => utf8('1'), ends: [1] },
  {
    flaw: 'duplicated keys',
    name: 'a.json',
    bytes: () => utf8('[{"a":1,"a":2},{"a":3}]'),
    ends: [2],
    notes: ['repeated-keys'],
  },
  {
    flaw: 'a dotted key beside a nested one',
    name: 'a.json',
    bytes: () => utf8('[{"a.b":1,"a":{"b":2}}]'),
    ends: [1],
    notes: ['repeated-keys'],
  },
  {
    flaw: 'objects, numbers and nulls mixed',
    name: 'a.json',
    bytes: () => utf8('[{"a":1},2,null,[3]]'),
    ends: [4],
    notes: ['nulls'],
  },
  {
    flaw: 'nested 100,000 levels deep',
    name: 'a.json',
    bytes: () => utf8('['.repeat(100_000) + ']'.repeat(100_000)),
    ends: 'read.too-large',
  },
  {
    flaw: 'objects nested 5,000 levels deep',
    name: 'a.json',
    bytes: () => utf8(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`),
    ends: 'read.too-large',
  },
  {
    flaw: 'a key per row',
    name: 'a.json',
    bytes: () => utf8(`[${Array.from({ length: 20_000 }, (_, at) => `{"k${at}":1}`).join()}]`),
    ends: 'read.too-large',
  },
  {
    flaw: 'prototype in a key',
    name: 'a.json',
    bytes: () => utf8('[{"__proto__":{"x":1},"constructor":2}]'),
    ends: [1],
  },
  {
    flaw: 'a value of 10 MB',
    name: 'a.json',
    bytes: () => utf8(`[{"a":"${'x'.repeat(10 * 1024 * 1024)}"}]`),
    ends: 'read.too-large',
  },
  {
    flaw: 'NDJSON cut off',
    name: 'a.ndjson',
    bytes: () => utf8('{"a":1}\n{"a":2}\n{"a"'),
    ends: 'read.damaged',
  },
  {
    flaw: 'NDJSON with blank lines',
    name: 'a.ndjson',
    bytes: () => utf8('{"a":1}\n\n{"a":2}\n'),
    ends: [2],
  },
  {
    flaw: 'JSON in CP949',
    name: 'a.json',
    bytes: () => cp949('[{"구":"중구"},{"구":"서구"}]'),
    ends: [2],
  },
  {
    flaw: 'a service error instead of rows',
    name: 'a.json',
    bytes: () =>
      utf8(
        '{"response":{"header":{"resultCode":"30","resultMsg":"SERVICE KEY IS NOT REGISTERED"}}}',
      ),
    ends: [1],
  },
  {
    flaw: 'GeoJSON without features',
    name: 'a.geojson',
    bytes: () => utf8('{"type":"FeatureCollection"}'),
    ends: 'read.damaged',
  },
  {
    flaw: 'GeoJSON with a number as feature',
    name: 'a.geojson',
    bytes: () => utf8('{"type":"FeatureCollection","features":[1]}'),
    ends: 'read.damaged',
  },
  {
    flaw: 'GeoJSON without shapes and with taken names',
    name: 'a.geojson',
    bytes: () =>
      utf8(
        '{"type":"FeatureCollection","features":[{"id":1,"properties":{"id":2,"geometry":3},"geometry":null}]}',
      ),
    ends: [1],
    notes: ['null-geometries', 'renamed-columns'],
  },
  {
    flaw: 'TopoJSON with a missing arc',
    name: 'a.json',
    bytes: () =>
      utf8('{"type":"Topology","arcs":[],"objects":{"a":{"type":"Polygon","arcs":[[7]]}}}'),
    ends: 'read.damaged',
  },
  {
    flaw: 'TopoJSON without objects',
    name: 'a.json',
    bytes: () => utf8('{"type":"Topology","arcs":[]}'),
    ends: 'read.damaged',
  },
];
