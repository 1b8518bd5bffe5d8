/** What can be asked of the figures, and the pure rules that screens share with the server. */
export * from './contract/figures.ts'
export * from './contract/shapes.ts'
export * from './contract/why.ts'
