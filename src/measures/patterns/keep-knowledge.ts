import { randomUUID } from 'node:crypto'
import { notAllowed, refused, success } from '../../kernel/result.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { groupsOn } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { type Act, isEventKnown, saveLateEvent, saveLessonFree, takeBack } from './store.ts'

const actOf = ({ now, caller }: Context): Act => ({ at: now, by: caller })

export const addLateEvent: UseCase<typeof contract.addLateEvent> = async (context, { params, body }) => {
  const { schoolId } = params
  if (await isEventKnown(context.tx, { schoolId, ...body }))
    return refused('measures.event-known', 'This event is entered already. Nothing was added.')
  const id = randomUUID()
  await saveLateEvent(context.tx, { schoolId, id, ...body }, actOf(context))
  context.audit({ facts: { day: body.day } })
  return success({ id })
}

export const removeLateEvent: UseCase<typeof contract.removeLateEvent> = async (context, { params, body }) => {
  const { schoolId, eventId: id } = params
  const of = { schoolId, id, table: 'late_event', reason: body.reason } as const
  return (await takeBack(context.tx, of, actOf(context))) ? success({}) : notAllowed()
}

export const addLessonFree: UseCase<typeof contract.addLessonFree> = async (context, { params, body }) => {
  const { schoolId } = params
  const { yearGroup = null, groupId = null, to = null, weekday, half, from } = body
  if (groupId !== null && !(await groupsOn(context.tx, { schoolId, day: from })).some(({ id }) => id === groupId))
    return refused('measures.no-such-group', 'There is no such class on that day. Choose another class or a later day.')
  const id = randomUUID()
  await saveLessonFree(context.tx, { schoolId, id, yearGroup, groupId, weekday, half, from, to }, actOf(context))
  context.audit({ facts: { weekday, half, from } })
  return success({ id })
}

export const removeLessonFree: UseCase<typeof contract.removeLessonFree> = async (context, { params, body }) => {
  const { schoolId, freeId: id } = params
  const of = { schoolId, id, table: 'lesson_free', reason: body.reason } as const
  return (await takeBack(context.tx, of, actOf(context))) ? success({}) : notAllowed()
}
