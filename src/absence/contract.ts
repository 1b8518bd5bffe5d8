/** What can be asked about absence: reports of families, evidence, reasons to be found; and the pure rules that screens share. */
export * from './contract/reports.ts'
export * from './rules/accepting.ts'
export * from './rules/contradictions.ts'
export * from './rules/outcome.ts'
export * from './rules/report.ts'
export * from './rules/suggest-code.ts'
export * from './rules/warned.ts'
