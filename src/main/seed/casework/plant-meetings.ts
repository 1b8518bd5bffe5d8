import type { Participant } from '../../../casework/contract.ts'
import { keepSchoolMeetingStep } from '../../../casework/index.ts'
import { addDays, type Day, weekday } from '../../../kernel/day.ts'
import { timeOfDay } from '../../../kernel/time-of-day.ts'
import { contactsOfPupils } from '../../../roll/index.ts'
import { momentOn } from '../school-years.ts'
import type { Actor } from '../staffing.ts'
import { type CasePlanting, entry, type PlantedCase, type PlantedCases, writeIn } from './case-writing.ts'

/**
 * A meeting that was held, with one action done and one overdue that the next meeting begins with; one of yesterday without minutes; and the
 * term's targeting support meeting with two children on its agenda.
 */
export async function plantMeetings(planting: CasePlanting, planted: PlantedCases): Promise<void> {
  const persistent = planted.get('persistent')
  const severe = planted.get('severe')
  if (persistent !== undefined) await plantHeld(planting, persistent)
  if (severe !== undefined) await plantUnminuted(planting, severe)
  const both = [severe, persistent].filter((one) => one !== undefined)
  if (both.length > 0) await plantTargeting(planting, both)
}

const asStaff = ({ id, name, position }: Actor): Participant => ({ id, who: 'staff', name, as: position })

function outsider({ random }: CasePlanting, name: string, as: string): Participant {
  return { id: random.uuid(), who: 'professional', name, as }
}

/** The first parent who may be told, as a guest; none where there is nobody. */
async function parentOf({ tx, school, trust }: CasePlanting, { pupilId }: PlantedCase): Promise<Participant[]> {
  const contacts = await contactsOfPupils(tx, { schoolId: school.id, day: trust.today, pupilIds: [pupilId] })
  const parent = contacts.find(({ isParent, mayBeTold, barred }) => isParent && mayBeTold && !barred)
  if (parent === undefined) return []
  const name = [parent.title, parent.forenames, parent.surname].filter(Boolean).join(' ')
  return [{ id: parent.contactId, who: 'contact', name, as: parent.relationship }]
}

/** A weekday so many days from today, or the Monday after. */
function ahead({ trust }: CasePlanting, days: number): Day {
  const on = addDays(trust.today, days)
  return weekday(on) > 5 ? addDays(on, 8 - weekday(on)) : on
}

const AT = { time: timeOfDay('15:15'), minutes: 30, place: 'Meeting room 2', link: null } as const

async function plantHeld(planting: CasePlanting, one: PlantedCase): Promise<void> {
  const { random, staff, daysAgo, trust } = planting
  const pastoral = staff('pastoral', one.pupilId)
  const guests = [...(await parentOf(planting, one)), asStaff(pastoral)]
  const [first, next, bus, breakfast] = [random.uuid(), random.uuid(), random.uuid(), random.uuid()]
  const held = daysAgo(15)
  const called = { kind: 'school attendance', invited: guests, partOf: null } as const
  const about = 'What would make the mornings easier'
  await writeIn(planting, one, {
    by: pastoral,
    on: daysAgo(19),
    entries: [
      entry(planting, 'meeting-called', {
        day: daysAgo(19),
        body: { ...AT, ...called, meetingId: first, day: held, about, replyBy: null },
      }),
    ],
  })
  const words = 'The 7.40 bus is often full; the next comes after registration. Walking takes fifty minutes.'
  const action = (actionId: string, what: string, due: Day) =>
    entry(planting, 'action-set', {
      day: held,
      body: { actionId, what, owner: asStaff(pastoral), due, meetingId: first },
    })
  await writeIn(planting, one, {
    by: pastoral,
    on: held,
    minutes: 16 * 60,
    entries: [
      entry(planting, 'meeting-held', {
        day: held,
        body: {
          ...{ meetingId: first, came: guests, words, lead: null },
          decisions: ['The tutor expects him until 9.00 while the bus is looked into'],
        },
      }),
      action(bus, 'Ask the bus company about the 7.40', daysAgo(10)),
      action(breakfast, 'Keep a place at the breakfast club', daysAgo(3)),
    ],
  })
  await writeIn(planting, one, {
    by: pastoral,
    on: daysAgo(11),
    entries: [
      entry(planting, 'action-done', {
        day: daysAgo(11),
        body: { actionId: bus, words: 'A second bus runs from January' },
      }),
    ],
  })
  await writeIn(planting, one, {
    by: pastoral,
    on: daysAgo(2),
    entries: [
      entry(planting, 'meeting-called', {
        day: daysAgo(2),
        body: {
          ...{ ...AT, ...called, meetingId: next, day: ahead(planting, 9) },
          about: 'How the mornings have gone since we met',
          replyBy: addDays(trust.today, 3),
        },
      }),
    ],
  })
}

async function plantUnminuted(planting: CasePlanting, one: PlantedCase): Promise<void> {
  const { random, staff, daysAgo } = planting
  const by = staff('attendance-champion')
  // His grandparents, who look after him since his mother died, are who comes for the family.
  const invited = [
    ...(await parentOf(planting, one)),
    asStaff(by),
    outsider(planting, 'Ines Marsh', 'Early Help worker'),
    outsider(planting, 'Dr Okoro', 'Bereavement service'),
  ]
  await writeIn(planting, one, {
    by,
    on: daysAgo(7),
    entries: [
      entry(planting, 'meeting-called', {
        day: daysAgo(7),
        body: {
          ...{ ...AT, meetingId: random.uuid(), kind: 'team around the family', day: daysAgo(1), invited },
          ...{ time: timeOfDay('10:00'), minutes: 60, about: 'A way back that begins at home', partOf: null },
          replyBy: daysAgo(3),
        },
      }),
    ],
  })
}

async function plantTargeting(planting: CasePlanting, children: readonly PlantedCase[]): Promise<void> {
  const { tx, random, staff, school, daysAgo } = planting
  const by = staff('attendance-champion')
  const on = daysAgo(1)
  const guests = [asStaff(by), outsider(planting, 'Paul Hadley', 'Link officer of the local authority')]
  const when = { ...AT, day: ahead(planting, 10), time: timeOfDay('13:30'), minutes: 60, place: 'Online' }
  const meetingId = random.uuid()
  const about = 'Pupils who are persistently or severely absent: who leads for each'
  await keepSchoolMeetingStep(tx, {
    ...{ schoolId: school.id, meetingId, after: 0, key: random.uuid(), at: momentOn(on, 11 * 60), by },
    step: { kind: 'called', body: { ...when, kind: 'targeting support', about, guests } },
  })
  for (const one of children)
    await writeIn(planting, one, {
      by,
      on,
      minutes: 16 * 60 + 10,
      entries: [
        entry(planting, 'meeting-called', {
          day: on,
          body: {
            ...{ ...when, meetingId: random.uuid(), kind: 'targeting support', invited: guests },
            ...{ about, replyBy: null, partOf: meetingId },
          },
        }),
      ],
    })
}
