/** Filled by the engineer of this part. */
export const PLAN_ENTRIES = {} as const
