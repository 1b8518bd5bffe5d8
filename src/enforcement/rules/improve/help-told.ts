import { plansOf, supportEvidence } from '../../../casework/contract.ts'
import { type Day, fullDay } from '../../../kernel/day.ts'
import { type Reading, whomOffered } from './offered-to.ts'

type Support = EvidenceOfSupport['supports'][number]
type EvidenceOfSupport = ReturnType<typeof supportEvidence>
type Entries = Parameters<typeof supportEvidence>[0]

/** Help that is for the child, whoever was asked about it; of any other kind, what was offered to one adult may be about that adult alone. */
const FOR_THE_CHILD: ReadonlySet<Support['kind']> = new Set([
  ...(['assessment', 'plan', 'passport', 'pastoral', 'adjustments', 'phased-return', 'wellbeing', 'health'] as const),
  ...(['send', 'mentoring', 'clubs', 'transport'] as const),
])

/**
 * The help a case holds, in sentences to the parent who reads the notice: what was offered, to whom and when, and that it runs where it does. What
 * somebody answered is not repeated. Help for the child is told to every parent; what is about another adult alone is not.
 */
export function helpTold(
  entries: Entries,
  { today, ...reading }: Reading & { readonly today: Day },
): readonly string[] {
  const { supports: offers, referrals } = supportEvidence(entries)
  const supports = offers.flatMap(({ title, kind, offered, to, state, began }) => {
    const named = whomOffered(to, reading)
    const whom = named === 'another' && FOR_THE_CHILD.has(kind) ? 'child' : named
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
  // Only of whoever agreed to it: what another adult agreed to may be about them.
  const asked = referrals.flatMap(({ service, sent, consent }) =>
    whomOffered(consent, reading) === 'reader'
      ? [`On ${fullDay(sent)} we asked ${inSentence(service)} for help, as you agreed.`]
      : [],
  )
  return [...supports, ...asked, ...plans]
}

/** Whether the case holds any help at all, whoever it was for: where it does, nobody reads that there was none. */
export function holdsHelp(entries: Entries, today: Day): boolean {
  const { supports, referrals } = supportEvidence(entries)
  return (
    referrals.length > 0 ||
    supports.some(({ offered }) => offered !== null) ||
    plansOf(entries, today).some(({ latest }) => latest.offered !== null)
  )
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
