import type { EventKinds } from './shape.ts'

/** What happens beyond notices: education supervision order, parenting order, fast track, prosecution. */
export const ACTION_EVENTS = {} as const satisfies EventKinds
