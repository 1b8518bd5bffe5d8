import { actsAbout, actsOf, type KeptAct } from '../../absence/index.ts'
import { entriesOf } from '../../casework/contract.ts'
import type { CaseFile } from '../../casework/index.ts'
import { type Day, shortDay } from '../../kernel/day.ts'
import { whomOffered } from '../rules/improve/offered-to.ts'
import type { PackSection } from '../rules/pack/section.ts'
import { type About, section } from './about.ts'
import { momentWords } from './letters-section.ts'

/** As nobody who may see numbers or what is sensitive: neither belongs in here. */
const WITHOUT_NUMBERS = (action: string) => (action === 'absence.view' ? ('all' as const) : undefined)

/** Calls, visits and conversations. Not those with other adults, and nothing that was handed to police, social care or a safeguarding lead. */
export async function contactsSection(
  about: About,
  { files, child }: { readonly files: readonly CaseFile[]; readonly child: string },
): Promise<PackSection> {
  const { tx, schoolId, pupilId, contactId, from, to, adults } = about
  const of = { schoolId, from, to }
  const acts = await actsOf(tx, { ...of, pupilIds: [pupilId] })
  const ours = new Set(acts.filter((act) => isOfParent(act, contactId)).map(({ id, at }) => `${id} ${at}`))
  const shown = await actsAbout({ tx, may: WITHOUT_NUMBERS }, { ...of, pupilId })
  const morning = shown
    .filter(({ id, at }) => ours.has(`${id} ${at}`))
    .map(({ id, day, at, what, words, by }) => ({ id: `${id} ${at}`, day, at, what, words, by }))
  const reading = { parent: contactId, adults: adults.map((one) => ({ ...one, id: one.contactId })), child }
  const written = files.flatMap(({ caseId, entries }) =>
    entriesOf(entries, 'contact')
      .filter(({ day, restricted }) => !restricted && day >= from && day <= to)
      .map((one) => ({ ...one, caseId, isOfAnother: whomOffered(one.body.with, reading) === 'another' })),
  )
  const inCases = written
    .filter(({ isOfAnother }) => !isOfAnother)
    .map(({ caseId, number, day, at, by, body }) => ({
      ...{ id: `${caseId} ${number}`, day, at, by },
      what: `${body.reached ? 'Spoke with' : 'Tried to reach'} ${body.with}: ${body.way}`,
      words: body.words,
    }))
  const left =
    written.filter(({ isOfAnother }) => isOfAnother).length +
    acts.filter((act) => act.kind === 'attempt' && act.whom === 'contact' && act.contactId !== contactId).length
  return section({
    id: 'contacts',
    title: 'Contact log',
    intro: [
      'Calls to this parent, home visits, and contacts written down in the child’s case, but for those with other adults of the child. Telephone numbers are left out.',
      ...(left === 0
        ? []
        : [
            `${left === 1 ? 'One call or conversation' : `${left} calls or conversations`} with other adults of the child ${left === 1 ? 'is' : 'are'} not here.`,
          ]),
    ],
    columns: ['Day', 'What was done', 'What was said', 'Written down'],
    widths: [2, 4, 6, 4],
    free: [1, 2],
    lines: [...morning, ...inCases].toSorted(inOrder).map(({ id, day, at, what, words, by }) => ({
      id,
      cells: [shortDay(day), what, words, `${momentWords(at)}, by ${by.name}, ${by.position}`],
      text: '',
    })),
  })
}

function isOfParent(act: KeptAct, contactId: string): boolean {
  if (act.kind === 'attempt') return act.whom === 'contact' && act.contactId === contactId
  return act.kind !== 'handed-over'
}

function inOrder(one: { day: Day; at: string }, other: { day: Day; at: string }): number {
  return `${one.day} ${one.at}` < `${other.day} ${other.at}` ? -1 : 1
}
