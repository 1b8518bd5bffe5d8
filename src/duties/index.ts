/** The door of duties: how a slice says which duties its facts make. */
export type { DutySource } from './source.ts'
