import { sql } from 'kysely'
import type { DutyAsked } from '../../duties/contract.ts'
import type { DutySource } from '../../duties/index.ts'
import { addDays } from '../../kernel/day.ts'
import { firstDayOf } from '../../kernel/school-year.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { contactFailures, repliesToRead } from '../../messaging/index.ts'
import { many, type Tx } from '../../platform/database/database.ts'
import { contactsOfPupils } from '../../roll/index.ts'
import { reportsKept } from '../reports/store.ts'
import {
  CHASE_DUTY_RULES,
  type ChasedChild,
  contactsMade,
  nextStepDuties,
  noContactDuties,
  reportsMade,
  type WrongNumber,
  wrongNumberDuties,
} from '../rules/chase-duties.ts'
import { withdrawnChases } from '../rules/chase-withdrawn.ts'
import { riskKey } from '../rules/order.ts'
import { reportState } from '../rules/report.ts'
import { answerDuties, REPORT_DUTY_RULES, waitingReportDuties } from '../rules/report-duties.ts'
import { readMorning, stillAbsent } from './read-morning.ts'
import { actsOf, type KeptAct } from './store.ts'

/** No report speaks of a day so many days ahead: what is found is what is unsettled. */
const BEYOND = 800

/** The duties of following up an absence, and what its acts say about the first contact of a day. */
export const chaseDuties: DutySource = {
  slice: 'absence',
  rules: [...CHASE_DUTY_RULES, ...REPORT_DUTY_RULES],
  find: async (tx, asked) => {
    const { schoolId, now, today } = asked
    const morning = await readMorning(tx, { schoolId, now, asked })
    const inOrder = morning.followed.toSorted((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1))
    function orderOf({ absent, alone }: (typeof morning.followed)[number]) {
      const { pupilId, flags, yearGroup } = absent.pupil
      return riskKey({ pupilId, flags, alone, yearGroup, since: absent.since, away: absent.away, sortName: '' }, today)
    }
    const children = inOrder.map(
      ({ absent, chase, acts }): ChasedChild => ({
        pupilId: absent.pupil.pupilId,
        since: absent.since,
        chase,
        acts: acts.filter(({ at }) => at >= absent.from),
      }),
    )
    return [
      ...nextStepDuties(asked, children),
      ...withdrawnChases(today, morning.ended),
      ...noContactDuties(asked, children),
      ...wrongNumberDuties([...(await wrongNumbers(tx, asked)), ...(await failedNumbers(tx, asked))]),
      ...waitingReportDuties(asked, await unsettledReports(tx, asked)),
      ...answerDuties(asked, await repliesToRead(tx, schoolId)),
    ]
  },
  discharged: async (tx, asked) => {
    const { schoolId, endedSince: from, today: to } = asked
    const acts = await ofThisAbsence(tx, asked, await actsOf(tx, { schoolId, from, to }))
    const reports = await reportsKept(tx, { schoolId, from, to })
    return [
      ...contactsMade(acts),
      ...reportsMade(
        reports.map((report) => ({ ...report, state: reportState(report.steps) })),
        { from, to },
      ),
    ]
  },
}

/** Without what was done today about a child who has come since, and is missing again. */
async function ofThisAbsence(tx: Tx, asked: DutyAsked, acts: readonly KeptAct[]): Promise<readonly KeptAct[]> {
  const ofToday = acts.filter(({ day }) => day === asked.today)
  if (ofToday.length === 0) return acts
  const absent = await stillAbsent(tx, { ...asked, pupilIds: [...new Set(ofToday.map(({ pupilId }) => pupilId))] })
  return acts.filter(({ pupilId, day, at }) => day < asked.today || at >= (absent.get(pupilId)?.from ?? at))
}

/** Reports that nobody has accepted or set aside, of whatever day. */
async function unsettledReports(tx: Tx, { schoolId, today }: DutyAsked) {
  const reports = await reportsKept(tx, { schoolId, from: addDays(today, BEYOND), unsettledToo: true })
  return reports.map((report) => ({ ...report, state: reportState(report.steps) }))
}

/** Numbers and addresses of which a service said that they do not work, and that the roll still has. */
async function failedNumbers(tx: Tx, { schoolId, today }: DutyAsked): Promise<readonly WrongNumber[]> {
  const failures = await contactFailures(tx, { schoolId, day: today })
  return failures.flatMap(({ pupilIds, contactId, contactName, address, failedAt }) => {
    const [pupilId] = pupilIds
    const day = schoolTime(failedAt).day
    return pupilId === undefined ? [] : [{ pupilId, contactId, contactName, address, day, failed: true }]
  })
}

/** Numbers that proved wrong this school year and that the roll still has. */
async function wrongNumbers(tx: Tx, { schoolId, year, today }: DutyAsked): Promise<readonly WrongNumber[]> {
  const rung = await many(
    tx,
    sql<WrongNumber>`select distinct on (contact_id, address) pupil_id as "pupilId", contact_id as "contactId",
        contact_name as "contactName", address, day
      from absence.contact where school_id = ${schoolId} and outcome = 'wrong-number' and day >= ${firstDayOf(year)}
        and contact_id is not null and address is not null order by contact_id, address, number`,
  )
  if (rung.length === 0) return []
  const contacts = await contactsOfPupils(tx, { schoolId, day: today, pupilIds: rung.map(({ pupilId }) => pupilId) })
  return rung.filter(({ pupilId, contactId, address }) =>
    contacts.some(
      (one) =>
        one.pupilId === pupilId && one.contactId === contactId && one.phones.some(({ number }) => number === address),
    ),
  )
}
