import * as vg from '@uwdata/vgplot';
import { drawn, mark, openTwin, QUESTIONS, showKpi } from '../cold-peer.ts';

interface Shapes {
  readonly features: readonly { properties: { place: string }; geometry: object }[];
}

const text = (value: string) => `'${value.replaceAll("'", "''")}'`;

async function start(): Promise<void> {
  const shapes = fetch('/districts.geojson').then((response): Promise<Shapes> => response.json());
  const { db, connection, rows } = await openTwin();
  await showKpi(await rows(QUESTIONS.kpi));
  vg.coordinator().databaseConnector(vg.wasmConnector({ duckdb: db }));
  await connection.query(`create table memory.main.trend as ${QUESTIONS.trend}`);
  await connection.query(`create table memory.main.shares as ${QUESTIONS.districts}`);
  await connection.query('use memory');
  const size = [vg.width(700), vg.height(360)];
  const line = vg.plot(vg.lineY(vg.from('trend', {}), { x: 'period', y: 'value' }), ...size);
  document.getElementById('chart')?.append(line);
  await drawn('#chart svg path');
  await mark('chart');
  const values = (await shapes).features.map(
    ({ properties, geometry }) => `(${text(properties.place)}, ${text(JSON.stringify(geometry))})`,
  );
  await connection.query(`create table districts as
    select place, geometry, value from (values ${values.join(', ')}) as s(place, geometry) join shares using (place)`);
  const map = vg.plot(
    vg.geo(vg.from('districts', {}), { geometry: 'geometry', fill: 'value' }),
    vg.projectionType('reflect-y'),
    ...size,
  );
  document.getElementById('map')?.append(map);
  await drawn('#map svg path');
  await mark('map');
}

await start();
