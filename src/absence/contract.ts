/** What can be asked about absence: reports of families, evidence, reasons to be found; and the pure rules that screens share. */
export * from './rules/report.ts'
