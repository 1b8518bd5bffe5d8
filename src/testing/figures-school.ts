import { addDays, type Day, day, daysFrom, weekday } from '../kernel/day.ts'
import type { GroupId, PupilId } from '../kernel/ids.ts'
import { schoolYearOf } from '../kernel/school-year.ts'
import { sessionIndex } from '../kernel/session.ts'
import { byteOfCode, type Code } from '../law/codes.ts'
import { importEntries, type NewEntry } from '../register/index.ts'
import type { RegisterSchool } from './register-school.ts'
import type { TestServer } from './test-server.ts'

/** By pupil a text a week, two codes a day and a dot for none: `['/\\\\ /\\\\ II NN ..']`. Codes of one letter only. */
export type MarksFrom = Readonly<Record<PupilId, readonly string[]>>

/** Puts marks in a school's journal, an entry a day, as an import does. */
export async function importWeeks(
  server: TestServer,
  school: Pick<RegisterSchool, 'id' | 'officer'> & { readonly groups: Pick<RegisterSchool['groups'], 'nineA'> },
  of: { monday: Day; groupId?: GroupId; marks: MarksFrom },
): Promise<void> {
  const weeks = Math.max(...Object.values(of.marks).map((texts) => texts.length))
  const days = daysFrom(of.monday, addDays(of.monday, 7 * weeks - 1)).filter((one) => weekday(one) <= 5)
  const entries = days.flatMap((on, place): NewEntry[] => {
    const marks = Object.entries(of.marks).flatMap(([pupilId, texts]) =>
      (['AM', 'PM'] as const).flatMap((half, at) => {
        const code = texts[Math.floor(place / 5)]?.split(' ')[place % 5]?.[at] ?? '.'
        if (code === '.') return []
        return [{ pupilId: pupilId as PupilId, session: sessionIndex({ day: on, half }), to: byteOfCode(code as Code) }]
      }),
    )
    if (marks.length === 0) return []
    return [
      {
        act: 'imported',
        year: schoolYearOf(on),
        groupId: of.groupId ?? school.groups.nineA,
        at: server.clock.now(),
        by: school.officer,
        reason: 'Marks of a test',
        marks,
      },
    ]
  })
  await server.database.asSystem((tx) => importEntries(tx, school.id, entries))
}

/** The first Monday of the test year with three whole weeks before the Monday on which tests begin. */
export const FIRST_MONDAY = day('2026-11-02')
