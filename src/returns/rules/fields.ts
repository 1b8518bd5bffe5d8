import { type Citation, REGULATIONS_2024, read, unread, WORKING_TOGETHER } from '../../law/citation.ts'
import type { ReturnKind } from './kinds.ts'
import type { ReturnSettings } from './settings.ts'

/** What a return can tell of a pupil. */
export type FieldId =
  | ('name' | 'address' | 'sex' | 'born' | 'parents' | 'phones' | 'starting-day' | 'last-school' | 'boarder')
  | ('future' | 'next-school' | 'last-day' | 'ground' | 'cause' | 'days' | 'reason' | 'times' | 'review' | 'end')
  | ('attendance' | 'upn' | 'year-group')

/**
 * `law`: always told. `unverified`: told unless the school switches it off; nobody here has read that the law names it. `extra`: nobody says that the law
 * names it; told only where the school switches it on because its authority asks for it.
 */
export type FieldStanding = 'law' | 'unverified' | 'extra'

export interface FieldOfReturn {
  readonly id: FieldId
  readonly standing: FieldStanding
  readonly source: Citation
}

export const FIELD_NAMES: Readonly<Record<FieldId, string>> = {
  name: 'Full name',
  address: 'Address',
  sex: 'Sex',
  born: 'Date of birth',
  parents: 'Parents, with their addresses',
  phones: 'Emergency telephone number of each parent at home',
  'starting-day': 'Starting day',
  'last-school': 'Last school',
  boarder: 'Boarder or day pupil',
  future: 'Where the pupil will live',
  'next-school': 'Next school',
  'last-day': 'Last day on roll',
  ground: 'Ground of deletion',
  cause: 'Cause, as far as it is known',
  days: 'Days of absence',
  reason: 'Reason for the timetable',
  times: 'Agreed times',
  review: 'Next review',
  end: 'Last day of the timetable',
  attendance: 'Attendance this school year',
  upn: 'Unique pupil number',
  'year-group': 'Year group',
}

const REG_13 = `${REGULATIONS_2024}, regulation 13`
const law = (id: FieldId, source: string): FieldOfReturn => ({ id, standing: 'law', source: read(source) })
const unverified = (id: FieldId, source: string): FieldOfReturn => ({
  id,
  standing: 'unverified',
  source: unread(source),
})
const extra = (id: FieldId): FieldOfReturn => ({
  id,
  standing: 'extra',
  source: unread('No source names it; an authority may ask for it'),
})

const EXTRAS: readonly FieldId[] = ['born', 'upn', 'year-group']
const LOCAL = 'No national list of fields was found: as local authorities’ forms have them'
const RETURNS =
  'Statutory absence returns as guidance of two other authorities has them (Derbyshire, Hertfordshire); ask yours'

/** What each kind tells, in the order in which it is told. */
const FIELDS: Readonly<Record<ReturnKind, readonly FieldOfReturn[]>> = {
  'new-pupil': [
    law('name', `${REG_13}(1): everything in the admission register`),
    law('address', `${REG_13}(1) and 8(2)(b)`),
    unverified('sex', `${REGULATIONS_2024}, regulation 8`),
    unverified('born', `${REGULATIONS_2024}, regulation 8`),
    law('parents', `${REG_13}(1) and 8(2)(d), (e)`),
    law('phones', `${REG_13}(1) and 13(4)(d)`),
    law('starting-day', `${REG_13}(1) and 8(2)(h)`),
    unverified('last-school', `${REGULATIONS_2024}, regulation 8`),
    unverified('boarder', `${REGULATIONS_2024}, regulation 8`),
    unverified('future', `${REGULATIONS_2024}, regulation 8(3)`),
  ],
  deletion: [
    law('name', `${REG_13}(4)(a)`),
    law('address', `${REG_13}(4)(b)`),
    law('parents', `${REG_13}(4)(c)`),
    law('phones', `${REG_13}(4)(d)`),
    law('future', `${REG_13}(4)(e)`),
    unverified('next-school', `${REG_13}(4)`),
    unverified('ground', `${REG_13}(4)`),
    extra('last-day'),
  ],
  attendance: [law('name', RETURNS), law('address', RETURNS), unverified('cause', `${REG_13}`), extra('days')],
  'local-ten-days': [
    unverified('name', LOCAL),
    unverified('address', LOCAL),
    unverified('cause', LOCAL),
    extra('days'),
  ],
  sickness: [law('name', RETURNS), law('address', RETURNS), extra('days')],
  'part-time': [
    unverified('name', LOCAL),
    unverified('reason', LOCAL),
    unverified('times', LOCAL),
    unverified('review', LOCAL),
    unverified('end', LOCAL),
  ],
  'social-worker': [law('name', WORKING_TOGETHER), law('days', WORKING_TOGETHER), unverified('cause', LOCAL)],
  'youth-offending': [law('name', WORKING_TOGETHER), law('days', WORKING_TOGETHER), unverified('cause', LOCAL)],
  'virtual-school': [unverified('name', LOCAL), unverified('attendance', LOCAL), unverified('cause', LOCAL)],
  ehcp: [unverified('name', LOCAL), unverified('attendance', LOCAL), unverified('cause', LOCAL)],
  'no-contact': [
    unverified('name', LOCAL),
    unverified('address', LOCAL),
    unverified('parents', LOCAL),
    unverified('phones', LOCAL),
    unverified('days', LOCAL),
    unverified('cause', LOCAL),
  ],
  enquiry: [
    unverified('name', LOCAL),
    unverified('address', LOCAL),
    unverified('parents', LOCAL),
    unverified('days', LOCAL),
    unverified('cause', LOCAL),
  ],
}

/** Every field that a kind can tell, switched on or not. */
export function fieldsOf(kind: ReturnKind): readonly FieldOfReturn[] {
  const own = FIELDS[kind]
  return [...own, ...EXTRAS.filter((id) => !own.some((one) => one.id === id)).map(extra)]
}

/** How a field is named in the settings. */
export function fieldKey(kind: ReturnKind, id: FieldId): string {
  return `${kind}.${id}`
}

/** Whether a field is told. What the law names is told whatever the settings say; a name is, or nobody knows who it is about. */
export function isTold(kind: ReturnKind, field: FieldOfReturn, settings: Pick<ReturnSettings, 'fields'>): boolean {
  if (field.standing === 'law' || field.id === 'name') return true
  return settings.fields[fieldKey(kind, field.id)] ?? field.standing === 'unverified'
}

export function toldFields(kind: ReturnKind, settings: Pick<ReturnSettings, 'fields'>): readonly FieldOfReturn[] {
  return fieldsOf(kind).filter((field) => isTold(kind, field, settings))
}
