/** Facts that the page shows in another way, or that only programs need. */
const LEFT_OUT = new Set(['refused', 'letIn'])
const AN_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/

/** The facts of an act in one line: "role: teacher; position: Tutor of 7A". Ids say nothing to a reader and are left out. */
export function factsInWords(facts: Readonly<Record<string, unknown>>): string {
  return Object.entries(facts)
    .filter(([name]) => !LEFT_OUT.has(name))
    .map(([name, value]) => [wordsOf(name), valueInWords(value)] as const)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ')
}

function wordsOf(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
}

function valueInWords(value: unknown): string {
  if (Array.isArray(value)) {
    const ids = value.every((one) => typeof one === 'string' && AN_ID.test(one))
    return ids ? String(value.length) : value.map(valueInWords).filter(Boolean).join(', ')
  }
  if (typeof value === 'string') return AN_ID.test(value) ? '' : value
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'object' && value !== null) return factsInWords(value as Readonly<Record<string, unknown>>)
  return ''
}
