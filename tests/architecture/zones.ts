const SERVER_FOLDERS = ['routes', 'store', 'engine', 'auth', 'jobs', 'mail', 'render', 'cli'];
const SERVER_FILES = ['main', 'app', 'app-type'];
const WEB_FOLDERS = ['app', 'state', 'api', 'engine', 'charts', 'map', 'ui', 'i18n'];

/**
 * The zone of a project path: the unit between which ARCHITECTURE.md allows arrows.
 * `unknown/…` is a place that the layout does not have.
 */
export function zoneOf(path: string): string {
  const [top = '', src = '', folder = '', ...rest] = path.replace(/\.(ts|tsx|mjs)$/, '').split('/');
  if (top === 'tests') return 'tests';
  if (top === 'server' && src === 'bootstrap') return 'bootstrap';
  if (src !== 'src') return `${top}/tool`;
  switch (top) {
    case 'shared':
      return 'shared';
    case 'data':
      return ['read', 'build'].includes(folder) ? `data/${folder}` : `unknown/${path}`;
    case 'server':
      return serverZone(folder, rest.length > 0);
    case 'web':
      return webZone(folder, rest);
    default:
      return `unknown/${path}`;
  }
}

function serverZone(folder: string, isFolder: boolean): string {
  if (isFolder) {
    return SERVER_FOLDERS.includes(folder) ? `server/${folder}` : `unknown/server/src/${folder}`;
  }
  // Other files at the top (config, problems, the clock) are small leaves that all may use.
  return SERVER_FILES.includes(folder) ? `server/${folder}` : 'server/common';
}

function webZone(folder: string, rest: readonly string[]): string {
  if (rest.length === 0) return 'web/app';
  if (folder === 'features') return `web/features/${rest[0]}`;
  return WEB_FOLDERS.includes(folder) ? `web/${folder}` : `unknown/web/src/${folder}`;
}

const SERVER_LEAVES = ['store', 'engine', 'auth', 'jobs', 'mail', 'render'].map(
  (name) => `server/${name}`,
);
const SERVER_BASE = ['shared', 'data/read', 'server/common'];
const SERVER_ALL = [...SERVER_BASE, ...SERVER_LEAVES, 'server/routes', 'server/app'];
const WEB_LEAVES = ['state', 'api', 'engine', 'charts', 'map', 'ui', 'i18n'].map(
  (name) => `web/${name}`,
);

/** From a zone to the zones it may import besides itself; `*` stands for any one name. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  bootstrap: [],
  'shared/tool': [],
  'data/tool': ['shared', 'data/read', 'data/build'],
  'server/tool': ['shared'],
  'web/tool': ['shared'],
  'data/read': ['shared'],
  'data/build': ['shared', 'data/read'],
  'server/common': ['shared', 'data/read'],
  'server/store': SERVER_BASE,
  'server/engine': SERVER_BASE,
  'server/auth': SERVER_BASE,
  'server/mail': SERVER_BASE,
  'server/render': SERVER_BASE,
  'server/jobs': [...SERVER_BASE, 'data/build'],
  'server/routes': [...SERVER_BASE, ...SERVER_LEAVES],
  'server/app': [...SERVER_BASE, ...SERVER_LEAVES, 'server/routes'],
  'server/app-type': ['server/app'],
  'server/main': SERVER_ALL,
  'server/cli': [...SERVER_ALL, 'data/build'],
  'web/i18n': ['shared'],
  'web/ui': ['shared', 'web/i18n'],
  'web/charts': ['shared', 'web/ui', 'web/i18n'],
  'web/map': ['shared', 'web/ui', 'web/i18n'],
  'web/state': ['shared', 'web/i18n'],
  'web/api': ['shared'],
  'web/engine': ['shared', 'data/read'],
  'web/features/*': ['shared', ...WEB_LEAVES],
  'web/app': ['shared', ...WEB_LEAVES, 'web/features/*'],
};

/** Whether ARCHITECTURE.md has an arrow from one zone to another. */
export function mayImport(from: string, to: string, typeOnly: boolean): boolean {
  if (from === to || from === 'tests') return true;
  if (from === 'web/api' && to === 'server/app-type') return typeOnly;
  const wild = (zone: string) => zone.replace(/^web\/features\/.+$/, 'web/features/*');
  return (ARROWS[wild(from)] ?? []).includes(wild(to));
}
