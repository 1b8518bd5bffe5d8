import type { Policy } from '../shape/policy.ts'
import type { LetterStep, ReportRule } from '../shape/settings.ts'
import { amountInWords } from '../shape/values.ts'
import { andList, inSections, list, paragraph, type Said, says } from './blocks.ts'
import { codesOn, roleInPublic } from './names-in-public.ts'

/** What the school decides, sends and reports, in sentences. */
export function decisionSentences(policy: Policy): readonly Said[] {
  const { persistentAbsence, severeAbsence, targets, quietHours } = policy
  const aims = [
    targets.attendance === undefined ? undefined : `attendance of at least ${targets.attendance} %`,
    targets.persistentAbsence === undefined
      ? undefined
      : `persistent absence of at most ${targets.persistentAbsence} %`,
  ].filter((aim) => aim !== undefined)
  return [
    ...(aims.length === 0 ? [] : [says('targets', targets, `Our target is ${andList(aims)}.`)]),
    says(
      'persistentAbsence',
      persistentAbsence,
      `Absence is persistent from ${persistentAbsence.from} % of a pupil’s own sessions.`,
    ),
    says('severeAbsence', severeAbsence, `Absence is severe from ${severeAbsence.from} % of a pupil’s own sessions.`),
    ...inSections('letters', policy.letters, { lead: 'If absence or lateness goes on:', words: letterInWords }),
    ...leave(policy),
    ...notices(policy),
    ...inSections('reports', policy.reports, { lead: 'What we report, and when:', words: reportInWords }),
    ...inSections('rewards', policy.rewards, {
      lead: 'How we say thank you:',
      words: ({ for: what, gives }) => `For ${what}: ${gives}.`,
    }),
    ...inSections('contacts', policy.contacts, {
      lead: 'Whom to ask:',
      words: ({ for: what, role }) => `${capital(what)}: ${roleInPublic(role)}.`,
    }),
    says(
      'quietHours',
      quietHours,
      `We send no messages between ${quietHours.from} and ${quietHours.until}${quietHours.weekends ? ', nor at weekends' : ''}, unless it is urgent.`,
    ),
  ]
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

const STEPS: Readonly<Record<LetterStep['step'], string>> = {
  letter: 'we write to you',
  meeting: 'we ask you to a meeting',
  plan: 'we agree on a plan of support with you, such as an attendance contract',
  referral: 'we refer to the local authority',
}

const LETTERS: Readonly<Record<NonNullable<LetterStep['which']>, string>> = {
  first: STEPS.letter,
  second: 'we write to you again',
  final: 'we send you a final warning',
}

function letterInWords({ step, which = 'first', below, lates, unauthorised, after }: LetterStep): string {
  const done = step === 'letter' ? LETTERS[which] : STEPS[step]
  const earliest = after === undefined ? '' : `, at the earliest ${amountInWords(after)} after the step before`
  const when = [
    below === undefined ? undefined : `attendance is below ${below} %`,
    lates === undefined ? undefined : `a pupil was late ${lates} times in half a term`,
    unauthorised === undefined ? undefined : `${unauthorised} sessions of the year were unauthorised`,
  ].filter((one) => one !== undefined)
  return when.length === 0 ? `${capital(done)}${earliest}.` : `When ${andList(when, 'or')}, ${done}${earliest}.`
}

const EVERY: Readonly<Record<ReportRule['every'], string>> = {
  day: 'every day',
  week: 'every week',
  'half term': 'every half term',
  term: 'every term',
  'half year': 'twice a year',
  year: 'every year',
  concern: 'whenever there is a concern',
  regularly: 'regularly',
}

function reportInWords({ to, about, every }: ReportRule): string {
  return `To ${to}, on ${about}: ${EVERY[every]}.`
}

function leave({ leave: rule }: Policy): readonly Said[] {
  const deciders = andList(rule.decides.map(roleInPublic), 'or')
  return [
    {
      setting: 'leave',
      section: rule.section,
      blocks: [
        paragraph(
          `Ask for leave in writing, if you can ${amountInWords(rule.notice)} before it begins. ${capital(deciders)} decides; a request that comes later is looked at all the same.`,
        ),
        ...(rule.test.length === 0 ? [] : [paragraph(`By exceptional we mean ${andList(rule.test)}.`)]),
        list('Leave can be granted for these reasons and no other:', codesOn(rule.kinds)),
      ],
    },
  ]
}

function notices({ penaltyNoticesBy, penaltyNotices: pn, noticeToImprove }: Policy): readonly Said[] {
  const issuers = andList(penaltyNoticesBy.issuedBy.map(roleInPublic), 'or')
  const advisers =
    penaltyNoticesBy.advisedBy.length === 0
      ? ''
      : `, advised by ${andList(penaltyNoticesBy.advisedBy.map(roleInPublic))}`
  return [
    says('penaltyNoticesBy', penaltyNoticesBy, `For our school ${issuers} decides on penalty notices${advisers}.`),
    {
      setting: 'penaltyNotices',
      section: pn.section,
      blocks: [
        paragraph(
          `A penalty notice is considered when a pupil has ${amountInWords(pn.threshold)} of unauthorised absence in any ${amountInWords(pn.inAnyOf)}.`,
        ),
        list('By the national framework, for each parent and each child:', [
          `A first notice: £${pn.firstEarly} if paid within ${amountInWords(pn.firstEarlyWithin)}, £${pn.firstLate} within ${amountInWords(pn.firstLateWithin)}.`,
          `A second notice: £${pn.second} within ${amountInWords(pn.secondWithin)}.`,
          `No more than ${pn.atMost} within ${pn.inYears} years of the first; other steps are taken instead.`,
        ]),
      ],
    },
    says(
      'noticeToImprove',
      noticeToImprove,
      `Before that, a notice to improve may give a last chance to accept support, for ${noticeToImprove.atLeast.amount} to ${amountInWords(noticeToImprove.atMost)}.`,
    ),
  ]
}
