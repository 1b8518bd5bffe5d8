import { actsAbout } from '../../absence/index.ts'
import { addDays, type Day } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { messagesAbout, templatesOf } from '../../messaging/index.ts'
import type { Context } from '../../platform/http/use-case.ts'
import type { Entry } from '../contract/entry.ts'
import type { Happening } from '../contract/shapes.ts'
import { entryWords } from '../rules/cases/entry-words.ts'
import type { CaseFile } from './store.ts'

/** What led to a case belongs to its story: so many days before it was opened. */
const BEFORE = 42

/** Everything that happened about the child since shortly before the case was opened, newest first, as far as the caller may know it. */
export async function whatHappened(
  context: Context,
  { schoolId, pupilId, entries, opened }: CaseFile & { readonly schoolId: SchoolId; readonly opened: Day },
): Promise<readonly Happening[]> {
  const span = { schoolId, from: addDays(opened, -BEFORE), to: schoolTime(context.now).day }
  const acts = await actsAbout(context, { ...span, pupilId })
  const happened: readonly Happening[] = [
    ...entries.map((entry) => happeningOf(entry, entries)),
    ...(await messagesTold(context, { ...span, pupilId })),
    ...acts.map(
      ({ id, day, at, what, words, by }): Happening => ({
        ...{ id: `morning-${id}-${at}`, of: 'morning', day, at, title: what, words },
        by: named(by),
        restricted: false,
      }),
    ),
  ]
  // Of the same moment, what was written later stands higher.
  return happened.toReversed().sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0))
}

function named({ name, position }: { readonly name: string; readonly position: string }): string {
  return `${name}, ${position}`
}

function happeningOf(entry: Entry, all: readonly Entry[]): Happening {
  const { number, day, at, by, restricted } = entry
  const id = `${restricted ? 'restricted' : 'case'}-${number}`
  return { id, of: 'case', day, at, ...entryWords(entry, all), by: named(by), restricted }
}

const CHANNELS = { text: 'Text', email: 'E-mail', letter: 'Letter' } as const

async function messagesTold(context: Context, of: Parameters<typeof actsAbout>[1]): Promise<readonly Happening[]> {
  if (context.may('messages.view') !== 'all') return []
  const { schoolId, pupilId } = of
  const messages = await messagesAbout(context.tx, { ...of, pupilIds: [pupilId] })
  if (messages.length === 0) return []
  const names = new Map((await templatesOf(context.tx, schoolId)).map(({ key, name }) => [key, name]))
  return messages.map((one) => ({
    id: `message-${one.messageId}`,
    of: 'message',
    day: one.day,
    at: one.at,
    title: `${CHANNELS[one.channel]} to ${one.contactName}: ${names.get(one.templateKey) ?? one.templateKey}`,
    words: STATES[one.state],
    by: named({ name: one.byName, position: one.byPosition }),
    restricted: false,
  }))
}

const STATES: Readonly<Record<Awaited<ReturnType<typeof messagesAbout>>[number]['state'], string>> = {
  waiting: 'Waits to be sent',
  'by-hand': 'Waits for a person to send it',
  'to-print': 'Waits to be printed and posted',
  unsure: 'May have gone',
  sent: 'Sent',
  delivered: 'Arrived',
  failed: 'Did not arrive',
  withdrawn: 'Taken back before it went',
  merged: 'Joined with a brother’s or sister’s',
  lapsed: 'Not sent: the day was over',
}
