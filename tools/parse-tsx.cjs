// dependency-cruiser's swc parser does not say that a .tsx file holds JSX; preloaded, this says it for it.
const swc = require('@swc/core');

const parse = swc.parseFileSync;
swc.parseFileSync = (file, options) => parse(file, { ...options, tsx: file.endsWith('.tsx') });
