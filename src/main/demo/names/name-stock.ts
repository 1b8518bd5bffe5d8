/** Names used by one of the communities that a trust in England serves. All people made from them are invented. */
export interface NameStock {
  readonly girls: readonly string[]
  readonly boys: readonly string[]
  readonly families: readonly string[]
  readonly middles: readonly string[]
  readonly boyMiddles: readonly string[]
  /** Given names of the parents' generation, where fashion has moved on. */
  readonly women?: readonly string[]
  readonly men?: readonly string[]
  /** What is spoken at home. */
  readonly language: string
  /** How a daughter's family name differs, where it does (Polish Wiśniewski, Wiśniewska). */
  readonly feminine?: (family: string) => string
}
