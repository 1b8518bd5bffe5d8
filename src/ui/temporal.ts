import type { Temporal as TemporalNamespace } from 'temporal-polyfill'

// In the browser's bundle this stands in for `temporal-polyfill` (see vite.config.ts). Chrome, Edge and Firefox know
// Temporal by themselves; only the others, Safari above all, fetch the 20 kB that teach it.
const own = (globalThis as { Temporal?: typeof TemporalNamespace }).Temporal

export const Temporal: typeof TemporalNamespace = own ?? (await import('temporal-polyfill/implementation')).Temporal
