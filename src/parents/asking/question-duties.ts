import { sql } from 'kysely'
import { type Duty, dutyKey, schoolDaysAfter } from '../../duties/contract.ts'
import type { DutySource } from '../../duties/index.ts'
import type { Day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import { unread } from '../../law/citation.ts'
import { many } from '../../platform/database/database.ts'

/** School days within which a family has an answer. */
const ANSWERED_WITHIN = 2

/** A family asked something on its page, and nobody has answered. */
export const questionDuties: DutySource = {
  slice: 'parents',
  rules: [
    {
      id: 'parents.question-waits',
      title: 'Answer the question of a family',
      source: unread('No source: Firstbell’s own, two school days'),
      sourceKind: 'policy',
      owner: 'attendance-officer',
      clock: { amount: ANSWERED_WITHIN, unit: 'school days' },
      consequence: 'The family does not know what stands in the register, or whether it was heard.',
      ends: 'facts',
      needs: 'family.answer',
    },
  ],
  find: async (tx, { schoolId, days }) => {
    const open = await many(
      tx,
      sql<{ id: string; pupilId: PupilId; askedAt: Moment }>`
        select question_id as id, pupil_id as "pupilId", asked_at as "askedAt" from parents.question
        where school_id = ${schoolId} and not exists (
          select from parents.answer
          where answer.school_id = question.school_id and answer.question_id = question.question_id)
        order by asked_at, question_id`,
    )
    return open.map(({ id, pupilId, askedAt }): Duty => {
      const subject = { kind: 'pupil', id: pupilId } as const
      const asked = schoolTime(askedAt)
      const after = schoolDaysAfter(days, asked.day)
      let day: Day | undefined
      for (let passed = 0; passed < ANSWERED_WITHIN; passed += 1) day = after.next().value ?? undefined
      return {
        key: dutyKey('parents.question-waits', subject, id),
        rule: 'parents.question-waits',
        subject,
        because: [{ day: asked.day, half: null, code: null, words: 'The family asked a question on its page' }],
        from: asked,
        due: day === undefined ? null : { kind: 'by', day, time: null },
        actions: [{ label: 'Questions of families', to: '/family-questions' }],
      }
    })
  },
}
