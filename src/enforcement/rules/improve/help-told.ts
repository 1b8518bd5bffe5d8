import { plansOf, supportEvidence } from '../../../casework/contract.ts'
import { type Day, fullDay } from '../../../kernel/day.ts'
import { type Reading, whomOffered } from './offered-to.ts'

type Entries = Parameters<typeof supportEvidence>[0]

/**
 * The help a case holds, in sentences to the parent who reads the notice: what was offered, to whom and when, and that it runs where it does. What
 * somebody answered is not repeated, and what was another parent's alone is not told.
 */
export function helpTold(
  entries: Entries,
  { today, ...reading }: Reading & { readonly today: Day },
): readonly string[] {
  const supports = supportEvidence(entries).supports.flatMap(({ title, offered, to, state, began }) => {
    const whom = whomOffered(to, reading)
    if (offered === null || whom === 'another') return []
    return [`${offer(offered, wordOf(whom, reading), inSentence(title))}${state === 'running' ? runs(began) : ''}`]
  })
  const plans = plansOf(entries, today).flatMap(({ form, latest: { offered, body } }) => {
    const parents = body.parties.flatMap(({ role, contactId }) =>
      role === 'parent' && contactId !== null ? contactId : [],
    )
    // A plan with the other parent alone is theirs.
    if (offered === null || (parents.length > 0 && !parents.some((id) => id === reading.parent))) return []
    const you = parents.length > 0 ? 'you' : ''
    return [offer(offered, you, `${/^[aeiou]/.test(form) ? 'an' : 'a'} ${form}`)]
  })
  return [...supports, ...plans]
}

function offer(on: Day, whom: string, what: string): string {
  return `On ${fullDay(on)} we offered ${whom === '' ? '' : `${whom} `}${what}.`
}

function wordOf(whom: ReturnType<typeof whomOffered>, { child }: Reading): string {
  if (whom === 'reader') return 'you'
  return whom === 'child' ? child : ''
}

function runs(began: Day | null): string {
  return began === null ? ' It goes on now.' : ` It has run since ${fullDay(began)}.`
}

/** What is called “A mentor” in a list, within a sentence; a name such as “Early Help Hub” stays one. */
function inSentence(title: string): string {
  const [first = '', second = ''] = title.split(' ')
  const isName = !['A', 'An', 'The'].includes(first) && (/^\p{Lu}/u.test(second) || /\p{Lu}/u.test(first.slice(1)))
  return isName ? title : `${title.charAt(0).toLowerCase()}${title.slice(1)}`
}
