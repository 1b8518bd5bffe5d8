import {
  type BodyOf,
  comesWords,
  type Entry,
  entryWords,
  LEVELS,
  questionSet,
  RATHER_NOT,
  ROLE_NAMES,
  SUPPORT_KIND_NAMES,
  targetWords,
  whenInWords,
} from '../../../casework/contract.ts'
import { type Day, longDay } from '../../../kernel/day.ts'
import { schoolTime } from '../../../kernel/time-of-day.ts'
import { type Cell, dayAndTime, showRow } from './show-row.ts'

/** What of an entry's body its title and words already say, kind by kind; whatever else is in it is told by its label. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  opened: ['stage', 'because', 'duty'],
  'owner-set': ['name'],
  'review-set': ['day', 'words'],
  reviewed: ['words', 'next'],
  note: ['words', 'answers'],
  contact: ['with', 'way', 'reached', 'words'],
  escalated: ['to', 'because', 'skipped', 'unsuitable'],
  'stepped-down': ['to', 'because'],
  closed: ['outcome', 'words'],
  reopened: ['because'],
  'formal-step': ['step', 'words'],
  'barrier-recorded': ['kind', 'whose', 'words'],
  'barrier-eased': ['because'],
  'assessment-invited': ['name'],
  assessed: ['who', 'name', 'way', 'version', 'answers', 'words', 'declined'],
  'support-offered': ['title', 'to', 'from', 'words', 'kind'],
  'support-answered': ['answer', 'by', 'words', 'because'],
  'support-began': ['with', 'review', 'until'],
  'support-reviewed': ['words', 'next'],
  'support-ended': ['outcome', 'words'],
  'support-unsuitable': ['title', 'words', 'kind'],
  referred: ['service', 'how', 'consent', 'words', 'kind'],
  'referral-outcome': ['outcome', 'until', 'words'],
  'plan-drafted': ['form', 'version', 'body'],
  'plan-offered': ['version'],
  'plan-signed': ['version', 'way', 'words'],
  'plan-asked': ['version', 'name', 'way', 'words'],
  'plan-answered': ['words'],
  'plan-reviewed': ['version', 'duties', 'steps', 'words', 'next'],
  'plan-ended': ['outcome', 'words'],
  returned: ['away', 'greeted', 'words'],
  'meeting-called': ['kind', 'day', 'time', 'minutes', 'place', 'link', 'about', 'invited', 'replyBy'],
  'meeting-answered': ['answer', 'of', 'words'],
  'meeting-moved': ['day', 'time', 'minutes', 'place', 'link', 'because'],
  'meeting-cancelled': ['because'],
  'meeting-held': ['came', 'words', 'decisions'],
  'meeting-corrected': ['words', 'decisions', 'because'],
  'meeting-minutes': ['words'],
  'action-set': ['what', 'owner', 'due'],
  'action-done': ['words'],
  'action-dropped': ['because'],
}

/**
 * An entry of a case as the family reads it: what happened, in the words of the case's own story, then what of it those do not say.
 * @param all the entries that go with it, so that a signature is told by the name of whoever signed
 */
export function caseCells(entry: Entry, all: readonly Entry[]): readonly Cell[] {
  const { kind, day, at, by, body } = entry
  const { title, words } = entryWords(entry, all)
  const rest = Object.entries(body).filter(([field]) => SAID[kind]?.includes(field) !== true)
  const cells: readonly Cell[] = [
    ['What', title],
    // What was written down on the day itself says that day once, at its end.
    ['Day', schoolTime(at).day === day ? '' : longDay(day)],
    [ABOUT[kind] ?? 'What was written', ownCells(entry) === undefined ? words : ''],
    ...(ownCells(entry) ?? moreOf(entry, all)),
    ...showRow(Object.fromEntries(rest)),
    ['Written down', `${dayAndTime(at)}, by ${by.name}, ${by.position}`],
  ]
  return cells.filter(([, value]) => value !== '')
}

/** What the words of a kind are, where the product put them together and nobody wrote them so. */
const ABOUT: Readonly<Record<string, string>> = {
  'support-offered': 'About it',
  'support-began': 'About it',
  referred: 'About it',
  'action-set': 'Who does it, and by when',
}

/** Kinds that are told field by field, and not by the one line that the story has of them. */
function ownCells(entry: Entry): readonly Cell[] | undefined {
  if (entry.kind === 'assessed') return answerCells(entry.body)
  if (entry.kind === 'plan-drafted') return planCells(entry.body.body)
  if (entry.kind === 'meeting-held' || entry.kind === 'meeting-corrected') {
    const { words, decisions } = entry.body
    return [
      ['What was said', words],
      ['What was decided', decisions.join('; ')],
      ['Why it was corrected', 'because' in entry.body ? entry.body.because : ''],
    ]
  }
  if (entry.kind !== 'meeting-called') return undefined
  const { about, invited, replyBy } = entry.body
  return [
    ['When and where', whenInWords(entry.body)],
    ['What it is about', about],
    ['Who was asked to come', invited.map(named).join('; ')],
    ['An answer was hoped for by', replyBy === null ? '' : longDay(replyBy)],
  ]
}

/** What a kind has beside its words. */
function moreOf(entry: Entry, all: readonly Entry[]): readonly Cell[] {
  switch (entry.kind) {
    case 'support-offered':
    case 'support-unsuitable':
    case 'referred':
      return [['Kind of help', SUPPORT_KIND_NAMES[entry.body.kind]]]
    case 'meeting-answered':
      return [['Who answered', invitedAs(entry.body, all)]]
    case 'meeting-moved':
      return [['When and where', whenInWords(entry.body)]]
    case 'plan-reviewed':
      return reviewCells(entry.body, all)
    default:
      return []
  }
}

const ANSWERED = { screen: 'On a screen at school', paper: 'On paper', 'family page': 'On the family page' } as const

/** The questions in the words in which they were asked, each with its answer. */
function answerCells({ version, who, way, answers, words, declined = [] }: BodyOf<'assessed'>): readonly Cell[] {
  const set = questionSet(version, who)
  const asked = (id: string) =>
    [...(set?.statements ?? []), ...(set?.open ?? [])].find((one) => one.id === id)?.words ?? id
  return [
    ['How', ANSWERED[way]],
    ...answers.map(({ id, level }): Cell => [asked(id), LEVELS[level]]),
    ...declined.map((id): Cell => [asked(id), RATHER_NOT]),
    ...words.map(({ id, text }): Cell => [asked(id), `“${text}”`]),
  ]
}

function planCells(plan: BodyOf<'plan-drafted'>['body']): readonly Cell[] {
  const { first, last, parties, adjustments, reviews, steps, childWords, noWords } = plan
  return [
    ['What it is for', plan.aim],
    ['From and until', `${longDay(first)} to ${longDay(last)}`],
    ['What is to be reached', targetWords(plan)],
    ['In the child’s own words', childWords],
    ['Why there are none of the child’s words', noWords],
    ...parties.map(
      ({ name, role, duties, signs }): Cell => [
        `${name} (${ROLE_NAMES[role].toLowerCase()})`,
        duties.map(({ words }) => words).join('; ') || (signs ? 'Signs it' : 'Named in it'),
      ],
    ),
    ['What the school does differently', adjustments.join('; ')],
    ...steps.map(
      (step): Cell => [`${longDay(step.first)} to ${longDay(step.last)}`, `${step.words}. Comes: ${comesWords(step)}`],
    ),
    ['Looked at on', reviews.map((day) => longDay(day)).join('; ')],
    ['On arrival', plan.arrival],
    ['An adult the child trusts', plan.safeAdult],
    ['What helps', plan.helps],
    ['What to avoid', plan.avoid],
  ]
}

/** What a review found of each part, by the words that the plan gives it. */
function reviewCells(
  { planId, version, duties, steps }: BodyOf<'plan-reviewed'>,
  all: readonly Entry[],
): readonly Cell[] {
  const plan = all.flatMap((one) =>
    one.kind === 'plan-drafted' && one.body.planId === planId && one.body.version === version ? [one.body.body] : [],
  )[0]
  const dutyOf = (id: string) => plan?.parties.flatMap((one) => one.duties).find((one) => one.id === id)?.words
  const stepOf = (id: string) => plan?.steps.find((one) => one.id === id)?.words
  return [
    ...duties.map(
      (one): Cell => [dutyOf(one.dutyId) ?? 'A part of the plan', [one.kept, one.words].filter(Boolean).join(': ')],
    ),
    ...steps.map((one): Cell => [stepOf(one.stepId) ?? 'A step of the plan', `went: ${one.went}`]),
  ]
}

function invitedAs({ meetingId, of }: BodyOf<'meeting-answered'>, all: readonly Entry[]): string {
  const invited = all.flatMap((one) =>
    one.kind === 'meeting-called' && one.body.meetingId === meetingId ? one.body.invited : [],
  )
  const who = invited.find(({ id }) => id === of)
  return who === undefined ? '' : named(who)
}

function named({ name, as }: { readonly name: string; readonly as: string }): string {
  return as === '' ? name : `${name} (${as})`
}

/** A row of `casework.entry` as the entry that it is: its body was checked when it was written. */
export function entryOf(row: Readonly<Record<string, unknown>>, restricted: boolean): Entry {
  const { kind, day, body, number, by_name: name, by_position: position } = row
  return { kind, day: day as Day, body, number, at: row.at, by: { name, position }, restricted } as Entry
}
