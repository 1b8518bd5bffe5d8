import { ENGLISH, languageName, languageOf } from './languages.ts'
import { oneEmail, oneNumber, takesTexts } from './phone.ts'
import type { Channel, ReachableContact, Template, TemplateText } from './shapes.ts'

/** What a contact chose; null where they chose nothing. */
export interface Choice {
  readonly language: string | null
  readonly channel: Channel | null
}

/** By which channel, to which number or address and in which words a message goes. */
export interface Way {
  readonly text: TemplateText
  readonly channel: Channel
  /** Null for a letter. */
  readonly address: string | null
  /** What a person should know: that English goes because a translation waits, or another channel than was chosen. */
  readonly notes: readonly string[]
}

const USUAL_ORDER: readonly Channel[] = ['text', 'email', 'letter']

/**
 * The way that suits a contact: the channel they chose if the template has it and they can be reached by it, then text, e-mail and letter in
 * this order; numbers and addresses that failed are passed over. In their language if that wording has been checked, else in English.
 * @param around.failed numbers and addresses (as `oneNumber` and `oneEmail` spell them) that a service said do not work.
 * @param around.only the one channel that was asked for, if any.
 */
export function chooseWay(
  template: Pick<Template, 'texts'>,
  contact: ReachableContact,
  around: {
    readonly choice: Choice | undefined
    readonly failed: ReadonlySet<string>
    readonly only?: Channel | undefined
  },
): Way | undefined {
  const { choice, only } = around
  const wanted = choice?.channel ?? undefined
  const inOrder = only === undefined ? [...new Set([...(wanted ? [wanted] : []), ...USUAL_ORDER])] : [only]
  for (const channel of inOrder) {
    const address = addressFor(channel, contact, around.failed)
    const text = wordingFor(template.texts, channel, choice?.language ?? languageOf(contact.language) ?? ENGLISH)
    if (address === undefined || text === undefined) continue
    const other =
      wanted !== undefined && wanted !== channel ? [`Chosen was ${WORDS[wanted]}, which this cannot go by.`] : []
    return { channel, address, text: text.wording, notes: [...other, ...text.notes] }
  }
  return undefined
}

const WORDS: Readonly<Record<Channel, string>> = { text: 'text message', email: 'e-mail', letter: 'letter' }

function addressFor(
  channel: Channel,
  contact: ReachableContact,
  failed: ReadonlySet<string>,
): string | null | undefined {
  if (channel === 'letter') return null
  if (channel === 'email') {
    const email = contact.email === null ? undefined : oneEmail(contact.email)
    return email === undefined || email === '' || failed.has(email) ? undefined : email
  }
  const mobilesFirst = [...contact.phones].sort(
    (one, other) => Number(other.kind === 'mobile') - Number(one.kind === 'mobile'),
  )
  return mobilesFirst
    .filter(({ number }) => takesTexts(number))
    .map(({ number }) => oneNumber(number))
    .find((number) => number !== undefined && !failed.has(number))
}

function wordingFor(texts: readonly TemplateText[], channel: Channel, language: string) {
  const own = texts.find((one) => one.channel === channel && one.language === language)
  if (own !== undefined && (own.checkedBy !== null || language === ENGLISH)) return { wording: own, notes: [] }
  const english = texts.find((one) => one.channel === channel && one.language === ENGLISH)
  if (english === undefined) return undefined
  const why = own === undefined ? 'there is no wording in it' : 'nobody has checked its wording yet'
  return { wording: english, notes: [`In English: the family reads ${languageName(language)}, and ${why}.`] }
}
