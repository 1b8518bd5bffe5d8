import { fullName } from '../../kernel/names.ts'
import { columnName } from './columns.ts'
import { childKey, type RollRecord } from './roll-record.ts'
import type { RowProblem } from './roster.ts'
import type { ReadPupil, UnderstoodRow } from './understand-roster.ts'

export type MatchedBy = 'upn' | 'number' | 'source' | 'name'

export interface Match {
  readonly record: RollRecord | undefined
  readonly by: MatchedBy | undefined
  readonly problems: readonly RowProblem[]
}

/** The roll, ready to be asked who somebody is. */
export interface RollIndex {
  readonly records: readonly RollRecord[]
  find(by: MatchedBy, key: string): readonly RollRecord[]
}

export function indexRoll(records: readonly RollRecord[]): RollIndex {
  const maps: Readonly<Record<MatchedBy, Map<string, RollRecord[]>>> = {
    upn: new Map(),
    number: new Map(),
    source: new Map(),
    name: new Map(),
  }
  const add = (by: MatchedBy, key: string | null, record: RollRecord) => {
    if (key === null) return
    const found = maps[by].get(key)
    if (found === undefined) maps[by].set(key, [record])
    else if (!found.includes(record)) found.push(record)
  }
  for (const record of records) {
    const { pupil } = record
    add('upn', pupil.upn, record)
    add('upn', pupil.former_upn, record)
    add('number', pupil.admission_number, record)
    for (const id of record.sourceIds) add('source', id, record)
    add('name', childKey({ forenames: pupil.legal_forenames, surname: pupil.legal_surname, born: pupil.born }), record)
    add(
      'name',
      childKey({ forenames: pupil.preferred_forename, surname: pupil.preferred_surname, born: pupil.born }),
      record,
    )
  }
  return { records, find: (by, key) => maps[by].get(key) ?? [] }
}

/**
 * Whom a row is about: by UPN, else by the number that the school or the file gives the pupil, else by name and date of birth,
 * which a person is asked to look at. Two identifiers that name two pupils are not decided here.
 */
export function matchPupil(pupil: ReadPupil, index: RollIndex): Match {
  const byUpn = pupil.upn === undefined ? undefined : index.find('upn', pupil.upn)[0]
  const byNumber = pupil.admissionNumber === undefined ? undefined : index.find('number', pupil.admissionNumber)[0]
  const bySource = pupil.sourceId === undefined ? undefined : index.find('source', pupil.sourceId)[0]
  const record = byUpn ?? byNumber ?? bySource
  if (record === undefined) return matchByName(pupil, index)
  const other = [byNumber, bySource].find((found) => found !== undefined && found !== record)
  const problems = other === undefined ? [] : [contradiction(record, other)]
  return { record, by: byUpn !== undefined ? 'upn' : byNumber !== undefined ? 'number' : 'source', problems }
}

function contradiction(one: RollRecord, other: RollRecord): RowProblem {
  return {
    column: columnName('upn'),
    level: 'stop',
    text: `Its UPN is ${nameOf(one)}\u2019s, but its number is ${nameOf(other)}\u2019s on your roll. Correct one of the two.`,
  }
}

function nameOf({ pupil }: RollRecord): string {
  return fullName(pupil.preferred_forename, pupil.preferred_surname)
}

function matchByName(pupil: ReadPupil, index: RollIndex): Match {
  const { legalForenames, legalSurname, born } = pupil
  if (legalForenames === undefined || legalSurname === undefined || born === undefined)
    return { record: undefined, by: undefined, problems: [] }
  const found = index.find('name', childKey({ forenames: legalForenames, surname: legalSurname, born }))
  const [record, another] = found
  if (record === undefined) return { record: undefined, by: undefined, problems: [] }
  if (another !== undefined) {
    const text = `${found.length} pupils on your roll have this name and date of birth. Add the UPN to say which is meant.`
    return { record: undefined, by: undefined, problems: [{ column: columnName('upn'), level: 'stop', text }] }
  }
  const theirs = record.pupil.upn
  if (pupil.upn !== undefined && theirs !== null && pupil.upn !== theirs) {
    const text = `A pupil of this name and date of birth is on roll with the UPN ${theirs}. Is this the same child, with a slip in the UPN? As it stands, a second pupil is added.`
    return { record: undefined, by: undefined, problems: [{ column: columnName('upn'), level: 'check', text }] }
  }
  const text = `Recognised only by name and date of birth as ${nameOf(record)}, who is on roll. Check that it is the same child.`
  return { record, by: 'name', problems: [{ column: columnName('legalSurname'), level: 'check', text }] }
}

/** Rows that were taken for one and the same pupil of the roll: each is told of the others. */
export function sharedMatches(matches: ReadonlyMap<UnderstoodRow, Match>): ReadonlyMap<UnderstoodRow, RowProblem> {
  const rows = new Map<RollRecord, UnderstoodRow[]>()
  for (const [row, { record }] of matches)
    if (record !== undefined) rows.set(record, [...(rows.get(record) ?? []), row])
  const problems = new Map<UnderstoodRow, RowProblem>()
  for (const [record, among] of rows)
    for (const row of among.length > 1 ? among : []) {
      const others = among.filter((other) => other !== row).map(({ line }) => `line ${line}`)
      problems.set(row, {
        column: '',
        level: 'stop',
        text: `This row and ${others.slice(0, 5).join(', ')} are both ${nameOf(record)} on your roll. Only one of them can be.`,
      })
    }
  return problems
}
