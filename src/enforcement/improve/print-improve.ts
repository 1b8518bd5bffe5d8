import { fileURLToPath } from 'node:url'
import { type Day, longDay } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import { notAllowed, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { typesetter } from '../../platform/papers/typeset.ts'
import { contactPeople, namesOnRoll, schoolOf } from '../../roll/index.ts'
import { type EventBody, lastOf } from '../contract/event.ts'
import type * as contract from '../contract.ts'
import { addressLines } from '../gate/address-lines.ts'
import { chosenParent, parentsOf } from '../gate/parents-of.ts'
import { CONTENT_HEADINGS, CONTENT_NAMES } from '../rules/improve/contents.ts'
import { noticeState } from '../rules/improve/notice-state.ts'
import { readImprove } from './load-improve.ts'

const setPaper = typesetter(fileURLToPath(new URL('../papers/', import.meta.url)))

/** The notice as it is given to the parent, from the person who sent it; a draft says that it is one. */
export const printImprove: UseCase<typeof contract.printImprove> = async (context, { params }) => {
  const { tx, now } = context
  const { schoolId } = params
  const thread = await readImprove(tx, params)
  const today = schoolTime(now).day
  const is = thread === undefined ? undefined : noticeState(thread.events, today)
  if (thread === undefined || is === undefined || thread.contactId === null) return notAllowed()
  const { pupilId, contactId } = thread
  context.audit({ subject: pupilId })
  if (is.state === 'draft') {
    const parents = await parentsOf(tx, { schoolId, pupilId, today })
    const parent = chosenParent(parents, { contactId, why: is.told.whyParent, told: true })
    if (!parent.ok) return parent
  }
  const sent = lastOf(thread.events, 'improve-sent')
  const content = await noticePaper(context, {
    ...{ schoolId, pupilId, contactId, told: is.told, day: is.sentOn ?? today, draft: is.state === 'draft' },
    // Whoever sends it signs it: the head, or who acts for them on that day.
    signed: sent === undefined ? null : { name: sent.by.name, position: sent.by.position },
  })
  return content === undefined ? notAllowed() : success({ type: 'application/pdf', fileName: NOTICE_FILE, content })
}

export const NOTICE_FILE = 'notice-to-improve.pdf'

/** The pages of a notice: to be printed, and to go with the e-mail that has its words. Undefined where there is no such school. */
export async function noticePaper(
  context: Context,
  of: {
    readonly schoolId: SchoolId
    readonly pupilId: PupilId
    readonly contactId: ContactId
    readonly told: EventBody<'improve-drafted'>
    readonly day: Day
    readonly draft: boolean
    readonly signed: { readonly name: string; readonly position: string } | null
    /** It goes with an e-mail: a mailbox is shared, or known to somebody who must not know where they live, more often than a letter box. */
    readonly byEmail?: true
  },
): Promise<(() => Uint8Array) | undefined> {
  const { schoolId, pupilId, contactId, told } = of
  const school = await schoolOf(context.tx, schoolId)
  if (school === undefined) return undefined
  const child = (await namesOnRoll(context.tx, { schoolId, ids: [pupilId] })).get(pupilId) ?? ''
  const { lines, town, postcode } = school.address
  const data = {
    title: `Notice to improve: ${child}`,
    school: {
      name: school.name,
      address: [...lines, `${town} ${postcode}`.trim()].filter((line) => line !== ''),
      telephone: school.telephone,
    },
    to: await addressee(context, { schoolId, pupilId, contactId }, of.byEmail === true),
    child,
    day: longDay(of.day),
    draft: of.draft,
    signed: of.signed,
    facts: [
      { name: 'Begins', value: longDay(told.first) },
      { name: 'Ends', value: longDay(told.last) },
      { name: 'Length', value: `${told.weeks} school weeks, ${told.target.possible} half days` },
      { name: 'Enough is', value: `at least ${told.target.attended} of ${told.target.possible} half days in school` },
    ],
    sections: CONTENT_NAMES.map((name) => ({ heading: CONTENT_HEADINGS[name], words: told.contents[name] })),
    footer: `${school.name}, ${school.telephone}`,
  }
  return () => setPaper('notice-to-improve', data)
}

/** Name and address as on an envelope, but no address with an e-mail; and the name after "Dear". */
async function addressee(context: Context, of: Parameters<typeof addressLines>[1], byEmail: boolean) {
  const [one] = await contactPeople(context.tx, { schoolId: of.schoolId, contactIds: [of.contactId] })
  const { title = '', forenames = '', surname = '' } = one ?? {}
  const name = `${title} ${fullName(forenames, surname)}`.trim()
  const address = byEmail ? [] : await addressLines(context, of)
  return {
    name,
    dear: title === '' || surname === '' ? name : `${title} ${surname}`,
    lines: address === 'hidden' ? ['Their address is confidential: it is added by hand'] : address,
  }
}
