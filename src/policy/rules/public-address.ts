const LONGEST = 60

/** A school's name as part of an address: "St Mary's C of E Primary" is `st-marys-c-of-e-primary`. */
export function slugOf(school: string): string {
  const plain = school
    .normalize('NFKD')
    .replace(/[\u0300-\u036f’']/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '')
  return plain === '' ? 'school' : plain
}

/** The address to try after so many were found taken by other schools of the same name. */
export function slugTried(school: string, taken: number): string {
  return taken === 0 ? slugOf(school) : `${slugOf(school)}-${taken + 1}`
}

/** Where a policy is read, below the address of the server. */
export function publicPath(slug: string): `/policies/${string}` {
  return `/policies/${slug}`
}
