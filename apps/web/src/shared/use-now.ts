import { useEffect, useState } from 'react';

const minute = 60_000;

/** The present, a minute old at most: for the line of now. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minute);
    return () => clearInterval(timer);
  }, []);
  return now;
}
