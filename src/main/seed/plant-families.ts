import type { ContactId, SchoolId } from '../../kernel/ids.ts'
import { accountFor } from '../../parents/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { contactsOfPupils } from '../../roll/index.ts'
import { hashText, randomFrom } from '../demo/random.ts'
import type { DemoSchool, DemoTrust } from '../demo/types.ts'
import { momentOn } from './school-years.ts'
import { staffingOf } from './staffing.ts'

const TEN = 10 * 60
/** How many families of each size can be signed in as at a school. */
const WANTED: readonly { readonly children: number; readonly families: number }[] = [
  { children: 2, families: 2 },
  { children: 1, families: 1 },
]

/** A few parents whom whoever looks round can be: two with brothers and sisters, one with a single child. */
export async function plantFamilies(tx: Tx, trust: DemoTrust, school: DemoSchool): Promise<void> {
  const by = staffingOf(trust, school.id).officer(randomFrom(hashText(`families of ${school.id}`)))
  const schoolId = school.id as SchoolId
  const contacts = await contactsOfPupils(tx, { schoolId, day: trust.today })
  const parents = contacts.filter((one) => one.isParent && one.livesWith && one.mayBeTold && !one.barred)
  const families = [...Map.groupBy(parents, ({ contactId }) => contactId)]
  const found: ContactId[] = []
  for (const { children, families: wanted } of WANTED)
    found.push(
      ...families
        .filter(([, links]) => links.length === children)
        .slice(0, wanted)
        .map(([contactId]) => contactId),
    )
  for (const contactId of found)
    await accountFor(tx, { schoolId, contactId, now: momentOn(trust.today, TEN - 120), by })
}
