import { sql } from 'kysely'
import { type Duty, type DutyAsked, type DutyRule, dutyKey } from '../../duties/contract.ts'
import { reachOf } from '../../identity/contract.ts'
import { rolesAtPlace } from '../../identity/index.ts'
import type { Day } from '../../kernel/day.ts'
import type { PersonId, PupilId } from '../../kernel/ids.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import { unread } from '../../law/citation.ts'
import { kept, many, type Tx } from '../../platform/database/database.ts'
import type { CaseFacts } from '../rules/cases/case-facts.ts'
import { heldInWords } from '../rules/plans/plan-questions.ts'
import { planOf } from '../rules/plans/plans-of.ts'
import { casePage } from './case-duties.ts'

const RULE = 'casework.disclosure'

/** The one thing that restricted entries ask for: nobody without the right to read them knows of it, so it is in none of their lists and counts. */
export const DISCLOSURE_RULES: readonly DutyRule[] = [
  {
    id: RULE,
    title: 'Read what somebody wrote about a child’s safety, and act on it',
    source: unread('Keeping children safe in education, part one: a concern is acted on immediately'),
    sourceKind: 'guidance',
    owner: 'dsl',
    clock: null,
    consequence: 'A child or a parent has spoken, and nobody has heard it.',
    ends: 'facts',
    needs: 'casework.restricted',
    first: true,
  },
]

interface Told {
  readonly caseId: string
  readonly pupilId: PupilId
  readonly number: number
  readonly kind: string
  readonly at: Moment
  readonly by: string
  readonly fromFamily: boolean
  /** What a child answered on a screen that a member of staff gave them, who has not seen it. */
  readonly fromChild: boolean
  /** The plan that a parent asked about. */
  readonly planId: string | null
}

/**
 * What a family or a colleague wrote for those alone who look after safety, until one of these has written down, as a restricted note that names it
 * (or a contact after it), what was done, or whoever gave a child the screen said that
 * the answers are not about safety: `unanswered` in SQL. Of closed cases and of children who have left too: what was said does not become untrue.
 */
export async function disclosureDuties(
  tx: Tx,
  { schoolId, today }: Pick<DutyAsked, 'schoolId' | 'today'>,
  cases: CaseFacts['cases'],
): Promise<readonly Duty[]> {
  const told = await many(
    tx,
    // By number, not by moment: of two in one millisecond the later one is still to be read.
    sql<Told>`${kept}
      select case_id as "caseId", pupil_id as "pupilId", number, kind, at, by,
        coalesce(body ->> 'way' = 'family page', false) as "fromFamily",
        kind = 'assessed' and body ->> 'way' = 'screen' and body ->> 'who' = 'pupil' as "fromChild",
        case when kind = 'plan-asked' then body ->> 'planId' end as "planId"
      from casework.restricted_entry told join casework.case_file using (school_id, case_id)
      where school_id = ${schoolId} and kind not in ('note', 'contact') and not exists (
        select from casework.restricted_entry done
        where done.school_id = told.school_id and done.case_id = told.case_id
          and done.kind in ('note', 'contact') and done.number > told.number
          and (not done.body ? 'answers' or done.body -> 'answers' @> to_jsonb(told.number)))
        and not (told.kind = 'assessed' and exists (
          select from casework.entry open
          where open.school_id = told.school_id and open.case_id = told.case_id
            and open.kind = 'assessed' and open.body ->> 'assessmentId' = told.body ->> 'assessmentId'))
      order by at, case_id, number`,
  )
  if (told.length === 0) return []
  const held = await rolesAtPlace(tx, schoolId)
  const readers = new Set(
    held.filter(({ role }) => reachOf([role], 'casework.restricted') === 'all').map(({ personId }) => personId),
  )
  // Who may read restricted entries has read what they wrote themselves.
  return told
    .filter(({ by, fromFamily, fromChild }) => fromFamily || fromChild || !readers.has(by))
    .map((one) => duty(one, { readers, held: heldBy(one, { cases, today }) }))
}

/** That a plan waits on it, where it is about one that is out to be signed. */
function heldBy({ caseId, planId }: Told, of: { cases: CaseFacts['cases']; today: Day }): string | undefined {
  const file = of.cases.find((one) => one.caseId === caseId)
  const plan = file && planId !== null ? planOf(file.entries, planId, of.today) : undefined
  return plan && file?.state.status === 'open' ? heldInWords(plan) : undefined
}

function duty(
  { caseId, pupilId, number, at, fromFamily, fromChild }: Told,
  { readers, held }: { readonly readers: ReadonlySet<string>; readonly held: string | undefined },
): Duty {
  const subject = { kind: 'pupil', id: pupilId } as const
  const from = schoolTime(at)
  const words = fromFamily
    ? 'A parent wrote on the family page, for those alone who keep children safe'
    : fromChild
      ? 'A child answered on a screen what makes school hard, and nobody has said that it is not about safety'
      : 'A colleague wrote down something about the child’s safety'
  const how = 'Read it in the case, then write there what was done, as a restricted note about it: that ends this'
  return {
    key: dutyKey(RULE, subject, caseId, String(number)),
    rule: RULE,
    subject,
    because: [
      { day: from.day, half: null, code: null, words },
      ...(held === undefined ? [] : [{ day: null, half: null, code: null, words: held }]),
      { day: null, half: null, code: null, words: how },
    ],
    from,
    due: { kind: 'by', day: from.day, time: null },
    actions: [{ ...casePage({ caseId }), label: 'Read it in the case' }],
    order: -1,
    // Head and safeguarding lead alike: whoever is in school reads it today.
    ...(readers.size === 0 ? {} : { people: [...readers] as PersonId[] }),
  }
}
