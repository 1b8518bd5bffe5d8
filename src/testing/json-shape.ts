interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly oneOf?: readonly Schema[]
}

/**
 * Where a value differs from a JSON schema, as far as the schemas go that GOV.UK Notify's client is tested with: types, required fields,
 * lists, patterns and references.
 * @param load reads the schema of a file name.
 */
export function differences(schema: Schema, value: unknown, load: (file: string) => unknown): string[] {
  return differ(schema, value, { at: '$', load })
}

interface Around {
  readonly at: string
  readonly load: (file: string) => unknown
}

function differ(schema: Schema, value: unknown, around: Around): string[] {
  const { at } = around
  if (schema.$ref !== undefined) return differ(resolve(schema.$ref, around), value, around)
  if (schema.oneOf !== undefined)
    return schema.oneOf.some((one) => differ(one, value, around).length === 0) ? [] : [`${at} is none of those allowed`]
  const faults: string[] = []
  const types = schema.type === undefined ? undefined : [schema.type].flat()
  if (
    types !== undefined &&
    !types.includes(typeOf(value)) &&
    !(types.includes('number') && typeOf(value) === 'integer')
  )
    faults.push(`${at} is ${typeOf(value)}, not ${types.join(' or ')}`)
  if (schema.enum !== undefined && !schema.enum.includes(value)) faults.push(`${at} is not in the list`)
  if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(String(value)))
    faults.push(`${at} has another form`)
  if (Array.isArray(value) && schema.items !== undefined)
    for (const [n, item] of value.entries())
      faults.push(...differ(schema.items, item, { ...around, at: `${at}[${n}]` }))
  if (typeOf(value) !== 'object') return faults
  const object = value as Readonly<Record<string, unknown>>
  for (const name of schema.required ?? []) if (!Object.hasOwn(object, name)) faults.push(`${at}.${name} is missing`)
  for (const [name, inner] of Object.entries(schema.properties ?? {}))
    if (Object.hasOwn(object, name)) faults.push(...differ(inner, object[name], { ...around, at: `${at}.${name}` }))
  return faults
}

function resolve(reference: string, { load }: Around): Schema {
  const [file = '', name = ''] = reference.split('#/')
  const whole = load(file === '' ? 'definitions.json' : file) as Readonly<Record<string, Schema>>
  return name === '' ? (whole as Schema) : (whole[name] ?? {})
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return Number.isInteger(value) ? 'integer' : typeof value
}
