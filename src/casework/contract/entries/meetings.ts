/** Filled by the engineer of this part. */
export const MEETING_ENTRIES = {} as const
