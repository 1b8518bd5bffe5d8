import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import type { PupilId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import { yearGroupName } from '../../law/school-age.ts'
import { PageButton } from '../../ui/address/page-link.tsx'
import { Answered } from '../../ui/components/answered.tsx'
import { KeyValues } from '../../ui/components/key-values.tsx'
import { Section } from '../../ui/components/section.tsx'
import { LeavingDialog } from './leaving-dialog.tsx'
import { MoveDialog } from './move-dialog.tsx'
import styles from './roll.module.css'
import { SeenAddressText } from './seen-address.tsx'
import { usePupil } from './use-pupil.ts'
import { dayOrNot, type Office, type PupilSeen } from './words.ts'

const SEXES = { F: 'Female', M: 'Male' } as const

/** What the admission register holds of a pupil (regulation 8), as far as the caller may see it. */
export function PupilParticulars({ pupilId }: { readonly pupilId: PupilId }) {
  return <Answered question={usePupil(pupilId)}>{(pupil) => <Particulars pupil={pupil} />}</Answered>
}

/** Of a record that has been read: as it is, or as it stood. */
export function Particulars({ pupil }: { readonly pupil: PupilSeen }) {
  return (
    <Section title="Particulars" note={pupil.may.edit && <Doings pupil={pupil} />} card>
      <Notes pupil={pupil} />
      <KeyValues of={[...nameFacts(pupil), ...placeFacts(pupil), ...(pupil.office ? officeFacts(pupil.office) : [])]} />
    </Section>
  )
}

function Doings({ pupil }: { readonly pupil: PupilSeen }) {
  const [open, setOpen] = useState<'move' | 'leaving' | undefined>()
  const close = () => setOpen(undefined)
  return (
    <Group gap="xs" className="no-print">
      <PageButton there={{ to: '/pupils/$pupilId/correct', params: { pupilId: pupil.id } }} size="xs" variant="default">
        Correct
      </PageButton>
      <PageButton
        there={{ to: '/pupils/$pupilId/future-address', params: { pupilId: pupil.id } }}
        size="xs"
        variant="default"
      >
        Moving home
      </PageButton>
      <Button size="xs" variant="default" onClick={() => setOpen('move')}>
        Move to another group
      </Button>
      <Button size="xs" variant="default" onClick={() => setOpen('leaving')}>
        {pupil.leavingDay === null ? 'Record leaving' : 'Change leaving'}
      </Button>
      <MoveDialog key={`move ${pupil.version}`} pupil={pupil} opened={open === 'move'} onClose={close} />
      <LeavingDialog key={`leave ${pupil.version}`} pupil={pupil} opened={open === 'leaving'} onClose={close} />
    </Group>
  )
}

/** What the record lacks. Nothing where it is complete, or where the caller could do nothing about it. */
function Notes({ pupil }: { readonly pupil: PupilSeen }) {
  if (!pupil.may.edit || pupil.office === null || pupil.office.notes.length === 0) return null
  return (
    <ul className={styles.notes} aria-label="To complete or to check">
      {pupil.office.notes.map((note) => (
        <li key={note.code}>{note.message}</li>
      ))}
    </ul>
  )
}

type Fact = readonly [string, React.ReactNode]

function nameFacts(pupil: PupilSeen): Fact[] {
  const legal = pupil.office && fullName(pupil.office.legalForenames, pupil.office.legalSurname)
  return [
    ['Preferred name', fullName(pupil.preferredForename, pupil.preferredSurname)],
    ...(legal === null ? [] : [['Legal name', legal] as const]),
    ['Date of birth', dayOrNot(pupil.born)],
    ['Sex', SEXES[pupil.sex]],
  ]
}

function placeFacts(pupil: PupilSeen): Fact[] {
  const past = pupil.placements.slice(0, -1).toReversed()
  return [
    ['Year group', pupil.yearGroup === null ? 'Not recorded' : yearGroupName(pupil.yearGroup)],
    ['Registration group', pupil.group ?? 'In no group: no register lists this pupil'],
    ...(past.length === 0
      ? []
      : [
          [
            'Before',
            past.map((one) => `${one.group ?? yearGroupName(one.yearGroup)} from ${dayOrNot(one.from)}`).join('; '),
          ] as const,
        ]),
    ['Starting day', dayOrNot(pupil.startingDay)],
    ['Last day on roll', dayOrNot(pupil.leavingDay, 'On roll')],
  ]
}

function officeFacts(office: Office): Fact[] {
  const upn = office.upn === null ? 'Not recorded' : `${office.upn}${office.upnIsTemporary ? ' (temporary)' : ''}`
  return [
    ['Address', <SeenAddressText key="address" of={office.address} />],
    ['UPN', upn],
    ...(office.formerUpn === null ? [] : [['Former UPN', office.formerUpn] as const]),
    ['Admission number', office.admissionNumber ?? 'Not recorded'],
    ['Last school', office.lastSchool ?? 'Not recorded'],
    ...(office.boarder ? [['Boarder', 'Yes: not in the attendance register'] as const] : []),
    ...(office.leavingGround === null
      ? []
      : [['Ground of deletion', `${ground(office.leavingGroundLetter)}${office.leavingGround}`] as const]),
    ...(office.nextSchool === null
      ? []
      : [['Next school', `${office.nextSchool}${since(office.nextSchoolFrom)}`] as const]),
    ...(office.future.address.state === 'none'
      ? []
      : [['Moving to', <SeenAddressText key="future" of={office.future.address} />] as const]),
    ...(office.future.parent === null
      ? []
      : [['Will live with', `${office.future.parent}${since(office.future.from)}`] as const]),
  ]
}

const ground = (letter: string | null) => (letter === null ? '' : `(${letter}) `)
const since = (day: string | null) => (day === null ? '' : `, from ${dayOrNot(day)}`)
