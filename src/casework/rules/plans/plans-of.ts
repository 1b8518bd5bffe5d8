import type { Day } from '../../../kernel/day.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'
import type { PlanBody, PlanForm, PlanParty, SigningWay } from '../../contract/entries/plans.ts'
import type { BodyOf, Entry } from '../../contract/entry.ts'

/** One party's answer to one version. */
export interface Signature {
  readonly party: string
  readonly way: SigningWay
  readonly words: string
  readonly day: Day
  readonly at: Moment
  readonly by: { readonly name: string; readonly position: string }
}

export interface PlanVersion {
  readonly version: number
  readonly body: PlanBody
  readonly drafted: Day
  /** Null while it is a draft, which nobody outside the school sees. */
  readonly offered: Day | null
  /** The last answer of each party. */
  readonly signatures: readonly Signature[]
}

export type PlanReview = BodyOf<'plan-reviewed'> & { readonly day: Day; readonly by: Signature['by'] }

export type PlanState = 'drafted' | 'waiting for signatures' | 'in force' | 'under review' | 'ended'

/** A plan as its entries make it on a day. Nothing of it is stored. */
export interface Plan {
  readonly planId: string
  readonly form: PlanForm
  /** At least one, the first first. */
  readonly versions: readonly PlanVersion[]
  readonly latest: PlanVersion
  readonly state: PlanState
  /**
   * The version that holds now: signed by everybody who signs it, neither ended nor past its last day. A newer one may wait; one that was
   * signed before it begins takes the place of the older on its first day, so that no day in between is without.
   */
  readonly standing: PlanVersion | null
  readonly reviews: readonly PlanReview[]
  /** The next day on which what stands is looked at; null where none is left. */
  readonly nextReview: Day | null
  /** How somebody said that it ended; null where it has not, ran to its last day, or another plan of its form took its place. */
  readonly ended: {
    readonly day: Day
    readonly outcome: BodyOf<'plan-ended'>['outcome']
    readonly words: string
  } | null
  readonly replaced: boolean
  /** The first version that everybody signed; null where none was. */
  readonly firstSigned: number | null
  /** The last day on which it held or will hold, as far as is known now. */
  readonly until: Day
}

interface Kept {
  readonly planId: string
  readonly form: PlanForm
  readonly versions: readonly PlanVersion[]
  /** The versions that everybody signed, in the order in which they did, and the first of them. */
  readonly signed: readonly number[]
  readonly firstSigned: number | null
  readonly reviews: readonly PlanReview[]
  readonly ended: Plan['ended']
  readonly replaced: boolean
}

/**
 * The plans of a case on a day, the first drafted first. What could not have happened counts for nothing: a signature of a version that is
 * not the latest or was not put forward, of somebody who does not sign it or has signed it; a version of a plan that has ended.
 */
export function plansOf(entries: readonly Entry[], today: Day): readonly Plan[] {
  let plans: readonly Kept[] = []
  for (const entry of entries) {
    if (!entry.restricted) plans = after(plans, entry)
  }
  return plans.flatMap((kept) => planOn(kept, today) ?? [])
}

/** One plan, or undefined where the case has none of that id. */
export function planOf(entries: readonly Entry[], planId: string, today: Day): Plan | undefined {
  return plansOf(entries, today).find((plan) => plan.planId === planId)
}

function after(plans: readonly Kept[], entry: Entry): readonly Kept[] {
  switch (entry.kind) {
    case 'plan-drafted':
      return drafted(plans, entry.body, entry.day)
    case 'plan-offered':
      return changeLatest(plans, entry.body, (latest) =>
        latest.offered === null ? { ...latest, offered: entry.day } : latest,
      )
    case 'plan-signed':
      return signed(plans, entry)
    case 'plan-reviewed':
      return change(plans, entry.body.planId, (plan) =>
        plan.signed.includes(entry.body.version)
          ? { ...plan, reviews: [...plan.reviews, { ...entry.body, day: entry.day, by: entry.by }] }
          : plan,
      )
    case 'plan-ended': {
      const { planId, outcome, words } = entry.body
      return change(plans, planId, (plan) => ({ ...plan, ended: { day: entry.day, outcome, words } }))
    }
    default:
      return plans
  }
}

function drafted(plans: readonly Kept[], of: BodyOf<'plan-drafted'>, day: Day): readonly Kept[] {
  const { planId, form, version, body } = of
  const next: PlanVersion = { version, body, drafted: day, offered: null, signatures: [] }
  if (plans.some((plan) => plan.planId === planId))
    return change(plans, planId, (plan) =>
      plan.form === form && plan.versions.length === version - 1
        ? { ...plan, versions: [...plan.versions, next] }
        : plan,
    )
  if (version !== 1) return plans
  const plan = { planId, form, versions: [next], signed: [], firstSigned: null, reviews: [] }
  return [...plans, { ...plan, ended: null, replaced: false }]
}

/** Changes a plan that has not ended. */
function change(plans: readonly Kept[], planId: string, by: (plan: Kept) => Kept): readonly Kept[] {
  return plans.map((plan) => (plan.planId === planId && plan.ended === null && !plan.replaced ? by(plan) : plan))
}

/** Changes the latest version of a plan, if it is the one meant. */
function changeLatest(
  plans: readonly Kept[],
  of: { readonly planId: string; readonly version: number },
  by: (latest: PlanVersion) => PlanVersion,
): readonly Kept[] {
  return change(plans, of.planId, (plan) => {
    const latest = plan.versions.at(-1)
    if (latest === undefined || latest.version !== of.version) return plan
    return { ...plan, versions: [...plan.versions.slice(0, -1), by(latest)] }
  })
}

function signed(plans: readonly Kept[], { body, day, at, by }: Entry & { kind: 'plan-signed' }): readonly Kept[] {
  const { planId, version, party, way, words } = body
  const answered = changeLatest(plans, body, (latest) =>
    maySign(latest, party)
      ? {
          ...latest,
          signatures: [...latest.signatures.filter((one) => one.party !== party), { party, way, words, day, at, by }],
        }
      : latest,
  )
  const plan = answered.find((one) => one.planId === planId)
  const latest = plan?.versions.at(-1)
  if (plan === undefined || latest?.version !== version || plan.signed.includes(version) || !isSignedByAll(latest))
    return answered
  // Two of one form would say two things about one child: what everybody signed last is what holds.
  return answered.map((one) => {
    if (one.planId === planId)
      return { ...one, signed: [...one.signed, version], firstSigned: one.firstSigned ?? version }
    return one.form === plan.form && one.signed.length > 0 && one.ended === null ? { ...one, replaced: true } : one
  })
}

/** Whether a party can still answer this version: it was put forward, they sign it, and have not signed it. */
export function maySign(version: PlanVersion, party: string): boolean {
  if (version.offered === null) return false
  return waitsFor(version).some(({ id }) => id === party)
}

/** The parties whose signature a version still waits for, those who do not agree among them. */
export function waitsFor({ body, signatures }: PlanVersion): readonly PlanParty[] {
  return body.parties.filter(
    ({ id, signs }) => signs && !signatures.some(({ party, way }) => party === id && way !== 'refused'),
  )
}

/** Those who said that they do not agree with it, and have not signed it since. */
export function refusedBy(version: PlanVersion): readonly Signature[] {
  return version.signatures.filter(({ way }) => way === 'refused')
}

function isSignedByAll(version: PlanVersion): boolean {
  return version.offered !== null && version.body.parties.some(({ signs }) => signs) && waitsFor(version).length === 0
}

function planOn(kept: Kept, today: Day): Plan | undefined {
  const { planId, form, versions, ended, replaced } = kept
  const latest = versions.at(-1)
  if (latest === undefined) return undefined
  const signedVersions = kept.signed.flatMap((signed) => versions.find(({ version }) => version === signed) ?? [])
  const last = signedVersions.at(-1) ?? null
  const isOver = ended !== null || replaced
  const standing = isOver ? null : standingOn(signedVersions, today)
  const reviews = kept.reviews.filter(({ version }) => version === (standing ?? last)?.version)
  const nextReview = standing === null ? null : nextReviewOf(standing, reviews)
  const { last: lastDay } = (last ?? latest).body
  const until = ended !== null && ended.day < lastDay ? ended.day : lastDay
  const { firstSigned } = kept
  const plan = { planId, form, versions, latest, standing, reviews, nextReview, ended, replaced, firstSigned, until }
  if (isOver || (last === latest && standing === null)) return { ...plan, state: 'ended' }
  if (!signedVersions.includes(latest))
    return { ...plan, state: latest.offered === null ? ('drafted' as const) : ('waiting for signatures' as const) }
  return { ...plan, state: nextReview !== null && nextReview <= today ? 'under review' : 'in force' }
}

/** The last version signed that has begun; where none has, the last one signed. Null where that is over. */
function standingOn(signed: readonly PlanVersion[], today: Day): PlanVersion | null {
  const last = signed.at(-1)
  if (last === undefined) return null
  const begun = signed.findLast(({ body }) => body.first <= today)
  if (begun === undefined || begun === last) return today <= last.body.last ? last : null
  return today <= begun.body.last ? begun : last
}

function nextReviewOf({ body }: PlanVersion, reviews: readonly PlanReview[]): Day | null {
  const last = reviews.at(-1)
  if (last !== undefined && last.next !== null) return last.next
  return body.reviews.toSorted().find((day) => last === undefined || day > last.day) ?? null
}

/** Whether what stands is for a day: plans are signed before they begin. */
export function holdsOn(plan: Plan, day: Day): boolean {
  return plan.standing !== null && plan.standing.body.first <= day && day <= plan.standing.body.last
}
