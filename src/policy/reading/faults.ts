/** Why a file is no policy: where, and what to do. */
export interface PolicyFault {
  /** From 1; left out where it is about the whole file. */
  readonly line?: number
  readonly message: string
}
