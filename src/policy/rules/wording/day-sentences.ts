import type { FlagKind } from '../../../roll/contract.ts'
import { FLAGS } from '../../../roll/contract.ts'
import { LAW_DEFAULTS } from '../defaults.ts'
import type { Policy } from '../shape/policy.ts'
import type { ContactStep } from '../shape/settings.ts'
import { type Amount, amountInWords } from '../shape/values.ts'
import { andList, list, paragraph, type Said, says, yearsInWords } from './blocks.ts'

/** The day of registers, and what happens when somebody is absent, in sentences. */
export function daySentences(policy: Policy): readonly Said[] {
  const { absenceReport, firstDayContact, reasonWithin, noContact, emergencyContacts, keepEntries } = policy
  return [
    ...basis(policy),
    ...clockTable(policy),
    says(
      'keepEntries',
      keepEntries,
      `We keep every entry of our registers for ${amountInWords(keepEntries.for)} after the day it was made.`,
    ),
    says(
      'absenceReport',
      absenceReport,
      `Tell us before ${absenceReport.before} if your child will be absent${absenceReport.everyDay ? ', on the first day and on every further day' : ''}.`,
    ),
    says(
      'emergencyContacts',
      emergencyContacts,
      `Give us at least ${emergencyContacts.atLeast} numbers on which we can reach an adult for your child.`,
    ),
    says(
      'firstDayContact',
      firstDayContact,
      `If we do not know why your child is absent, we contact you within ${amountInWords(firstDayContact.within)} of the closing of the register${firstDayContact.repeatDaily ? ', and again on every day without a reason' : ''}.`,
    ),
    ...ladder(
      'contactLadder',
      policy.contactLadder,
      'If we cannot reach anybody, these are our steps, counted from the closing of the register:',
    ),
    ...shorterLadder(policy),
    says(
      'reasonWithin',
      reasonWithin,
      `We record the reason for an absence as soon as we know it, within ${amountInWords(reasonWithin.within)} of the session. Where nobody can tell us one, the law has us make the absence unauthorised ${amountInWords(LAW_DEFAULTS.reasonWithin.within)} after it; we tell you before.`,
    ),
    says(
      'noContact',
      noContact,
      `If we have had no contact with a family for ${amountInWords(noContact.after)}, we refer to the local authority, or sooner if we are worried.`,
    ),
    ...returns(policy),
    ...evidence(policy),
  ]
}

function basis({ basis }: Policy): readonly Said[] {
  return [...Map.groupBy(basis, ({ section }) => section)].map(([section, laws]) => ({
    setting: 'basis' as const,
    section,
    blocks: [
      list(
        'This policy rests on:',
        laws.map(({ cites }) => cites),
      ),
    ],
  }))
}

const COLUMNS = ['Year groups', 'Arrive by', 'Morning register', 'Afternoon register', 'Day ends']

function clockTable({ clocks }: Policy): readonly Said[] {
  return [...Map.groupBy(clocks, ({ section }) => section)].map(([section, here]) => ({
    setting: 'clocks' as const,
    section,
    blocks: [
      {
        kind: 'table',
        label: 'When registers open and close',
        columns: COLUMNS,
        rows: here.map((clock) => [
          yearsInWords(clock.years),
          clock.arriveBy,
          `${clock.morningOpens} to ${clock.morningCloses}`,
          `${clock.afternoonOpens} to ${clock.afternoonCloses}`,
          clock.dayEnds,
        ]),
      },
      paragraph(
        'Who arrives while the register is open is late. Who arrives after it has closed is absent for that session, by the register of their own year group, and comes in through reception.',
      ),
    ],
  }))
}

const DOES: Readonly<Record<ContactStep['channel'], string>> = {
  text: 'we send a text message',
  call: 'we call',
  letter: 'we write',
  visit: 'we come to the home',
  welfare: 'we ask for a check that the child is safe',
  authority: 'we refer to the local authority',
}

const TO: Readonly<Record<ContactStep['to'], string>> = {
  'first contact': ' to the first contact',
  'every contact in turn': ' every contact in turn',
  'emergency contacts': ' every emergency contact',
  home: '',
  police: ', of the police if need be',
  'social worker': ' the child’s social worker',
  'local authority': '',
}

function stepInWords({ after, channel, to }: ContactStep): string {
  return `${whenInWords(after)} ${DOES[channel]}${TO[to]}.`
}

function whenInWords(after: Amount): string {
  return after.amount === 0 ? 'At once' : `After ${amountInWords(after)}`
}

function ladder(
  setting: 'contactLadder' | 'vulnerableLadder',
  steps: readonly ContactStep[],
  lead: string,
): readonly Said[] {
  const section = steps[0]?.section
  return section === undefined ? [] : [{ setting, section, blocks: [list(lead, steps.map(stepInWords))] }]
}

/** Flags that a family reads in other words than an office does. */
function flagInWords(flag: FlagKind): string {
  return FLAGS[flag].name.toLowerCase()
}

function shorterLadder({ vulnerable, vulnerableLadder }: Policy): readonly Said[] {
  const whom = andList(vulnerable.flags.map(flagInWords), 'or')
  return ladder(
    'vulnerableLadder',
    vulnerableLadder,
    `For children who may be at greater risk (${whom}) the steps are shorter:`,
  )
}

function returns({ attendanceReturn, sicknessReturn }: Policy): readonly Said[] {
  return [
    says(
      'attendanceReturn',
      attendanceReturn,
      `We tell the local authority of unauthorised absence that has lasted for ${amountInWords(attendanceReturn.after)}.`,
    ),
    says(
      'sicknessReturn',
      sicknessReturn,
      `We tell the local authority when a pupil has missed, or is likely to miss, ${amountInWords(sicknessReturn.after)} of a school year for illness, so that help can be arranged.`,
    ),
  ]
}

function evidence({ evidence: rules, withoutEvidence }: Policy): readonly Said[] {
  const [rule] = rules
  const length = rule?.after === undefined ? '' : ` and the absence has lasted for ${amountInWords(rule.after)}`
  const event = rule?.following === undefined ? '' : `, or following ${rule.following}`
  const ask =
    rule === undefined
      ? []
      : [
          says(
            'evidence',
            rule,
            `We ask for medical evidence only if we have a genuine doubt about an illness${length}${event}.`,
          ),
        ]
  return [
    ...ask,
    says(
      'withoutEvidence',
      withoutEvidence,
      'No absence becomes unauthorised for want of evidence alone: we decide case by case and tell you first.',
    ),
  ]
}
