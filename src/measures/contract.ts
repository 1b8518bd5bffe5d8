/** What can be asked of the figures, and the pure rules that screens share with the server. */
export * from './contract/ahead.ts'
export * from './contract/coding.ts'
export * from './contract/compared.ts'
export * from './contract/figures.ts'
export type { NamedPupil } from './contract/naming.ts'
export * from './contract/patterns.ts'
export * from './contract/shapes.ts'
export * from './contract/why.ts'
