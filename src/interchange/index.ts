import { type Binding, bind } from '../platform/http/use-case.ts'
import { addFile } from './add-file.ts'
import { answerQuestions } from './answer-questions.ts'
import { commitImport } from './commit-import.ts'
import * as contract from './contract.ts'
import { discardImport } from './discard-import.ts'
import { downloadTemplate, exportRoster } from './export-roster.ts'
import { getImport, listImports } from './get-import.ts'
import { listRows } from './list-rows.ts'
import { readImport } from './read-import.ts'
import { startImport } from './start-import.ts'
import { exportSubjectRecord } from './subject/export-record.ts'
import { showSubjectRecord } from './subject/show-record.ts'

export { addInterchangeCommands } from './cli.ts'
/** The door of roster imports: their operations, and the work that is done on them while the server runs. */
export { type ImportWork, startImportWork, workOnImports } from './work/work-on-imports.ts'

export const interchangeBindings: readonly Binding[] = [
  bind(contract.listImports, listImports),
  bind(contract.startImport, startImport),
  bind(contract.addFile, addFile),
  bind(contract.readImport, readImport),
  bind(contract.getImport, getImport),
  bind(contract.answerQuestions, answerQuestions),
  bind(contract.listRows, listRows),
  bind(contract.commitImport, commitImport),
  bind(contract.discardImport, discardImport),
  bind(contract.downloadTemplate, downloadTemplate),
  bind(contract.exportRoster, exportRoster),
  bind(contract.showSubjectRecord, showSubjectRecord),
  bind(contract.exportSubjectRecord, exportSubjectRecord),
]
