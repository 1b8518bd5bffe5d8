/** Filled by the engineer of this part. */
export const SUPPORT_ENTRIES = {} as const
