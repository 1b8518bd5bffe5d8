/** Everything that can be asked of the register: operations as data, and the shapes of what they take and give. */
export * from './contract/changing.ts'
export * from './contract/handing.ts'
export * from './contract/looking.ts'
export * from './contract/overseeing.ts'
export * from './contract/papers.ts'
export * from './contract/planning.ts'
export * from './contract/shapes.ts'
export * from './contract/taking.ts'
