import type { PackSection, PackStatement } from './section.ts'

/** What statements are filled from: the pack as it is left after redaction, so that they claim nothing that it does not hold. */
export interface StatementFacts {
  readonly school: string
  readonly child: string
  readonly parent: string
  readonly relationship: string
  readonly from: string
  readonly to: string
  readonly by: { readonly name: string; readonly position: string }
  readonly made: string
  readonly journal: { readonly number: number; readonly hash: string }
  readonly sections: readonly PackSection[]
}

const SIGNED = ['Signed', 'Name', 'Position', 'Date']

/** Drafts only: a person reads them, puts them right and signs them. */
export function statementsOf(facts: StatementFacts): readonly PackStatement[] {
  return [witness(facts), certificate(facts)]
}

function witness(facts: StatementFacts): PackStatement {
  const { school, child, parent, relationship, from, to, by, sections } = facts
  const lines = (id: string) => sections.find((one) => one.id === id)?.lines ?? []
  const total = (label: string) => lines('totals').find(({ cells }) => cells[0] === label)?.cells[1] ?? ''
  const supports = lines('support').map(({ cells }) => cells[0] ?? '')
  const numbered = [
    `I am ${by.name}, ${by.position} at ${school}. I make this statement from the records that the school keeps in the ordinary course of its work. I did not see everything in them with my own eyes.`,
    `${child} is a registered pupil of the school. ${parent} is known to the school as ${relationship === '' ? 'a parent' : `the child’s ${relationship.toLowerCase()}`}.`,
    `The attendance register is taken twice on each school day. From ${from} to ${to} it shows: attended ${total('Sessions attended')}; authorised absence ${total('Authorised absence')}; unauthorised absence ${total('Unauthorised absence')}. The extract, with every amendment, is part of this pack.`,
    counted(lines('letters').length, {
      none: `The records hold no letter, e-mail or text to the parent in this time${lines('improve').length + lines('leave').length === 0 ? '' : ', beside what is said of leave and notices below'}.`,
      some: (count) =>
        `The school wrote to the parent ${times(count)} in this time. Each is in this pack with what is known of its sending.`,
    }),
    counted(lines('contacts').length, {
      none: 'The records hold no call, visit or conversation with the parent in this time.',
      some: (count) =>
        `The records hold ${count} ${count === 1 ? 'entry' : 'entries'} of calls, visits and conversations, beside those with other adults, which are not in this pack. Each says whom it was with.`,
    }),
    counted(supports.length, {
      none: 'The records hold no support that was offered.',
      some: () =>
        `Support was offered or considered as follows: ${supports.join('; ')}. What was answered is in this pack.`,
    }),
    counted(lines('meetings').length, {
      none: 'The records hold no meeting in this time.',
      some: (count) =>
        `${count === 1 ? 'One meeting' : `${count} meetings`} about attendance ${count === 1 ? 'was' : 'were'} called.`,
    }),
    ...lines('leave').map(({ cells: [what = '', days = '', asked = '', decision = ''] }) =>
      days === '' ? `${what}: ${decision}` : `Leave was asked for, for ${days}: ${asked}. ${decision}.`,
    ),
    ...noticesTold(sections),
    '[What I know myself of this family, and what the parent said to me. Written by the witness, or left out.]',
  ]
  return {
    id: 'witness-statement',
    title: 'Witness statement',
    status:
      'Draft. Not verified: section 9 of the Criminal Justice Act 1967. Nobody here has read the law on its form; the authority’s solicitor says what it has to be.',
    paragraphs: [
      '[The declaration of truth, in the words that section 9 asks for, is put in here by the authority’s solicitor.]',
      ...numbered.map((words, place) => `${place + 1}. ${words}`),
    ],
    sign: SIGNED,
  }
}

/** The notices to this parent, as their parts of the pack tell of them. */
function noticesTold(sections: readonly PackSection[]): string[] {
  const lines = (id: string) => sections.find((one) => one.id === id)?.lines ?? []
  const improve = lines('improve').map(
    // How it was given is said as its part says it: one that waits was not sent.
    ({ cells: [, weeks, given = '', stands] }) =>
      `A notice to improve, for ${weeks}. ${given}. When this pack was made it stood at: ${stands}.`,
  )
  const penalties = lines('penalties').map(({ cells: [what, , issued, , , , stands] }) => {
    const when = issued === 'Not issued' ? 'asked for and not issued' : `issued on ${issued}`
    return `${what}: ${when}. When this pack was made it stood at: ${stands}.`
  })
  return [...improve, ...penalties]
}

function certificate({ school, child, from, to, made, journal }: StatementFacts): PackStatement {
  return {
    id: 'head-certificate',
    title: 'Certificate of the register',
    status:
      'Draft until the headteacher signs it. Not verified: section 566 of the Education Act 1996, on certificates of a headteacher as evidence.',
    paragraphs: [
      `I certify that the register extract in this pack is a true extract of the attendance register of ${school}, as it concerns ${child} from ${from} to ${to}, with every amendment made to it. The register is kept electronically under the School Attendance (Pupil Registration) (England) Regulations 2024.`,
      `The extract was made on ${made} from entry ${journal.number} of the register’s journal, whose hash is ${journal.hash}. Where words about other people in the reason of an amendment are blacked out, the pack says so.`,
    ],
    sign: SIGNED.map((line) => (line === 'Position' ? 'Position: headteacher' : line)),
  }
}

function counted(count: number, say: { readonly none: string; readonly some: (count: number) => string }): string {
  return count === 0 ? say.none : say.some(count)
}

function times(count: number): string {
  if (count === 1) return 'once'
  return count === 2 ? 'twice' : `${count} times`
}
