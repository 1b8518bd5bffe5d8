/** The door of absence: reports of families, evidence, and reasons to be found. */
import type { Binding } from '../platform/http/use-case.ts'

export const absenceBindings: readonly Binding[] = []
