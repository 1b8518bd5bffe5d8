import { randomUUID } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import type * as contract from '../interchange/contract.ts'
import {
  addFile,
  answerQuestions,
  commitImport,
  getImport,
  listRows,
  readImport,
  startImport,
} from '../interchange/contract.ts'
import { workOnImports } from '../interchange/index.ts'
import type { SchoolId } from '../kernel/ids.ts'
import type { Answer } from '../kernel/operation.ts'
import { addSchool } from '../roll/index.ts'
import { ELMFIELD } from './roll-school.ts'
import { requestOf, type Sender, type TestServer } from './test-server.ts'

export type ImportNow = Answer<typeof contract.getImport>
export type RowsNow = Answer<typeof contract.listRows>['rows']

/** A school with particulars and somebody who may import, with the steps of an import as one call each. */
export interface RosterSchool {
  readonly schoolId: SchoolId
  readonly as: Sender
  start(format?: contract.Format): Promise<string>
  put(importId: string, name: string, content: string | Uint8Array): Promise<LightMyRequestResponse>
  /** Has the files read and the work done. */
  read(importId: string): Promise<ImportNow>
  answer(importId: string, answers: contract.Answers): Promise<ImportNow>
  commit(importId: string, checked?: boolean): Promise<ImportNow>
  now(importId: string): Promise<ImportNow>
  rows(importId: string, show?: string): Promise<RowsNow>
  /** Starts, adds one file and has it read. */
  import(content: string | Uint8Array, name?: string): Promise<{ readonly importId: string; readonly now: ImportNow }>
}

export async function rosterSchool(
  server: TestServer,
  given: { readonly role?: 'head' | 'attendance-officer'; readonly yearGroups?: typeof ELMFIELD.yearGroups } = {},
): Promise<RosterSchool> {
  const school = await server.school()
  const facts = {
    schoolId: school.id,
    by: { id: randomUUID(), name: 'Jo Pereira', position: 'Data manager' },
    at: server.clock.now(),
    reason: 'Set up',
  }
  const particulars = { ...ELMFIELD, yearGroups: given.yearGroups ?? ELMFIELD.yearGroups }
  await server.database.asSystem((tx) => addSchool(tx, facts, particulars))
  const as = server.as(await server.person({ role: given.role ?? 'head', school }))
  const schoolId = school.id
  const work = () => workOnImports({ database: server.database, clock: server.clock })
  const now = async (importId: string): Promise<ImportNow> => {
    const answer = await as(getImport, { params: { schoolId, importId } })
    if (answer.statusCode !== 200) throw new Error(answer.body)
    return answer.json()
  }
  const done = async (importId: string, answer: LightMyRequestResponse) => {
    if (answer.statusCode !== 200) throw new Error(answer.body)
    await work()
    return now(importId)
  }
  const start: RosterSchool['start'] = async (format) =>
    (await as(startImport, { params: { schoolId }, body: { ...(format === undefined ? {} : { format }) } })).json()
      .importId
  const put: RosterSchool['put'] = (importId, name, content) => {
    const { url } = requestOf(addFile, { params: { schoolId, importId }, query: { name } })
    const headers = { 'content-type': 'application/octet-stream' }
    return as.inject({ method: 'PUT', url, payload: Buffer.from(content), headers })
  }
  const read: RosterSchool['read'] = async (importId) =>
    done(importId, await as(readImport, { params: { schoolId, importId } }))
  return {
    schoolId,
    as,
    start,
    put,
    read,
    now,
    answer: async (importId, body) =>
      done(importId, await as(answerQuestions, { params: { schoolId, importId }, body })),
    commit: async (importId, checked = true) =>
      done(importId, await as(commitImport, { params: { schoolId, importId }, body: { checked } })),
    rows: async (importId, show = 'all') =>
      (await as(listRows, { params: { schoolId, importId }, query: { show, limit: '500' } })).json().rows,
    import: async (content, name = 'roster.csv') => {
      const importId = await start()
      const sent = await put(importId, name, content)
      if (sent.statusCode !== 200) throw new Error(sent.body)
      return { importId, now: await read(importId) }
    },
  }
}
