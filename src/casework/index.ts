/** The door of cases: what was learned, offered, agreed and done for a child. */
import { type Binding, bind } from '../platform/http/use-case.ts'
import { showCase } from './cases/show-case.ts'
import * as contract from './contract.ts'

export { keepEntries } from './cases/keep-entries.ts'
export { type AskedCases, type CaseFile, readCase, readCases } from './cases/store.ts'

export { caseworkDuties } from './duties/index.ts'

export const caseworkBindings: readonly Binding[] = [bind(contract.showCase, showCase)]
