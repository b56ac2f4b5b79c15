/** What jsdom lacks and the components ask for. */
import { TextDecoder, TextEncoder } from 'node:util';

Object.assign(globalThis, { TextEncoder, TextDecoder });
globalThis.matchMedia ??= (query) => ({
  matches: /min-width/.test(query),
  media: query,
  addEventListener() {},
  removeEventListener() {},
  addListener() {},
  removeListener() {},
});
globalThis.EventSource ??= class {
  addEventListener() {}
  close() {}
};
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
globalThis.IntersectionObserver ??= globalThis.ResizeObserver;
globalThis.CSS ??= { escape: (s) => s, supports: () => false };
Element.prototype.scrollIntoView ??= () => {};
