import { MOST_FILES, outcomeForFamily } from '../../absence/contract.ts'
import { type FileOfReport, filesOfReports, type KnownReport, reportsOf } from '../../absence/index.ts'
import { hasPassword } from '../../identity/index.ts'
import { addDays, type Day } from '../../kernel/day.ts'
import { success } from '../../kernel/result.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { sessionIndex } from '../../kernel/session.ts'
import { codeOfByte } from '../../law/codes.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { readStrips } from '../../register/index.ts'
import { hasSession } from '../../roll/contract.ts'
import { calendarOf, contactPeople, namesOfGroups, schoolOf } from '../../roll/index.ts'
import { namesOf } from '../accounts/sign-in.ts'
import type * as contract from '../contract.ts'
import type { FamilyChild, FamilyReport } from '../contract.ts'
import { markWords } from '../rules/mark-words.ts'
import { type Family, loadFamily, type SeenChild } from './load-family.ts'

/** How far back a family looks for what it reported. */
const BACK = 14

export const myFamily: UseCase<typeof contract.myFamily> = async (context) => {
  const family = await loadFamily(context)
  return success({
    name: context.caller.name,
    children: await shownChildren(context, family.children, family.today),
    reports: await reportsOfFamily(context, family),
    password: await passwordOf(context, family),
  })
}

/** Children as their page begins: where they belong, and what their registers say today. */
export async function shownChildren(
  { tx }: Context,
  children: readonly SeenChild[],
  today: Day,
): Promise<FamilyChild[]> {
  const shown: FamilyChild[] = []
  const year = schoolYearOf(today)
  for (const [schoolId, own] of Map.groupBy(children, (one) => one.schoolId)) {
    const school = await schoolOf(tx, schoolId)
    const calendar = await calendarOf(tx, { schoolId, year })
    const groups = await namesOfGroups(tx, { schoolId, groupIds: own.flatMap(({ groupId }) => groupId ?? []) })
    const strips = await readStrips(tx, { schoolId, year, pupilIds: own.map(({ pupilId }) => pupilId) })
    for (const child of own) {
      const { pupilId, name, fullName, startingDay, yearGroup, groupId } = child
      const meets = calendar !== undefined && hasSession(calendar, { day: today, half: 'AM' }) && startingDay <= today
      const mark = (half: 'AM' | 'PM') =>
        markWords(codeOfByte(strips.get(pupilId)?.[sessionIndex({ day: today, half })] ?? 0) ?? '-')
      shown.push({
        schoolId,
        pupilId,
        name,
        fullName,
        place: [yearGroupWords(yearGroup), groupId === null ? undefined : groups.get(groupId)]
          .filter(Boolean)
          .join(', '),
        school: school?.name ?? '',
        schoolPhone: school?.telephone ?? '',
        startsOn: startingDay > today ? startingDay : null,
        today: meets ? { am: mark('AM'), pm: mark('PM') } : null,
      })
    }
  }
  return shown
}

function yearGroupWords(yearGroup: string | null): string {
  if (yearGroup === null) return ''
  return /^\d/.test(yearGroup) ? `Year ${yearGroup}` : yearGroup === 'R' ? 'Reception' : 'Nursery'
}

/** What the caller reported: by the contact that they are, so neither parent reads what the other wrote. */
async function reportsOfFamily({ tx }: Context, family: Family): Promise<FamilyReport[]> {
  const found: FamilyReport[] = []
  for (const [schoolId, own] of Map.groupBy(family.children, (one) => one.schoolId)) {
    const mine = new Set(family.contacts.filter((one) => one.schoolId === schoolId).map((one) => one.contactId))
    const reports = await reportsOf(tx, {
      schoolId,
      pupilIds: own.map(({ pupilId }) => pupilId),
      from: addDays(family.today, -BACK),
      to: addDays(family.today, 365),
    })
    const files = await filesOfReports(tx, { schoolId, reportIds: reports.map(({ id }) => id) })
    for (const report of reports) {
      const child = own.find(({ pupilId }) => pupilId === report.pupilId)
      const { contactId } = report.reporter
      if (child !== undefined && contactId !== null && mine.has(contactId))
        found.push(shownReport(report, { child, files: files.get(report.id) ?? [] }))
    }
  }
  return found.toSorted((one, other) => (one.receivedAt < other.receivedAt ? 1 : -1))
}

function shownReport(
  report: KnownReport,
  { child, files }: { readonly child: SeenChild; readonly files: readonly FileOfReport[] },
): FamilyReport {
  const { id, pupilId, first, until, category, words, receivedAt, state, steps } = report
  return {
    id,
    schoolId: child.schoolId,
    pupilId,
    child: child.name,
    first,
    until,
    category,
    words,
    files: files.map(({ number, name }) => ({ number, name })),
    takesFiles: state !== 'set aside' && files.length < MOST_FILES,
    receivedAt,
    state: state === 'waiting' ? 'waiting' : state === 'waiting for the family' ? 'asks' : 'settled',
    outcome: outcomeForFamily(steps),
  }
}

async function passwordOf({ tx, caller }: Context, family: Family) {
  const by: { kind: 'email' | 'phone'; address: string }[] = []
  for (const { schoolId, contactId } of family.contacts) {
    const [contact] = await contactPeople(tx, { schoolId, contactIds: [contactId] })
    for (const kind of ['email', 'phone'] as const) {
      const address = contact === undefined ? undefined : namesOf(contact, kind)[0]
      if (address !== undefined && !by.some((one) => one.kind === kind)) by.push({ kind, address })
    }
  }
  return { chosen: await hasPassword(tx, caller.id), by }
}
