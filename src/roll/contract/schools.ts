import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { schoolIdShape } from '../../kernel/shapes.ts'
import { YEAR_GROUPS } from '../../law/school-age.ts'
import {
  alsoStatedShape,
  atSchool,
  calendarShape,
  dayClockShape,
  dayShape,
  faultShape,
  reasonShape,
  schoolDraftShape,
  schoolShape,
  schoolYearShape,
  versionShape,
  yearGroupShape,
} from './shapes.ts'

const PUBLIC = { none: 'What it tells is public: it stands on the school’s own website.' } as const

export const getSchool = operation({
  method: 'GET',
  url: '/api/schools/:schoolId',
  schema: {
    summary: 'A school’s particulars',
    tags: ['roll'],
    params: atSchool,
    response: { 200: schoolShape.extend({ trust: z.string().nullable(), authority: z.string().nullable() }) },
  },
  config: { id: 'get-school', may: 'school.view', scope: 'school', audit: PUBLIC },
})

export const changeSchool = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId',
  schema: {
    summary: 'Change a school’s particulars',
    tags: ['roll'],
    params: atSchool,
    body: schoolDraftShape.extend({ version: versionShape, reason: reasonShape }),
    response: { 200: z.object({ version: versionShape }) },
  },
  config: {
    id: 'change-school',
    may: 'school.administer',
    scope: 'school',
    audit: 'changed the school’s particulars',
    problems: ['roll.changed-meanwhile'],
  },
})

const ofYear = z.object({ schoolId: schoolIdShape, year: schoolYearShape })

const calendarAnswer = z.object({
  /** Version 0 and no terms where none has been entered. */
  version: versionShape,
  calendar: calendarShape,
  counts: z.object({ schoolDays: z.number(), sessions: z.number(), schoolWeeks: z.number() }),
  faults: z.array(faultShape),
})

export const getCalendar = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/calendars/:year',
  schema: {
    summary: 'A school’s calendar of a year, with what it counts to and what is wrong with it',
    tags: ['roll'],
    params: ofYear,
    response: { 200: calendarAnswer },
  },
  config: { id: 'get-calendar', may: 'school.view', scope: 'school', audit: PUBLIC },
})

export const changeCalendar = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/calendars/:year',
  schema: {
    summary: 'Set a school’s terms, INSET days, holidays and closures of a year',
    description: 'Overlapping terms and days outside the year are refused; fewer than 380 sessions is a warning.',
    tags: ['roll'],
    params: ofYear,
    body: calendarShape.omit({ year: true }).extend({ version: versionShape, reason: reasonShape }),
    response: { 200: calendarAnswer },
  },
  config: {
    id: 'change-calendar',
    may: 'school.administer',
    scope: 'school',
    audit: 'changed the school calendar',
    problems: ['roll.calendar-impossible', 'roll.changed-meanwhile'],
  },
})

const clockFaultShape = faultShape.extend({
  yearGroups: z.array(yearGroupShape),
  values: z.tuple([
    z.object({ what: z.string(), value: z.string() }),
    z.object({ what: z.string(), value: z.string() }),
  ]),
})

const clockRow = z.object({
  yearGroup: yearGroupShape,
  from: dayShape,
  clock: dayClockShape,
  alsoStated: alsoStatedShape,
  version: versionShape,
})

const clocksAnswer = z.object({
  day: dayShape,
  yearGroups: z.array(yearGroupShape),
  /** In force on the day. */
  clocks: z.array(clockRow),
  /** Every clock there was and will be, oldest first. */
  all: z.array(clockRow),
  faults: z.array(clockFaultShape),
})

export const listDayClocks = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/day-clocks',
  schema: {
    summary: 'The day clock of each year group on a day, with compliance notes',
    tags: ['roll'],
    params: atSchool,
    querystring: z.object({ day: dayShape.optional() }),
    response: { 200: clocksAnswer },
  },
  config: { id: 'list-day-clocks', may: 'school.view', scope: 'school', audit: PUBLIC },
})

export const setDayClocks = operation({
  method: 'PUT',
  url: '/api/schools/:schoolId/day-clocks',
  schema: {
    summary: 'Set the day clock of one or more year groups from a day on',
    description:
      'All of them or none. Times in an impossible order are refused. Everything else is returned as a note, and saved.',
    tags: ['roll'],
    params: atSchool,
    body: z.object({
      yearGroups: z
        .array(
          z.object({
            yearGroup: yearGroupShape,
            /** The version of the year group's clock that begins on this very day; 0 where none does. */
            version: versionShape,
          }),
        )
        .min(1, 'Choose at least one year group.')
        .max(YEAR_GROUPS.length)
        .refine((of) => new Set(of.map((one) => one.yearGroup)).size === of.length, 'Name each year group once.'),
      from: dayShape,
      clock: dayClockShape,
      alsoStated: alsoStatedShape.optional(),
      reason: reasonShape,
    }),
    response: { 200: clocksAnswer },
  },
  config: {
    id: 'set-day-clocks',
    may: 'school.administer',
    scope: 'school',
    audit: 'set a day clock',
    problems: ['roll.clock-impossible', 'roll.changed-meanwhile'],
  },
})
