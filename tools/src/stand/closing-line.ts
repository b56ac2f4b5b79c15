export interface Figure {
  readonly name: string;
  readonly figure: string | number;
  readonly seed?: string | number;
  /** The same with the mechanism removed: it must be worse, or the rig measures nothing. */
  readonly control?: string | number;
  readonly verdict?: 'passed' | 'failed';
}

const COLUMNS = ['name', 'figure', 'seed', 'control', 'verdict'] as const;

/** A table for people. */
function figuresTable(figures: readonly Figure[]): string {
  const rows = [COLUMNS.map(String), ...figures.map((row) => COLUMNS.map((column) => String(row[column] ?? '–')))];
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [lines[0], widths.map((width) => '-'.repeat(width)).join('  '), ...lines.slice(1)].join('\n');
}

/** One line for a machine and for the last line of a log. */
function closingLine({ name, figure, seed, control, verdict }: Figure): string {
  const parts = [`${name}: ${figure}`, `seed ${seed ?? '–'}`, `control ${control ?? '–'}`, verdict ?? ''];
  return parts.filter(Boolean).join(' | ');
}

export function printFigures(figures: readonly Figure[]): void {
  process.stdout.write(`\n${figuresTable(figures)}\n\n`);
  for (const figure of figures) process.stdout.write(`${closingLine(figure)}\n`);
}
