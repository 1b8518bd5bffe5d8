/** What is left of a sign-in while the screen is with a child: what the child's page needs, and nothing else. */
export interface Handed {
  /** What the address of an operation may name, and nothing else: `{ schoolId, caseId }`. */
  readonly params: Readonly<Record<string, string>>
  /** The one right of the member of staff that still counts. */
  readonly right: string
  /** Whom it is about, for the trail. */
  readonly subject: string
  /** The one page of the app that is shown. */
  readonly path: string
}
