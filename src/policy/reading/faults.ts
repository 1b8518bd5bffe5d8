/** Why a file is no policy: where, and what to do. */
export interface PolicyFault {
  /** From 1; left out where it is about the whole file. */
  readonly line?: number
  /** From 1; where it is the spelling of the file that is at fault. */
  readonly column?: number
  /** The place by names, where it is about a setting. */
  readonly path?: readonly (string | number)[]
  readonly message: string
}
