// The architecture as data: a file may import only what stands to its left. A total order holds no cycle.
const features = [
  'identity',
  'inventory',
  'qualifications',
  'pricing',
  'occupancy',
  'invoicing',
  'reservations',
  'settings',
  'usage',
  'maintenance',
  'waiting-list',
  'billing-run',
  'services',
  'reports',
  'audit',
  'calendars',
  'notifications',
];
const domain = ['core', 'money', 'time', 'inventory', 'pricing', 'reservation', 'billing', 'audit'];

const onlyToTheLeft = (root, prefix, names) =>
  names.slice(0, -1).map((name, i) => ({
    name: `${prefix}-${name}-looks-left`,
    severity: 'error',
    from: { path: `^${root}/${name}/` },
    to: { path: `^${root}/(${names.slice(i + 1).join('|')})/` },
  }));

const tests = '\\.(int\\.)?spec\\.tsx?$|^libs/domain/src/test/';

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...onlyToTheLeft('apps/api/src/features', 'feature', features),
    ...onlyToTheLeft('libs/domain/src', 'domain', domain),
    {
      name: 'feature-is-listed',
      severity: 'error',
      from: { path: '^apps/api/src/features/', pathNot: `^apps/api/src/features/(${features.join('|')})/` },
      to: {},
    },
    {
      name: 'feature-front-door',
      severity: 'error',
      from: { path: '^apps/api/src/features/([^/]+)/', pathNot: tests },
      to: { path: '^apps/api/src/features/', pathNot: ['^apps/api/src/features/$1/', '\\.(api|module)\\.ts$'] },
    },
    {
      name: 'platform-knows-no-feature',
      severity: 'error',
      from: { path: '^apps/api/src/platform/', pathNot: tests },
      to: { path: '^apps/api/src/features/' },
    },
    {
      name: 'web-features-apart',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/features/', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'web-looks-down',
      severity: 'error',
      from: { path: '^apps/web/src/features/' },
      to: { path: '^apps/web/src/app/' },
    },
    {
      name: 'web-shared-looks-down',
      severity: 'error',
      from: { path: '^apps/web/src/shared/' },
      to: { path: '^apps/web/src/(app|features)/' },
    },
    {
      name: 'web-knows-no-server',
      severity: 'error',
      from: { path: '^apps/web/src/' },
      to: {
        path: ['(^|/)node_modules/(@nestjs|typeorm|bullmq|pg|ioredis)/', '^apps/api/', '^migrations/'],
      },
    },
    {
      name: 'no-inner-barrel',
      severity: 'error',
      from: { path: '^libs/domain/src/', pathNot: tests },
      to: { path: '^libs/domain/(src/index\\.ts|dist/)' },
    },
    {
      name: 'domain-through-its-front',
      severity: 'error',
      from: { pathNot: '^libs/domain/' },
      to: { path: '^libs/domain/src/' },
    },
    {
      name: 'domain-stands-alone',
      severity: 'error',
      from: { path: '^libs/domain/src/', pathNot: tests },
      to: { pathNot: '^libs/domain/src/' },
    },
    {
      name: 'production-knows-no-test',
      severity: 'error',
      from: { path: '/src/', pathNot: tests },
      to: { path: [tests, '^apps/api/test/', '^apps/e2e/'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: { path: ['^tools/dist/', '^apps/[^/]+/dist/', '^migrations/dist/'] },
    // Not the default: without a TypeScript below 6 that one overlooks `export type … from`.
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
