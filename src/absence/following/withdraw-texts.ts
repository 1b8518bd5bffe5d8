import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import { openCauses, schoolsWithCauses, withdrawMessages } from '../../messaging/index.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { reportsKept } from '../reports/store.ts'
import { endsToday } from '../rules/chase.ts'
import { reachedFamily } from '../rules/chase-acts.ts'
import { reportState } from '../rules/report.ts'
import { stillAbsent } from './read-morning.ts'
import { actsOf } from './store.ts'

/** What begins the cause of each text about an absence: `absence:<pupil>:<day>:first-text`. */
const ABSENCE_TEXT = 'absence:'

const TEXTS = {
  id: '00000000-0000-4000-8000-000000000004',
  name: 'Firstbell, texts of the morning',
  position: 'automatic',
}

/** The family has said why, or somebody saw the child: the text of today that has not gone is taken back, in the same transaction. */
export async function withdrawTextsAbout(
  { tx, now, caller: by }: Pick<Context, 'tx' | 'now' | 'caller'>,
  of: { schoolId: SchoolId; pupilIds: readonly PupilId[]; why: string },
): Promise<void> {
  const causes = of.pupilIds.map((id) => `${ABSENCE_TEXT}${id}:${schoolTime(now).day}:first-text`)
  await withdrawMessages(tx, { schoolId: of.schoolId, causes, why: of.why, now, by })
}

/**
 * Takes back texts about absences of today that have not gone and that nobody needs any more: the mark was changed, the child came late, the
 * family has said why, somebody has reached them. Of a text about brothers and sisters the others’ part stays.
 */
export async function withdrawNeedlessTexts(tx: Tx, of: { schoolId: SchoolId; now: Moment }): Promise<number> {
  const { schoolId, now } = of
  const today = schoolTime(now).day
  const causes = await openCauses(tx, { ...of, prefix: ABSENCE_TEXT })
  const aboutToday = causes.flatMap((cause) => {
    const [, pupilId, day] = cause.split(':')
    return pupilId !== undefined && day === today ? [{ cause, pupilId: pupilId as PupilId }] : [] // as texts are caused
  })
  if (aboutToday.length === 0) return 0
  const pupilIds = [...new Set(aboutToday.map(({ pupilId }) => pupilId))]
  const why = await whyNeedless(tx, { schoolId, now, pupilIds })
  let taken = 0
  for (const { cause, pupilId } of aboutToday) {
    const words = why.get(pupilId)
    if (words !== undefined)
      taken += await withdrawMessages(tx, { schoolId, causes: [cause], why: words, now, by: TEXTS })
  }
  return taken
}

async function whyNeedless(
  tx: Tx,
  of: { schoolId: SchoolId; now: Moment; pupilIds: readonly PupilId[] },
): Promise<ReadonlyMap<PupilId, string>> {
  const { schoolId, now, pupilIds } = of
  const today = schoolTime(now).day
  const absent = await stillAbsent(tx, of)
  const acts = await actsOf(tx, { schoolId, from: today, to: today, pupilIds })
  const reports = await reportsKept(tx, { schoolId, pupilIds, from: today, to: today })
  const found = new Map<PupilId, string>()
  for (const { pupilId, steps, reply } of reports)
    if (reply?.sure !== false && reportState(steps) === 'waiting') found.set(pupilId, 'The family has said why')
  for (const act of acts)
    if (endsToday(act) || reachedFamily(act)) found.set(act.pupilId, 'The family was reached, or the child found')
  for (const id of pupilIds)
    if (!absent.has(id)) found.set(id, 'The mark was changed: the child came, or there is a reason')
  return found
}

/** The same for texts that wait to be sent by hand, at every school: nobody should send what the office knows by now. */
export async function withdrawTexts(
  database: Database,
  clock: Clock,
): Promise<{ failed: readonly { schoolId: SchoolId; error: unknown }[] }> {
  const failed: { schoolId: SchoolId; error: unknown }[] = []
  for (const schoolId of await database.asSystem((tx) => schoolsWithCauses(tx, ABSENCE_TEXT))) {
    try {
      await database.inTenants([schoolId], (tx) => withdrawNeedlessTexts(tx, { schoolId, now: clock.now() }))
    } catch (error) {
      failed.push({ schoolId, error })
    }
  }
  return { failed }
}
