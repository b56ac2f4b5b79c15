export { type BillableSource, companiesWithSources, sourcesFor, type SourcesWanted } from './billable-sources.js';
