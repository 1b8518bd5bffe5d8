import { type Day, daysBetween } from '../../kernel/day.ts'
import { firstDayOf, schoolYearOf } from '../../kernel/school-year.ts'
import type { SessionIndex } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { enrolmentFigures, findSchoolPatterns as patternsAsked } from '../../measures/contract.ts'
import { findSchoolPatterns, sumsOfPupils } from '../../measures/index.ts'
import { messagesAbout } from '../../messaging/index.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { pupilsOnRoll } from '../../roll/index.ts'
import { missedOf } from '../../weekly/contract.ts'
import { entriesOf } from '../contract/entry.ts'
import {
  BARRIERS,
  FORM_NAMES,
  type Meeting,
  meetingsOf,
  openActions,
  openBarriers,
  plansOf,
  stateWords,
  supportOf,
} from '../contract.ts'
import { entryWords } from '../rules/cases/entry-words.ts'
import type { AgendaFacts } from '../rules/meetings/agenda.ts'
import type { LoadedCase } from './load-case.ts'

/**
 * What a meeting about a child has to talk about, from what the school knows. Never anything restricted, whoever asks: others sit at the table.
 * @param patterns whether to look for patterns: they are found over the whole school, and families are not told of them
 */
export async function readAgenda(
  context: Context,
  { file, meeting, patterns }: { file: LoadedCase; meeting: Meeting; patterns: boolean },
): Promise<AgendaFacts> {
  const { tx, now } = context
  const { schoolId, pupilId } = file
  const today = schoolTime(now).day
  const entries = file.entries.filter(({ restricted }) => !restricted)
  const [pupil] = await pupilsOnRoll(tx, { schoolId, day: today, pupilIds: [pupilId] })
  const last = meetingsOf(entries)
    .filter(({ state, meetingId }) => state === 'held' && meetingId !== meeting.meetingId)
    .map(({ day }) => day)
    .toSorted()
    .at(-1)
  return {
    name: pupil?.preferredName ?? 'the child',
    today,
    about: meeting.about,
    openActions: openActions(entries),
    ...(await readSessions(context, file)),
    patterns: patterns ? await readPatterns(context, file) : [],
    barriers: openBarriers(entries).map(({ kind, words }) => `${BARRIERS[kind].title}: “${words}”`),
    offered: offeredIn(entries, today),
    since: { day: last ?? null, lines: await readSince(context, file, last ?? firstDayOf(schoolYearOf(today))) },
  }
}

async function readSessions({ tx, now }: Context, { schoolId, pupilId }: LoadedCase) {
  const year = schoolYearOf(schoolTime(now).day)
  const { facts, until } = await sumsOfPupils(tx, { schoolId, year, now, pupilIds: [pupilId] })
  const [enrolled] = facts.enrolled
  if (enrolled === undefined || until < 0) return { sessions: null, missed: [] }
  const figures = enrolmentFigures(enrolled, { from: 0 as SessionIndex, to: until as SessionIndex })
  const { attended, possible, absent, late } = figures.sessions
  return {
    sessions: possible === 0 ? null : { attended, possible, absent, late },
    missed: missedOf(figures).map(({ words }) => ({ words })),
  }
}

async function readPatterns(context: Context, { schoolId, pupilId }: LoadedCase): Promise<readonly string[]> {
  // What is looked through is one pupil's own meeting; the audit row is the meeting's.
  const asked = await findSchoolPatterns(
    { ...context, audit: () => undefined },
    { params: { schoolId }, query: patternsAsked.schema.querystring.parse({}), body: undefined },
  )
  if (!asked.ok) return []
  return asked.value.patterns.filter(({ pupil }) => pupil?.id === pupilId).map(({ words }) => words)
}

function offeredIn(entries: LoadedCase['entries'], today: Day): AgendaFacts['offered'] {
  const { offers, referrals } = supportOf(entries)
  return [
    ...offers.map(({ title, state, last }) => ({
      title,
      state: OFFER_WORDS[state],
      day: last,
      running: state === 'accepted' || state === 'running',
    })),
    ...referrals.map((one) => ({ title: `Referral: ${one.service}`, state: one.state, day: one.last, running: false })),
    ...plansOf(entries, today)
      .filter(({ state }) => state !== 'drafted')
      .map((plan) => ({
        title: FORM_NAMES[plan.form],
        state: stateWords(plan).replace(/\.$/, ''),
        day: plan.latest.offered ?? plan.latest.drafted,
        running: plan.standing !== null,
      })),
  ]
}

const OFFER_WORDS = {
  offered: 'offered, not answered yet',
  accepted: 'accepted, not begun yet',
  refused: 'offered and not wanted',
  running: 'running',
  ended: 'ended',
  unsuitable: 'did not suit',
} as const

/** Contacts of the case and messages to the family, from a day on. */
async function readSince({ tx, now }: Context, { schoolId, pupilId, entries }: LoadedCase, from: Day) {
  const to = schoolTime(now).day
  const contacts = entriesOf(entries, 'contact')
    .filter(({ day, restricted }) => day >= from && !restricted)
    .map((entry) => ({ day: entry.day, words: entryWords(entry).title }))
  const messages = await messagesAbout(tx, { schoolId, pupilIds: [pupilId], from, to })
  const sent = messages
    .filter(({ state, templateKey }) => GONE.includes(state) && templateKey !== 'family-link')
    .map(({ day, channel, contactName, subject }) => ({
      day,
      words: `${CHANNEL_WORDS[channel]} to ${contactName}${subject === '' ? '' : `: ${subject}`}`,
    }))
  return [...contacts, ...sent].filter(({ day }) => daysBetween(day, to) >= 0)
}

const GONE: readonly string[] = ['sent', 'delivered']
const CHANNEL_WORDS = { text: 'Text', email: 'E-mail', letter: 'Letter' } as const
