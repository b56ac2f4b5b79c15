/** How much of everything: `--long` for the figure of the night, `--smoke` to see that it runs. */
const sizes = ['smoke', 'usual', 'long'] as const;
type Size = (typeof sizes)[number];

const chosen: Size = process.argv.includes('--long') ? 'long' : process.argv.includes('--smoke') ? 'smoke' : 'usual';

export const scaled = <T>(by: Readonly<Record<Size, T>>): T => by[chosen];
