import type { Severity } from './finding-rows.ts'

/** What people call the kinds of findings. */
export const SEVERITY_NAMES: Readonly<Record<Severity, string>> = {
  stop: 'cannot work',
  law: 'against law or guidance',
  conflict: 'contradicts itself',
  note: 'to keep in view',
}
