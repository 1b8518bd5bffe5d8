import type { Day } from '../../kernel/day.ts'
import type { GroupId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import type { Tx } from '../../platform/database/database.ts'
import { groupsOn, pupilsOnRoll } from '../../roll/index.ts'

/** Something wrong with a journal, about a pupil or a group of a day; `says` makes the sentence of their name. */
export interface Fault {
  readonly about: { readonly day: Day; readonly pupilId?: PupilId; readonly groupId?: GroupId | null } | undefined
  readonly says: (whom: string) => string
}

/** A fault that is about nobody in particular. */
export function faultOfAll(words: string): Fault {
  return { about: undefined, says: () => words }
}

/**
 * The faults as sentences, with pupils and groups called as they were on the day in question: whoever has to put a register
 * right looks for a child, not for a number. One that the roll does not know on that day keeps its id, which is a clue itself.
 */
export async function nameFaults(tx: Tx, schoolId: SchoolId, faults: readonly Fault[]): Promise<string[]> {
  const names = new Map<string, string>()
  for (const day of new Set(faults.flatMap(({ about }) => about?.day ?? []))) {
    const groups = new Map((await groupsOn(tx, { schoolId, day })).map(({ id, name }) => [id, name]))
    for (const [id, name] of groups) names.set(`${day} ${id}`, name)
    const pupilIds = faults.flatMap(({ about }) => (about?.day === day ? (about.pupilId ?? []) : []))
    for (const pupil of pupilIds.length === 0 ? [] : await pupilsOnRoll(tx, { schoolId, day, pupilIds })) {
      const group = (pupil.groupId === null ? undefined : groups.get(pupil.groupId)) ?? 'in no group'
      names.set(`${day} ${pupil.id}`, `${fullName(pupil.preferredName, pupil.familyName)} (${group})`)
    }
  }
  return faults.map(({ about, says }) => {
    if (about === undefined) return says('')
    const { day, pupilId, groupId } = about
    if (pupilId !== undefined) return says(names.get(`${day} ${pupilId}`) ?? `pupil ${pupilId}, not on roll then`)
    if (groupId === null || groupId === undefined) return says('the school')
    return says(names.get(`${day} ${groupId}`) ?? `group ${groupId}, not known then`)
  })
}
