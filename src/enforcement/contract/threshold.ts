import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { dayShape, pupilIdShape, schoolIdShape } from '../../kernel/shapes.ts'
import { atSchool, standingShape, thresholdShape } from './shapes.ts'

const answer = z.object({
  /** Null before there was a national threshold, or where no calendar is entered. */
  threshold: thresholdShape.nullable(),
  today: dayShape,
  /** The school weeks in which sessions count now, by their Mondays. */
  weeks: z.array(dayShape),
  children: z.array(standingShape),
})

export const nationalThresholdList = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/national-threshold',
  schema: {
    summary: 'The children who met the national threshold for considering a penalty notice, or are near it',
    description:
      'Sessions of G, N, O and U in rolling ten school weeks, across terms and school years; of this school alone.',
    tags: ['enforcement'],
    params: atSchool,
    response: { 200: answer },
  },
  config: {
    id: 'national-threshold',
    may: 'enforcement.view',
    scope: 'school',
    audit: 'looked at who met the national threshold',
  },
})

export const pupilThreshold = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/pupils/:pupilId/national-threshold',
  schema: {
    summary: 'Where one child stands to the national threshold, and which sessions make it up',
    tags: ['enforcement'],
    params: atSchool.extend({ pupilId: pupilIdShape }),
    response: { 200: answer },
  },
  config: {
    id: 'pupil-national-threshold',
    may: 'enforcement.view',
    scope: 'school',
    audit: 'looked at where a pupil stands to the national threshold',
  },
})

export const thresholdElsewhere = operation({
  method: 'GET',
  url: '/api/national-threshold-elsewhere',
  schema: {
    summary: 'The children of a school who were also on roll at another school of the caller’s, counted together',
    description:
      'The same child is known by the unique pupil number. Schools that the caller may not see are not counted.',
    tags: ['enforcement'],
    querystring: z.object({ schoolId: schoolIdShape }),
    response: { 200: answer },
  },
  config: {
    id: 'national-threshold-elsewhere',
    may: 'enforcement.view',
    scope: 'own',
    audit: 'counted unauthorised sessions of children at more than one of their schools',
  },
})
