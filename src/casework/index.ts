/** The door of cases: what was learned, offered, agreed and done for a child. */
import type { Binding } from '../platform/http/use-case.ts'

export { keepEntries } from './cases/keep-entries.ts'
export { type AskedCases, type CaseFile, readCase, readCases } from './cases/store.ts'

export const caseworkBindings: readonly Binding[] = []
