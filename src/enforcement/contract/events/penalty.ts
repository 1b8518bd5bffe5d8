import type { EventKinds } from './shape.ts'

/** What happens to a penalty notice, and the line that a case shows of it. */
export const PENALTY_EVENTS = {} as const satisfies EventKinds
