import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, groupIdShape, halfShape, pupilIdShape, schoolIdShape, schoolYearShape } from '../../kernel/shapes.ts'
import { absenceFromSiteShape, changeShape, shownCodeShape, standingMarkShape } from './shapes.ts'

const yearParams = z.object({ schoolId: schoolIdShape, pupilId: pupilIdShape, year: schoolYearShape })

/** Sessions counted by what DfE's formulas need, with the code table's classes. */
export const tallyShape = z.object({
  possible: z.number().int(),
  attended: z.number().int(),
  authorised: z.number().int(),
  unauthorised: z.number().int(),
  lateBeforeClose: z.number().int(),
  lateAfterClose: z.number().int(),
  notPossible: z.number().int(),
  /** Attendance as people read it: "182 of 190". */
  attendedOf: z.string(),
  byCode: z.array(z.object({ code: shownCodeShape, name: z.string(), sessions: z.number().int() })),
})
export type Tally = z.output<typeof tallyShape>

export const pupilYear = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/pupils/:pupilId/years/:year',
  schema: {
    summary: 'A pupil’s year of marks',
    description:
      'One place for each half day from 1 August: `codes[2 × days + (0 for AM, 1 for PM)]`, 732 places, an empty text where there is no mark, a category in place of a restricted code for those who may not know it. `calendar` has an S for each session the school has and a dot for each it has not.',
    tags: ['register'],
    params: yearParams,
    response: {
      200: z.object({
        pupilId: pupilIdShape,
        preferredName: z.string(),
        familyName: z.string(),
        /** The journal's last number when this was read; send it back with an amendment. */
        version: z.number().int(),
        year: z.number().int(),
        firstDay: dayShape,
        codes: z.array(z.string()),
        calendar: z.string(),
        /** Sessions up to now; marks planned ahead are in `codes` but not counted. */
        tally: tallyShape,
        /** Sessions the school has had so far, while the pupil was on roll, without any mark. */
        missing: z.number().int(),
        /** The place that now falls in, or how many places have passed. */
        passed: z.number().int(),
      }),
    },
  },
  config: { id: 'pupil-year', may: 'register.view', scope: 'school', audit: 'looked at a pupil’s year of marks' },
})

export const markHistory = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/pupils/:pupilId/marks/:day/:half',
  schema: {
    summary: 'One mark and every change of it',
    tags: ['register'],
    params: z.object({ schoolId: schoolIdShape, pupilId: pupilIdShape, day: dayShape, half: halfShape }),
    response: {
      200: z.object({
        pupilId: pupilIdShape,
        name: z.string(),
        day: dayShape,
        /** The journal's last number when this was read; send it back with an amendment. */
        version: z.number().int(),
        half: halfShape,
        mark: standingMarkShape.nullable(),
        absencesFromSite: z.array(absenceFromSiteShape),
        /** Oldest first. */
        changes: z.array(changeShape),
      }),
    },
  },
  config: { id: 'mark-history', may: 'register.view', scope: 'school', audit: 'looked at the history of a mark' },
})

export const pupilHistory = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/pupils/:pupilId/years/:year/changes',
  schema: {
    summary: 'What happened to a pupil’s marks in a year',
    description:
      'Amendments, sign-ins, leaving and returning, plans and their withdrawal; newest first. First marks from taking a register are in the year itself.',
    tags: ['register'],
    params: yearParams,
    response: { 200: z.object({ changes: z.array(changeShape) }) },
  },
  config: {
    id: 'pupil-history',
    may: 'register.view',
    scope: 'school',
    audit: 'looked at the changes of a pupil’s marks',
  },
})

export const groupWeek = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/groups/:groupId/week/:day',
  schema: {
    summary: 'A group’s week of marks',
    description: 'Monday to Friday of the week that the day falls in: the week grid.',
    tags: ['register'],
    params: z.object({ schoolId: schoolIdShape, groupId: groupIdShape, day: dayShape }),
    response: {
      200: z.object({
        /** The journal's last number when this was read; send it back with an amendment. */
        version: z.number().int(),
        group: z.object({ id: groupIdShape, name: z.string() }),
        sessions: z.array(z.object({ day: dayShape, half: halfShape, hasSession: z.boolean() })),
        lines: z.array(
          z.object({
            pupilId: pupilIdShape,
            preferredName: z.string(),
            familyName: z.string(),
            codes: z.array(shownCodeShape.nullable()),
            /** This school year up to now. */
            tally: tallyShape.omit({ byCode: true }),
          }),
        ),
      }),
    },
  },
  config: {
    id: 'group-week',
    may: 'register.view',
    scope: 'school',
    audit: { none: 'The same marks that the group’s registers show to the same people.' },
  },
})
