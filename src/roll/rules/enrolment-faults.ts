import { ageOn, type Day, shortDay } from '../../kernel/day.ts'
import { fullName } from '../../kernel/names.ts'
import {
  ageAtStartOfYear,
  cohortYearOf,
  YEAR_GROUPS,
  type YearGroup,
  yearGroupFor,
  yearGroupName,
} from '../../law/school-age.ts'
import { checkUpn, isTemporaryUpn } from '../../law/upn.ts'
import { type ContactDraft, contactDraftOf, draftOf, type EnrolmentDraft } from './enrolment.ts'
import { isMoveDoubtful, isMoveDue } from './moving.ts'
import { futureSeen, type PupilRecord } from './pupil-record.ts'

export interface EnrolmentFault {
  /** The field of the draft that is to be looked at. */
  readonly field: string
  /** `refuse`: it cannot be enrolled like this; `warn`: a person should look, and may go on. */
  readonly severity: 'refuse' | 'warn'
  readonly code: string
  readonly message: string
}

/** What a draft is checked against. */
export interface EnrolmentSurroundings {
  readonly today: Day
  readonly yearGroups: readonly YearGroup[]
  /** UPNs of pupils on roll, and of the other pupils of the same file. */
  readonly takenUpns: ReadonlySet<string>
  readonly takenAdmissionNumbers?: ReadonlySet<string>
  readonly contacts: ReadonlyMap<string, ContactDraft>
}

const OLDEST = 26
const FEWEST_NUMBERS = 2

const refuse = (field: string, code: string, message: string): EnrolmentFault => ({
  field,
  severity: 'refuse',
  code,
  message,
})
const warn = (field: string, code: string, message: string): EnrolmentFault => ({
  field,
  severity: 'warn',
  code,
  message,
})

/** Everything wrong with an enrolment, in plain words: the same for a form and for a row of a file. */
export function checkEnrolment(draft: EnrolmentDraft, around: EnrolmentSurroundings): readonly EnrolmentFault[] {
  return [
    ...nameFaults(draft),
    ...upnFaults(draft, around),
    ...dateFaults(draft, around.today),
    ...yearGroupFaults(draft, around),
    ...contactFaults(draft, around.contacts),
  ]
}

function nameFaults(draft: EnrolmentDraft): EnrolmentFault[] {
  const faults: EnrolmentFault[] = []
  if (draft.legalForenames.trim() === '')
    faults.push(
      refuse(
        'legalForenames',
        'enrolment.no-forename',
        'Enter the legal forename. If the pupil has only one name, enter it as the surname too.',
      ),
    )
  if (draft.legalSurname.trim() === '')
    faults.push(refuse('legalSurname', 'enrolment.no-surname', 'Enter the legal surname.'))
  if (draft.address === undefined)
    faults.push(
      warn(
        'address',
        'enrolment.no-address',
        'There is no address. The admission register must hold the pupil’s address.',
      ),
    )
  return faults
}

function upnFaults({ upn, admissionNumber }: EnrolmentDraft, around: EnrolmentSurroundings): EnrolmentFault[] {
  const faults: EnrolmentFault[] = []
  if (admissionNumber !== undefined && around.takenAdmissionNumbers?.has(admissionNumber) === true)
    faults.push(
      refuse(
        'admissionNumber',
        'enrolment.admission-number-taken',
        `Another pupil already has the admission number ${admissionNumber}.`,
      ),
    )
  if (upn === undefined)
    return [
      ...faults,
      warn('upn', 'enrolment.no-upn', 'There is no UPN. Ask the last school for it; issue one only if there is none.'),
    ]
  const checked = checkUpn(upn)
  if (!checked.ok) return [...faults, refuse('upn', checked.problem.code, checked.problem.message)]
  if (around.takenUpns.has(checked.value))
    faults.push(
      refuse(
        'upn',
        'enrolment.upn-taken',
        `Another pupil already has the UPN ${checked.value}. Is this the same child entered twice?`,
      ),
    )
  if (isTemporaryUpn(checked.value))
    faults.push(
      warn('upn', 'enrolment.upn-temporary', 'This is a temporary UPN. Ask the last school for the real one.'),
    )
  return faults
}

function dateFaults(draft: EnrolmentDraft, today: Day): EnrolmentFault[] {
  const { born, startingDay, leaving } = draft
  const faults: EnrolmentFault[] = []
  if (born > today)
    faults.push(refuse('born', 'enrolment.born-in-future', `The date of birth, ${shortDay(born)}, is in the future.`))
  else if (born >= startingDay)
    faults.push(
      refuse(
        'startingDay',
        'enrolment.starts-before-birth',
        'The starting day is before the date of birth. Correct one of the two.',
      ),
    )
  else if (ageOn(born, startingDay) > OLDEST)
    faults.push(
      refuse(
        'born',
        'enrolment.too-old',
        `Born on ${shortDay(born)}, this pupil would be ${ageOn(born, startingDay)} on the starting day. Check the year.`,
      ),
    )
  if (leaving !== undefined && leaving.day < startingDay)
    faults.push(
      refuse(
        'leaving',
        'enrolment.leaves-before-start',
        'The leaving day is before the starting day. Correct one of the two.',
      ),
    )
  const first = draft.placements[0]
  if (first === undefined || first.from > startingDay)
    faults.push(refuse('placements', 'enrolment.not-placed', 'Give the year group from the starting day on.'))
  return faults
}

function yearGroupFaults(draft: EnrolmentDraft, around: EnrolmentSurroundings): EnrolmentFault[] {
  const last = draft.placements.at(-1)
  if (last === undefined) return []
  const faults: EnrolmentFault[] = []
  if (!around.yearGroups.includes(last.yearGroup))
    faults.push(
      refuse(
        'yearGroup',
        'enrolment.year-group-not-here',
        `This school has no ${yearGroupName(last.yearGroup)}. Add the year group to the school, or correct it here.`,
      ),
    )
  const usual = yearGroupFor(draft.born, cohortYearOf(last.from))
  if (usual === undefined)
    faults.push(
      warn(
        'born',
        'enrolment.age-unusual',
        `Born on ${shortDay(draft.born)}, this pupil was ${ageAtStartOfYear(draft.born, cohortYearOf(last.from))} when the year began. Check the date of birth.`,
      ),
    )
  else if (usual !== last.yearGroup) {
    const apart = Math.abs(YEAR_GROUPS.indexOf(usual) - YEAR_GROUPS.indexOf(last.yearGroup))
    faults.push(
      warn(
        'yearGroup',
        'enrolment.year-group-unusual',
        `Children born on ${shortDay(draft.born)} are usually in ${yearGroupName(usual)}, ${apart} ${apart === 1 ? 'year' : 'years'} from ${yearGroupName(last.yearGroup)}. Check the date of birth; leave it if the pupil is taught outside the cohort.`,
      ),
    )
  }
  return faults
}

function contactFaults(draft: EnrolmentDraft, contacts: ReadonlyMap<string, ContactDraft>): EnrolmentFault[] {
  const links = draft.contacts.filter((link) => link.barredReason === undefined)
  const numbers = new Set(
    links.flatMap((link) => contacts.get(link.contactId)?.phones ?? []).map((phone) => phone.number.replace(/\D/g, '')),
  )
  const faults: EnrolmentFault[] = []
  if (!links.some((link) => link.isParent))
    faults.push(
      warn(
        'contacts',
        'enrolment.no-parent',
        'No parent is entered. The admission register must name every parent known to the school.',
      ),
    )
  if (numbers.size < FEWEST_NUMBERS)
    faults.push(
      warn(
        'contacts',
        'enrolment.few-numbers',
        `There ${numbers.size === 0 ? 'is no telephone number' : 'is only one telephone number'}. Guidance asks for more than one person to ring in an emergency.`,
      ),
    )
  for (const link of links.filter((one) => one.livesWith && one.isParent))
    if ((contacts.get(link.contactId)?.phones.length ?? 0) === 0) {
      const contact = contacts.get(link.contactId)
      faults.push(
        warn(
          'contacts',
          'enrolment.parent-without-number',
          `${fullName(contact?.forenames ?? '', contact?.surname ?? '')} lives with the pupil but has no telephone number. The admission register must hold one.`,
        ),
      )
    }
  return faults
}

/** What is missing or unusual in a record that is kept already: the warnings that a new enrolment would have had. */
export function recordNotes(record: PupilRecord, today: Day): readonly EnrolmentFault[] {
  const draft = draftOf(record)
  const contacts = new Map(record.contacts.map((row) => [row.contact_id as string, contactDraftOf(row)]))
  const around = { today, yearGroups: YEAR_GROUPS, takenUpns: new Set<string>(), contacts }
  return [
    ...checkEnrolment(draft, around).map((fault): EnrolmentFault => ({ ...fault, severity: 'warn' })),
    ...moveFaults(record, today),
  ]
}

/** A told move whose day has come, and which the clock does not carry out. Of a move that is hidden from some, it says nothing to any. */
function moveFaults(record: PupilRecord, today: Day): EnrolmentFault[] {
  const { state } = futureSeen(record, { contacts: true, sensitive: false })
  if (state !== 'shown' || !isMoveDue(record.pupil, today) || !isMoveDoubtful(record)) return []
  const message =
    'The day of the move that the school was told of has come, but somebody whom the pupil was to live with is no contact any more, or must not be told. Find out where the pupil lives; then correct the address and take the told one back.'
  return [warn('future', 'enrolment.move-in-doubt', message)]
}
