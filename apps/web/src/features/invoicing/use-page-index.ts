import { useState } from 'react';

/** The page shown; another filter begins at the first. */
export function usePageIndex(filter: string): [number, (index: number) => void] {
  const [state, setState] = useState({ filter, index: 0 });
  return [state.filter === filter ? state.index : 0, (index) => setState({ filter, index })];
}
