import { type FormEvent, useMemo, useState } from 'react'
import { ProblemError } from '../problem.ts'

/** The `id` of the input that holds a place of the body: `pupils.2.code` becomes `field-pupils-2-code`. */
export function fieldId(path: string): string {
  return `field-${path.replace(/[^\w]+/g, '-')}`
}

/** What a field of `fields.tsx` needs to know about the value it edits. */
export interface Bound<Value> {
  readonly id: string
  readonly name: string
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly error?: string
}

export interface Fields<Values extends object> {
  readonly values: Values
  readonly change: (changed: Partial<Values>) => void
  /** Spread on a field: `<TextField label="Name" {...fields.bind('name')} />`. */
  readonly bind: <Name extends keyof Values & string>(name: Name) => Bound<Values[Name]>
  /** For `<form onSubmit={fields.submit(save)}>`. */
  readonly submit: (save: (values: Values) => void) => (event: FormEvent) => void
  readonly reset: () => void
}

/** The values of a form, with what the server said about each (`error` of the act that the form does). */
export function useFields<Values extends object>(initial: Values, error?: unknown): Fields<Values> {
  const [values, setValues] = useState(initial)
  return useMemo(() => {
    const change = (changed: Partial<Values>) => setValues((last) => ({ ...last, ...changed }))
    return {
      values,
      change,
      bind: (name) => {
        const message = messageFor(name, error)
        return {
          id: fieldId(name),
          name,
          value: values[name],
          // The computed key loses its link to the value's type; both are of `Name` here.
          onChange: (value) => change({ [name]: value } as unknown as Partial<Values>),
          ...(message === undefined ? {} : { error: message }),
        }
      },
      submit: (save) => (event) => {
        event.preventDefault()
        save(values)
      },
      reset: () => setValues(initial),
    }
  }, [values, error, initial])
}

function messageFor(name: string, error: unknown): string | undefined {
  if (!(error instanceof ProblemError)) return undefined
  return error.errors.find(({ path }) => path === name || path === `body.${name}`)?.message
}
