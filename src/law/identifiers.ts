/** A school's unique reference number in Get Information About Schools: six digits. */
export type Urn = string & { readonly __brand: 'Urn' }

/** A school's number in its local authority, `LLL/EEEE`: three digits of the authority, four of the establishment. */
export type Laestab = string & { readonly __brand: 'Laestab' }

/** Reads a URN; undefined where it is not six digits beginning 1 to 9. */
export function parseUrn(text: string): Urn | undefined {
  const urn = text.trim()
  return /^[1-9]\d{5}$/.test(urn) ? (urn as Urn) : undefined
}

/** Reads `881/4000`, `881-4000`, `881 4000` or `8814000`; undefined for anything else. */
export function parseLaestab(text: string): Laestab | undefined {
  const match = /^(\d{3})[\s/-]?(\d{4})$/.exec(text.trim())
  return match === null ? undefined : (`${match[1]}/${match[2]}` as Laestab)
}

/** `881/4000` as `8814000`, the form of file names and census returns. */
export function plainLaestab(of: Laestab): string {
  return of.replace('/', '')
}

/** The three digits of the local authority. */
export function authorityOf(laestab: Laestab): string {
  return laestab.slice(0, 3)
}

/** The four digits of the establishment. */
export function establishmentOf(laestab: Laestab): string {
  return laestab.slice(4)
}
