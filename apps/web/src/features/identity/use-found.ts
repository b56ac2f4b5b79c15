import { useState } from 'react';

const pageSize = 50;

/** Narrows a list that is here already by what was typed, 50 rows at a time. */
export function useFound<Row>(rows: readonly Row[], q: string, textOf: (row: Row) => string) {
  const [place, setPlace] = useState({ q, index: 0 });
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const found = rows.filter((row) => words.every((word) => textOf(row).toLowerCase().includes(word)));
  const pages = Math.max(Math.ceil(found.length / pageSize), 1);
  const index = place.q === q ? Math.min(place.index, pages - 1) : 0;
  const go = (by: number) => () => setPlace({ q, index: index + by });
  return {
    shown: found.slice(index * pageSize, (index + 1) * pageSize),
    count: found.length,
    pages,
    page: index + 1,
    pagination: { hasPrevious: index > 0, hasNext: index < pages - 1, onPrevious: go(-1), onNext: go(1) },
  };
}
