import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/database.ts'
import { namesOnRoll, schoolOf } from '../../roll/index.ts'
import type { ShownMessage } from '../contract/shapes.ts'
import { asSigned } from '../rules/paper/signed.ts'
import { templatesOf } from '../templates/store.ts'
import type { KnownMessage } from './messages-about.ts'

/** The template of links to the family page. */
const SIGN_IN = 'family-link'

/** Messages as screens show them: with the names of children and templates, and why each stands where it does. */
export async function showMessages(
  tx: Tx,
  of: {
    readonly schoolId: SchoolId
    /** Messages whose links may be read: those that a person has yet to send. None where left out. */
    readonly linksOf?: (message: KnownMessage) => boolean
  },
  messages: readonly KnownMessage[],
): Promise<ShownMessage[]> {
  const { schoolId, linksOf } = of
  const ids = [...new Set(messages.flatMap((one) => one.pupilIds))]
  const names = await namesOnRoll(tx, { schoolId, ids })
  const templates = new Map((await templatesOf(tx, schoolId)).map(({ key, name }) => [key, name]))
  const school = messages.some(({ channel }) => channel === 'letter') ? await schoolOf(tx, schoolId) : undefined
  return messages.map((one) => ({
    id: one.messageId,
    contactId: one.contactId,
    contactName: one.contactName,
    pupils: namedPupils(one.pupilIds, names),
    day: one.day,
    template: templates.get(one.templateKey) ?? one.templateKey,
    channel: one.channel,
    language: one.language,
    address: one.address,
    subject: one.subject,
    body: wordsOf({ ...one, body: linksOf?.(one) === true ? one.body : withoutLink(one) }, school?.name ?? ''),
    notes: [...one.notes],
    state: one.state,
    why: wordOf(one.events.at(-1)?.facts),
    at: one.at,
    notBefore: one.notBefore,
    by: { name: one.byName, position: one.byPosition },
    events: one.events.map(({ kind, at, facts, by }) => ({ kind, at, why: wordOf(facts), by })),
  }))
}

/** A letter ends on the screen as it does on paper. */
function wordsOf({ channel, body, byName, byPosition }: KnownMessage, school: string): string {
  return channel === 'letter' ? asSigned(body, { name: byName, position: byPosition }, school) : body
}

export function namedPupils(ids: readonly PupilId[], names: ReadonlyMap<string, string>) {
  return ids.map((id) => ({ id, name: names.get(id) ?? 'A former pupil' }))
}

/** Whether it holds a link that signs somebody in. */
export function isSignIn({ merge, templateKey }: Pick<KnownMessage, 'merge' | 'templateKey'>): boolean {
  return templateKey === SIGN_IN && (merge.link ?? '') !== ''
}

/** A link signs somebody in: once it has gone, it is nobody’s to read here. */
function withoutLink(message: KnownMessage): string {
  const { body, merge } = message
  return isSignIn(message) ? body.replaceAll(merge.link ?? '', '[sign-in link]') : body
}

function wordOf(facts: Readonly<Record<string, unknown>> | undefined): string {
  return typeof facts?.why === 'string' ? facts.why : ''
}
