import { namesOf } from '../identity/index.ts'
import type { PersonId, PupilId } from '../kernel/ids.ts'
import { success } from '../kernel/result.ts'
import { schoolTime } from '../kernel/time-of-day.ts'
import type { Context, UseCase } from '../platform/http/use-case.ts'
import { namesOnRoll } from '../roll/index.ts'
import type * as contract from './contract.ts'
import type { DutyShown, DutySubject } from './contract.ts'
import { type FoundDuties, findDuties } from './find-duties.ts'
import { maySee } from './rules/seeing.ts'
import type { StandingDuty } from './rules/standing.ts'
import { type Showing, showDuty, showLeftOver, showRule } from './show-duty.ts'
import type { DutySource } from './source.ts'
import { type Asking, askingOf } from './viewer-of.ts'

/** More of what has ended nobody reads through; a pupil's page has all of theirs. */
const MOST_ENDED = 100

/** What is due, why, by when, and whose it is: as far as the caller may know. */
export function showWorkList(sources: readonly DutySource[]): UseCase<typeof contract.workList> {
  return async (context, { params, query }) => {
    const { schoolId } = params
    const { tx, now } = context
    const found = await findDuties(tx, { schoolId, now, sources })
    const asking = await askingOf(context, { schoolId, today: schoolTime(now).day })
    const seen = found.standing.filter(({ duty, rule }) => maySee(asking, duty, rule))
    const mine = seen.filter(({ owner }) => asking.isMine(owner))
    const { today } = found.asked
    const chosen = (query.whose === 'mine' ? mine : seen)
      .filter(({ duty }) => query.pupilId === undefined || pupilOf(duty.subject) === query.pupilId)
      .filter((one) => query.due === undefined || isDueToday(one, today))
    const open = chosen.filter(({ ended }) => ended === null)
    const over = chosen.filter(({ ended }) => ended !== null).sort(byEnd)
    const listed = [...open, ...over.slice(0, MOST_ENDED)]
    const showing = await showingOf(context, { found, asking, chosen: listed, schoolId })
    const shown = listed.map((one) => showDuty(one, showing))
    const ended = shown.filter((one) => one.ended !== null)
    const duties = shown.filter((one) => one.ended === null)
    const gone =
      query.whose === 'all' && query.due === undefined ? leftOver(found, { showing, pupilId: query.pupilId }) : []
    const rules = new Set([...shown, ...gone].map(({ rule }) => rule))
    context.audit({
      ...(query.pupilId === undefined ? {} : { subject: query.pupilId }),
      facts: { whose: query.whose, duties: duties.length },
    })
    return success({
      asOf: now,
      today,
      rules: [...found.rules.values()].filter(({ id }) => rules.has(id)).map(showRule),
      duties,
      ended: [...gone, ...ended],
      endedInAll: over.length + gone.length,
      mine: sumsOf(mine, today),
      all: sumsOf(seen, today),
      mayAct: context.may('duties.act') === 'all',
    })
  }
}

/** What ended last comes first. */
function byEnd(one: StandingDuty, other: StandingDuty): number {
  const [at, then] = [one.ended?.at ?? '', other.ended?.at ?? '']
  return at < then ? 1 : at > then ? -1 : 0
}

function pupilOf(subject: DutySubject): PupilId | undefined {
  if (subject.kind === 'pupil') return subject.id
  return subject.kind === 'contact' ? subject.pupil : undefined
}

function isDueToday({ duty, state }: StandingDuty, today: string): boolean {
  return state === 'open' && duty.due?.kind === 'by' && duty.due.day <= today
}

function sumsOf(standing: readonly StandingDuty[], today: string) {
  const open = standing.filter(({ state }) => state === 'open')
  return {
    open: open.length,
    overdue: open.filter(({ overdue }) => overdue).length,
    today: open.filter((one) => isDueToday(one, today)).length,
    snoozed: standing.filter(({ state }) => state === 'snoozed').length,
  }
}

async function showingOf(
  context: Context,
  of: { found: FoundDuties; asking: Asking; chosen: readonly StandingDuty[]; schoolId: contract.DutyAsked['schoolId'] },
): Promise<Showing> {
  const { found, asking, chosen, schoolId } = of
  const subjects = [...chosen.map(({ duty }) => duty.subject), ...found.leftOver.map(({ seen }) => seen.subject)]
  const ids = subjects.flatMap((subject): string | readonly string[] =>
    subject.kind === 'register' ? [subject.groupId] : (pupilOf(subject) ?? []),
  )
  const owners = chosen.flatMap(({ owner }): readonly PersonId[] => (owner.kind === 'people' ? owner.people : []))
  return {
    asked: found.asked,
    asking,
    names: await namesOnRoll(context.tx, { schoolId, ids: [...new Set<string>(ids)] }),
    people: await namesOf(context.tx, [...new Set(owners)]),
  }
}

/** Duties that somebody acted on in the last week and whose facts have changed since. */
function leftOver(found: FoundDuties, of: { showing: Showing; pupilId: PupilId | undefined }): DutyShown[] {
  const { showing } = of
  return [...Map.groupBy(found.leftOver, ({ act }) => act.key)].flatMap(([, acts]) => {
    const [first] = acts
    const rule = first && found.rules.get(first.rule)
    if (first === undefined || rule === undefined) return []
    const { subject } = first.seen
    if (of.pupilId !== undefined && pupilOf(subject) !== of.pupilId) return []
    const duty = {
      key: first.act.key,
      rule: rule.id,
      subject,
      because: [],
      from: { day: showing.asked.today, time: null },
    }
    if (!maySee(showing.asking, { ...duty, due: null, actions: [] }, rule)) return []
    return showLeftOver(acts, rule, showing) ?? []
  })
}
